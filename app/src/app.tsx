import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, useEffect, useState } from 'react';
import { Route, Router, Switch } from 'wouter';
import { useShown } from './chain/platform.ts';
import { useCluster } from './chain/rpc.ts';
import { common } from './i18n/common.ts';
import { Language, useT } from './i18n/index.tsx';
import { PAGES } from './pages/index.ts';
import { useAsked, usePlace } from './places/place.ts';
import { useSettings } from './settings/settings.ts';
import { useTheme } from './settings/theme.ts';
import { TransactionProvider } from './tx/provider.tsx';
import { PageHead } from './ui/basics.tsx';
import { Shell } from './ui/shell.tsx';
import { WalletProvider } from './wallet/context.tsx';

const Chooser = lazy(async () => ({ default: (await import('./pages/choose/chooser.tsx')).Chooser }));
const NotThere = lazy(async () => ({ default: (await import('./pages/choose/chooser.tsx')).NotThere }));

function NotFound() {
  const t = useT(common);
  return <PageHead title={t('notFound')} lead={t('notFoundLead')} />;
}

/** Offers the burner wallet, on local networks and nowhere else. Its code is not even loaded elsewhere. */
function useBurner(): void {
  const { data: cluster } = useCluster();
  useEffect(() => {
    if (cluster !== 'localnet') return;
    import('./wallet/burner.ts').then(({ registerBurner }) => registerBurner());
  }, [cluster]);
}

/** The page that the address names; without a platform, the choice of one. */
function Pages() {
  useBurner();
  const { data } = useShown();
  const { platform } = useAsked();
  const isMissing = data?.platform === null;
  return (
    <Shell>
      {isMissing && platform ? (
        <NotThere address={platform} />
      ) : (
        <Switch>
          {isMissing && (
            <Route path="/">
              <Chooser />
            </Route>
          )}
          {PAGES.map(({ path, view: View }) => (
            <Route key={path} path={path === '/' ? '/' : `${path}/*?`}>
              <View />
            </Route>
          ))}
          <Route>
            <NotFound />
          </Route>
        </Switch>
      )}
    </Shell>
  );
}

/** The whole dApp. */
export function App() {
  const { language, theme } = useSettings();
  const { base } = useAsked();
  useTheme(theme);
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 5_000, retry: 2, retryDelay: (n) => 500 * 2 ** n, networkMode: 'always' },
        },
      }),
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <QueryClientProvider client={queries}>
      <Language locale={language}>
        <Router hook={usePlace} base={base}>
          <WalletProvider>
            <TransactionProvider>
              <Pages />
            </TransactionProvider>
          </WalletProvider>
        </Router>
      </Language>
    </QueryClientProvider>
  );
}
