import { address } from '@solana/kit';

/** What the page asks for: a list as bytes or as an address to read it from. */
export interface Job {
  list: Blob | string;
  pool: string;
  epoch: number;
  holder: string | undefined;
}

self.onmessage = async ({ data }: MessageEvent<Job>) => {
  try {
    // Loaded here: a message that comes while a module waits for something would be lost.
    const { recompute } = await import('@makerstake/client');
    const stream = typeof data.list === 'string' ? await download(data.list) : data.list.stream();
    const found = await recompute(stream, address(data.pool), data.epoch, data.holder, (rows) =>
      self.postMessage({ rows }),
    );
    self.postMessage({ found });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};

async function download(url: string): Promise<ReadableStream<Uint8Array>> {
  const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!answer.ok || !answer.body) throw new Error(`HTTP ${answer.status}`);
  return answer.body;
}
