/** Hashes the file it is sent, piece by piece, and reports how far it is. */
self.onmessage = async ({ data: file }: MessageEvent<File>) => {
  try {
    // Loaded here: a message that comes while a module waits for something would be lost.
    const { Sha256 } = await import('@makerstake/client');
    const hash = new Sha256();
    const reader = file.stream().getReader();
    let read = 0;
    let reported = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      hash.update(value);
      read += value.length;
      if (read - reported > 8_000_000) {
        reported = read;
        self.postMessage({ read });
      }
    }
    self.postMessage({ hash: hash.digest() });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
