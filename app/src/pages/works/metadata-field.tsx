import { canonicalJson, sha256 } from '@makerstake/client';
import { useId, useState } from 'react';
import { hex } from '../../chain/bytes.ts';
import { short } from '../../chain/format.ts';
import { visible } from '../../chain/text.ts';
import { useT } from '../../i18n/index.tsx';
import { worksTexts } from './texts.ts';

/** Takes a metadata document and gives the hash of its canonical form; undefined without one. */
export function MetadataField({ onHash }: { onHash: (hash: Uint8Array | undefined) => void }) {
  const t = useT(worksTexts);
  const id = useId();
  const [note, setNote] = useState<{ error?: string; hash?: string }>({});
  const take = async (file: File | undefined) => {
    setNote({});
    onHash(undefined);
    if (!file) return;
    try {
      const hash = sha256(new TextEncoder().encode(canonicalJson(await file.text())));
      setNote({ hash: hex(hash) });
      onHash(hash);
    } catch (error) {
      setNote({ error: t('metadataBad', { why: visible(error instanceof Error ? error.message : String(error)) }) });
    }
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {t('metadata')}
      </label>
      <input
        id={id}
        type="file"
        accept="application/json,.json"
        aria-describedby={`${id}-note`}
        onChange={(event) => take(event.target.files?.[0])}
        className="block w-full text-sm file:mr-3 file:min-h-9 file:rounded-full file:border file:border-edge file:bg-surface file:px-4 file:text-ink"
      />
      <p
        id={`${id}-note`}
        className={note.error ? 'mt-1 text-bad text-sm' : 'mt-1 text-muted text-sm'}
        aria-live="polite"
      >
        {note.error ?? (note.hash ? `SHA-256 ${short(note.hash)}` : t('metadataHint'))}
      </p>
    </div>
  );
}
