import { getBase58Encoder } from '@solana/kit';
import { useMemo } from 'react';
import { usePicture } from '../chain/documents.ts';
import { cx } from './basics.tsx';

const HUES = ['fill-accent', 'fill-teal', 'fill-gold', 'fill-good', 'fill-warn', 'fill-bad'] as const;
const GROUNDS = ['fill-accent-soft', 'fill-teal-soft', 'fill-warn-soft', 'fill-good-soft', 'fill-sunken'] as const;

/** The cells of a picture made from an address: five by five, the right half a mirror of the left. */
export function patternOf(address: string): { cells: boolean[]; hue: number; ground: number } {
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(getBase58Encoder().encode(address));
  } catch {
    bytes = new TextEncoder().encode(address);
  }
  const byte = (at: number) => bytes[at % Math.max(1, bytes.length)] ?? 0;
  const cells = Array.from({ length: 25 }, (_, at) => {
    const [row, column] = [Math.floor(at / 5), at % 5];
    return (byte(2 + row * 3 + Math.min(column, 4 - column)) & 1) === 1;
  });
  return { cells, hue: byte(0) % HUES.length, ground: byte(1) % GROUNDS.length };
}

/** Somebody's picture: their own where the node has it, else one made from the address. It says nothing that the name beside it does not. */
export function Avatar({
  address,
  picture,
  className = 'size-8',
}: {
  address: string;
  picture?: string | null | undefined;
  className?: string;
}) {
  const url = usePicture(picture?.replace(/^sha256:/, ''));
  const { cells, hue, ground } = useMemo(() => patternOf(address), [address]);
  if (url) return <img src={url} alt="" className={cx('shrink-0 rounded-full object-cover', className)} />;
  return (
    <svg viewBox="0 0 7 7" className={cx('shrink-0 rounded-full', className)} aria-hidden="true" data-avatar={address}>
      <rect width="7" height="7" className={GROUNDS[ground]} />
      {cells.map(
        (isSet, at) =>
          isSet && (
            <rect
              key={at}
              x={1 + (at % 5)}
              y={1 + Math.floor(at / 5)}
              width="1.02"
              height="1.02"
              className={HUES[hue]}
            />
          ),
      )}
    </svg>
  );
}
