import { lazy, Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { common } from '../i18n/common.ts';
import { useT } from '../i18n/index.tsx';
import { PAGES } from '../pages/index.ts';
import { cx } from './basics.tsx';
import { Dialog } from './dialog.tsx';
import { useSiteLogo, useSiteName } from './site.ts';

/** Whether a place is within a page's. */
const within = (place: string, path: string) => place === path || (path !== '/' && place.startsWith(`${path}/`));

function Links({ onGo, className }: { onGo?: () => void; className?: string }) {
  const t = useT(common);
  const [place] = useLocation();
  return (
    <ul className={className}>
      {PAGES.map(({ path, name, icon }) => (
        <li key={path}>
          <Link
            href={path}
            onClick={onGo}
            aria-current={within(place, path) ? 'page' : undefined}
            className={cx(
              'flex min-h-11 items-center gap-3 rounded-xl px-3 text-[0.95rem] transition',
              within(place, path) ? 'bg-accent-soft font-semibold text-accent' : 'text-ink hover:bg-sunken',
            )}
          >
            <svg
              viewBox="0 0 24 24"
              className="size-5 shrink-0 fill-none stroke-[1.7] stroke-current"
              strokeLinecap="round"
              strokeLinejoin="round"
              aria-hidden="true"
            >
              <path d={icon} />
            </svg>
            {t(name)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Our own mark, where a platform has no picture. */
const Mark = () => (
  <svg viewBox="0 0 32 32" className="size-8 shrink-0" aria-hidden="true">
    <rect width="32" height="32" rx="9" className="fill-accent" />
    <path
      d="M8 23V10l8 7 8-7v13"
      className="fill-none stroke-on-accent"
      strokeWidth="3.2"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  </svg>
);

// Only loaded where there is one: it comes from a node.
const Picture = lazy(() => import('./picture.tsx'));
const LOGO = 'size-8 shrink-0 rounded-lg object-cover';

/** The platform's name and picture. */
export function Brand() {
  const name = useSiteName();
  const logo = useSiteLogo();
  return (
    <Link href="/" className="flex min-w-0 items-center gap-2.5 rounded-lg" data-platform>
      {logo === undefined ? (
        <Mark />
      ) : /^[0-9a-f]{64}$/.test(logo) ? (
        <Suspense fallback={<Mark />}>
          <Picture hash={logo} className={LOGO} />
        </Suspense>
      ) : (
        <img src={logo} alt="" className={LOGO} />
      )}
      <bdi className="min-w-0 truncate font-display text-2xl leading-tight" title={name}>
        {name}
      </bdi>
    </Link>
  );
}

/** The pages, beside the content where there is room. */
export function Sidebar() {
  const t = useT(common);
  return (
    <nav
      aria-label={t('pages')}
      className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col gap-6 overflow-y-auto border-line border-r px-4 py-6 lg:flex"
    >
      <div className="px-3">
        <Brand />
      </div>
      <Links className="space-y-0.5" />
    </nav>
  );
}

/** The pages behind a button, on small screens. */
export function MenuButton() {
  const t = useT(common);
  const [open, setOpen] = useState(false);
  return (
    <div className="lg:hidden">
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        className="flex min-h-11 items-center gap-2 rounded-full border border-edge px-4 font-medium"
      >
        <svg viewBox="0 0 24 24" className="size-5 stroke-2 stroke-current" aria-hidden="true">
          <path d="M4 7h16M4 12h16M4 17h16" />
        </svg>
        <span className="max-[420px]:sr-only">{t('menu')}</span>
      </button>
      <Dialog open={open} title={t('menu')} closeLabel={t('close')} onClose={() => setOpen(false)}>
        <Links onGo={() => setOpen(false)} className="grid grid-cols-2 gap-1 max-[380px]:grid-cols-1" />
      </Dialog>
    </div>
  );
}
