import type { ReactNode } from 'react';
import { cx } from '../ui/basics.tsx';
import { FILLS, SWATCHES } from './palette.ts';

/** One part of a whole. */
export interface Part {
  name: string;
  units: bigint;
  shown: ReactNode;
  /** What is left over: pale, so that it does not outweigh what there is. */
  isRest?: boolean;
}

/** A bar of parts, with its table beneath: the table is the legend. */
export function StackedBar({ label, parts, total }: { label: string; parts: readonly Part[]; total: bigint }) {
  let from = 0;
  const width = (units: bigint) => (total === 0n ? 0 : Number((units * 100_000n) / total) / 1_000);
  return (
    <figure>
      <svg
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        className="h-9 w-full overflow-hidden rounded-xl"
        role="img"
        aria-label={label}
      >
        <rect width="100" height="10" className="fill-sunken" />
        {parts.map((part, at) => {
          const x = from;
          from += width(part.units);
          return (
            <rect
              key={part.name}
              x={x}
              width={Math.max(0, width(part.units) - 0.3)}
              height="10"
              className={part.isRest ? 'fill-sunken' : FILLS[at % FILLS.length]}
            />
          );
        })}
      </svg>
      <table className="mt-4 w-full text-sm">
        <caption className="sr-only">{label}</caption>
        <tbody>
          {parts.map((part, at) => (
            <tr key={part.name}>
              <th scope="row" className="py-1 text-left font-normal">
                <span
                  className={cx(
                    'mr-2 inline-block size-3 rounded-sm',
                    part.isRest ? 'border border-edge bg-sunken' : SWATCHES[at % SWATCHES.length],
                  )}
                  aria-hidden="true"
                />
                {part.name}
              </th>
              <td className="tabular py-1 text-right font-medium">{part.shown}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
