import { type ReactNode, useEffect } from 'react';
import { visible } from '../chain/text.ts';
import { PRODUCT, useSiteName } from './site.ts';

/** Calls the page by a title: in the browser's tab, its history, and what is shared. */
export function useTitle(title: string | undefined): void {
  const site = useSiteName();
  useEffect(() => {
    document.title = [title && visible(title), site].filter(Boolean).join(' · ') || PRODUCT;
  }, [title, site]);
}

/** Heading of a page and what it is for. */
export function PageHead({
  title,
  name,
  lead,
  children,
}: {
  title: ReactNode;
  /** What to call the page where the title is more than text. */
  name?: string;
  lead?: ReactNode;
  children?: ReactNode;
}) {
  useTitle(name ?? (typeof title === 'string' ? title : undefined));
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-4">
      <div className="min-w-0 max-w-2xl">
        <h1 className="font-display text-4xl leading-[1.05] sm:text-5xl" tabIndex={-1}>
          {title}
        </h1>
        {lead && <div className="mt-3 text-lg text-muted">{lead}</div>}
      </div>
      {children}
    </header>
  );
}
