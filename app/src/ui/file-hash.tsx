import { useEffect, useRef, useState } from 'react';
import { hex } from '../chain/bytes.ts';
import { short } from '../chain/format.ts';
import { texts, useT } from '../i18n/index.tsx';
import { hashFile } from '../workers/hash.ts';
import { Meter } from './basics.tsx';
import { Copyable } from './chain.tsx';
import { FileDrop } from './file-drop.tsx';

const t0 = texts({
  stays: {
    en: 'It is hashed in your browser and never leaves it.',
    nl: 'Het wordt in je browser gehasht en verlaat die niet.',
    es: 'Se procesa en tu navegador y nunca sale de él.',
  },
  hashing: { en: 'Hashing {name}', nl: '{name} wordt gehasht', es: 'Procesando {name}' },
});

/** A file and its SHA-256. */
export interface Hashed {
  name: string;
  size: number;
  hash: Uint8Array;
}

/** Takes a file by drop or choice, and hashes it in a worker by streaming. */
export function FileHash({ label, onHash }: { label: string; onHash: (hashed: Hashed | undefined) => void }) {
  const t = useT(t0);
  const [file, setFile] = useState<File>();
  const [part, setPart] = useState(0);
  const [hashed, setHashed] = useState<Hashed>();
  const [error, setError] = useState<string>();
  const report = useRef(onHash);
  report.current = onHash;

  useEffect(() => {
    if (!file) return;
    const control = new AbortController();
    setHashed(undefined);
    setError(undefined);
    setPart(0);
    report.current(undefined);
    hashFile(file, setPart, control.signal).then(
      (hash) => {
        const done = { name: file.name, size: file.size, hash };
        setHashed(done);
        report.current(done);
      },
      (reason) => {
        if (!control.signal.aborted) setError(String(reason));
      },
    );
    return () => control.abort();
  }, [file]);

  return (
    <div>
      <FileDrop label={label} note={t('stays')} file={file} onFile={setFile} />
      {file && !hashed && !error && (
        <div className="mt-2">
          <Meter value={part} label={t('hashing', { name: file.name })} />
        </div>
      )}
      {error && (
        <p role="alert" className="mt-2 text-bad text-sm">
          {error}
        </p>
      )}
      {hashed && (
        <p className="mt-2 text-sm" data-hash={hex(hashed.hash)}>
          SHA-256 <Copyable text={hex(hashed.hash)} shown={short(hex(hashed.hash))} />
        </p>
      )}
    </div>
  );
}
