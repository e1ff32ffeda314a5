import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { useCluster } from './chain/rpc.ts';
import { common } from './i18n/common.ts';
import { Language, useT } from './i18n/index.tsx';
import { PAGES } from './pages/index.ts';
import { useSettings } from './settings/settings.ts';
import { useTheme } from './settings/theme.ts';
import { TransactionProvider } from './tx/provider.tsx';
import { PageHead } from './ui/basics.tsx';
import { Shell } from './ui/shell.tsx';
import { WalletProvider } from './wallet/context.tsx';

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

function Pages() {
  useBurner();
  return (
    <Shell>
      <Switch>
        {PAGES.map(({ path, view: View }) => (
          <Route key={path} path={path === '/' ? '/' : `${path}/*?`}>
            <View />
          </Route>
        ))}
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Shell>
  );
}

/** The whole dApp. */
export function App() {
  const { language, theme } = useSettings();
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
        <Router hook={useHashLocation}>
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
