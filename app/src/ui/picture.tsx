import { usePicture } from '../chain/documents.ts';

/** A picture by its hash, once it has come and is what it should be; until then, and without it, nothing. */
export default function Picture({ hash, className }: { hash: string; className: string }) {
  const url = usePicture(hash);
  return url ? <img src={url} alt="" className={className} /> : <span className={className} aria-hidden="true" />;
}
