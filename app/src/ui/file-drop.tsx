import { useId, useState } from 'react';
import { texts, useT } from '../i18n/index.tsx';
import { cx } from './basics.tsx';

const t0 = texts({
  drop: {
    en: 'Drop a file here, or choose one',
    nl: 'Zet hier een bestand neer, of kies er een',
    es: 'Suelta un archivo aquí, o elige uno',
  },
});

/** A place where a file is dropped or chosen. */
export function FileDrop({
  label,
  note,
  accept,
  file,
  onFile,
}: {
  label: string;
  /** What becomes of the file. */
  note: string;
  accept?: string;
  file: File | undefined;
  onFile: (file: File | undefined) => void;
}) {
  const t = useT(t0);
  const id = useId();
  const [over, setOver] = useState(false);
  return (
    <>
      <p className="mb-1 font-medium text-sm" id={`${id}-label`}>
        {label}
      </p>
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          onFile(event.dataTransfer.files[0]);
        }}
        className={cx(
          'block cursor-pointer rounded-2xl border-2 border-edge border-dashed px-5 py-6 text-center transition focus-within:outline-3 focus-within:outline-accent',
          over ? 'bg-accent-soft' : 'bg-sunken hover:bg-accent-soft',
        )}
      >
        <input
          id={id}
          type="file"
          accept={accept}
          aria-labelledby={`${id}-label ${id}-what`}
          className="sr-only"
          onChange={(event) => onFile(event.target.files?.[0])}
        />
        <span id={`${id}-what`} className="font-medium">
          {file?.name ?? t('drop')}
        </span>
        <span className="block text-muted text-sm">{note}</span>
      </label>
    </>
  );
}
