import { common } from '../i18n/common.ts';
import { useT } from '../i18n/index.tsx';
import { Table } from '../ui/pager.tsx';

/** One column: what it stands for, how high it is, and whether it has happened yet. */
export interface Column {
  name: string;
  units: bigint;
  shown: string;
  isFuture: boolean;
}

// `Math.max` knows no bigint.
const larger = (most: bigint, { units }: Column): bigint => {
  if (units > most) return units;
  return most;
};

/** Columns over time, what happened filled and what is to come outlined, with a table on request. */
export function Columns({
  label,
  head,
  columns,
}: {
  label: string;
  head: readonly [string, string];
  columns: readonly Column[];
}) {
  const t = useT(common);
  const most = columns.reduce(larger, 1n);
  const width = 100 / Math.max(1, columns.length);
  return (
    <figure>
      <svg viewBox="0 0 100 42" preserveAspectRatio="none" className="h-44 w-full" role="img" aria-label={label}>
        {[10, 20, 30, 40].map((y) => (
          <line
            key={y}
            x1="0"
            x2="100"
            y1={y}
            y2={y}
            className="stroke-line"
            strokeWidth="0.5"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {columns.map(({ name, units, isFuture }, at) => {
          const height = Number((units * 40_000n) / most) / 1_000;
          return (
            <rect
              key={name}
              x={at * width + width * 0.12}
              y={40 - height}
              width={width * 0.76}
              height={height}
              className={isFuture ? 'fill-accent-soft stroke-accent' : 'fill-accent'}
              strokeWidth={isFuture ? 1 : 0}
              vectorEffect="non-scaling-stroke"
            >
              <title>{name}</title>
            </rect>
          );
        })}
      </svg>
      <details className="mt-2 text-sm">
        <summary className="inline-block rounded text-muted">{t('chartTable')}</summary>
        <Table caption={label} head={head} numeric={[1]} rows={columns.map(({ name, shown }) => [name, shown])} />
      </details>
    </figure>
  );
}
