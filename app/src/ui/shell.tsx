import { type ReactNode, Suspense, useRef } from 'react';
import { Link } from 'wouter';
import { hostOf } from '../chain/answer.ts';
import { useCluster } from '../chain/rpc.ts';
import { common } from '../i18n/common.ts';
import { useT } from '../i18n/index.tsx';
import { useScroll } from '../places/scroll.ts';
import { useSettings } from '../settings/settings.ts';
import { WalletButton } from '../wallet/button.tsx';
import { Announcer } from './announce.tsx';
import { Badge, Notice, Skeleton } from './basics.tsx';
import { Brand, MenuButton, Sidebar } from './nav.tsx';
import { UnreadParts } from './query.tsx';
import { useReachable } from './reachable.ts';
import { Footer } from './source.tsx';

/** Which network this is; another than mainnet is never mistaken for it. */
function Network() {
  const t = useT(common);
  const { data, isError } = useCluster();
  const reachable = useReachable();
  if (isError || !reachable) return <Badge tone="bad">{t('offline')}</Badge>;
  if (!data) return null;
  return (
    <Link href="/settings" className="rounded-full">
      <Badge tone={data === 'mainnet' ? 'good' : 'warn'}>{t(data)}</Badge>
    </Link>
  );
}

/** What surrounds every page. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useT(common);
  const { rpcUrl } = useSettings();
  const reachable = useReachable();
  const main = useRef<HTMLElement>(null);
  useScroll(main);
  return (
    <div className="mx-auto flex max-w-[90rem]">
      <button
        type="button"
        onClick={() => main.current?.focus()}
        className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-full focus:bg-accent focus:px-5 focus:py-2.5 focus:text-on-accent"
      >
        {t('skip')}
      </button>
      <Sidebar />
      <div className="min-w-0 flex-1">
        {/* On a phone the network and the wallet have a line of their own, below the mark and the menu. */}
        <header className="flex flex-wrap items-center gap-x-2.5 gap-y-3 px-4 py-4 sm:px-8">
          <div className="mr-auto lg:hidden">
            <Brand />
          </div>
          <MenuButton />
          <div className="flex w-full items-center justify-between gap-2.5 sm:w-auto lg:ml-auto">
            <Network />
            <WalletButton />
          </div>
        </header>
        <main ref={main} id="main" tabIndex={-1} className="px-4 pt-4 pb-24 outline-none sm:px-8">
          {!reachable && (
            <div className="mb-6">
              <Notice tone="bad" title={t('offline')}>
                {t('rpcDown', { url: hostOf(rpcUrl) })}
              </Notice>
            </div>
          )}
          {reachable && <UnreadParts />}
          <Suspense fallback={<Skeleton label={t('loading')} lines={5} />}>{children}</Suspense>
        </main>
        <Footer />
      </div>
      <Announcer />
    </div>
  );
}
