type Answer = { read: number } | { hash: Uint8Array } | { error: string };

/** SHA-256 of a file, computed beside the page: the file never leaves this machine, and the page stays usable. */
export function hashFile(file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' });
    const stop = () => worker.terminate();
    signal.addEventListener('abort', () => {
      stop();
      reject(signal.reason);
    });
    worker.onerror = (event) => {
      stop();
      reject(new Error(event.message));
    };
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if ('read' in data) return onProgress(file.size === 0 ? 1 : data.read / file.size);
      stop();
      if ('hash' in data) resolve(data.hash);
      else reject(new Error(data.error));
    };
    worker.postMessage(file);
  });
}
