import { type ReactNode, useState } from 'react';
import { common } from '../i18n/common.ts';
import { useT } from '../i18n/index.tsx';
import { Button } from './basics.tsx';

/** A long list, a page at a time. */
export function Paged<T>({
  items,
  size = 10,
  children,
}: {
  items: readonly T[];
  size?: number;
  children: (shown: readonly T[]) => ReactNode;
}) {
  const t = useT(common);
  const [asked, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(asked, pages - 1);
  return (
    <>
      {children(items.slice(page * size, (page + 1) * size))}
      {pages > 1 && (
        <nav aria-label={t('pager')} className="mt-4 flex items-center justify-between gap-3">
          <Button small disabled={page === 0} onClick={() => setPage(page - 1)}>
            {t('previous')}
          </Button>
          <span className="tabular text-muted text-sm">{t('pageOf', { page: page + 1, pages })}</span>
          <Button small disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            {t('next')}
          </Button>
        </nav>
      )}
    </>
  );
}

/** A table that scrolls on its own where it is wider than the screen; it can be reached by keyboard then. */
export function Table({
  caption,
  head,
  rows,
  numeric = [],
}: {
  caption: string;
  head: readonly ReactNode[];
  rows: readonly (readonly ReactNode[])[];
  /** Columns of numbers, which are aligned at the end. */
  numeric?: readonly number[];
}) {
  const align = (at: number) => (numeric.includes(at) ? 'whitespace-nowrap text-right tabular' : 'text-left');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto" tabIndex={0} aria-label={caption}>
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-muted">
          <tr>
            {head.map((cell, at) => (
              <th
                key={at}
                scope="col"
                className={`border-line border-b px-2 py-2 font-medium first:pl-0 last:pr-0 ${align(at)}`}
              >
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line} className="border-line border-b last:border-0">
              {row.map((cell, at) => (
                <td key={at} className={`px-2 py-2 align-top first:pl-0 last:pr-0 ${align(at)}`}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
