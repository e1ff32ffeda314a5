import { MAKERSTAKE_EQUITY_PROGRAM_ADDRESS as EQUITY, getPoolDecoder } from '@makerstake/client/equity';
import { MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS as GOVERNANCE, type Platform } from '@makerstake/client/governance';
import type { Address } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type Found, findOne } from '../../chain/accounts.ts';
import { useMint } from '../../chain/mint.ts';
import { platformsOf } from '../../chain/platform-read.ts';
import { COMMITMENT, clientOf } from '../../chain/rpc.ts';
import { useRich, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { Card, Facts, PageHead } from '../../ui/basics.tsx';
import { Chip, Moment } from '../../ui/chain.tsx';
import { Paged } from '../../ui/pager.tsx';
import { Loaded } from '../../ui/query.tsx';
import Home from '../home/home.tsx';
import { chooseTexts } from './texts.ts';

/** The most signatures that are looked through for the oldest. */
const MOST = 1_000;

/** When an account first took part in a transaction, or that it was before the last that the endpoint gives. */
function useFirstSeen(of: Address) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'first-seen', of],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const found = await clientOf(rpcUrl)
        .getSignaturesForAddress(of, { limit: MOST, commitment: COMMITMENT })
        .send({ abortSignal: signal });
      const time = found.at(-1)?.blockTime;
      return { at: time == null ? null : Number(time), isWhole: found.length < MOST };
    },
  });
}

/** Where nobody chose a platform: what there is, by what cannot be made up. Where none was founded, the way in. */
export function Chooser() {
  const t = useT(chooseTexts);
  const { rpcUrl } = useSettings();
  const query = useQuery({
    queryKey: [rpcUrl, 'platforms'],
    queryFn: ({ signal }) => platformsOf(clientOf(rpcUrl), signal),
    staleTime: 20_000,
  });
  return (
    <Loaded query={query}>
      {(platforms) =>
        platforms.length === 0 ? (
          <Home />
        ) : (
          <>
            <PageHead title={t('title')} lead={t('lead')} />
            <Paged items={platforms}>
              {(page) => (
                <ul className="grid gap-6 xl:grid-cols-2" data-platforms={platforms.length}>
                  {page.map((platform) => (
                    <li key={platform.address}>
                      <One platform={platform} />
                    </li>
                  ))}
                </ul>
              )}
            </Paged>
          </>
        )
      }
    </Loaded>
  );
}

function One({ platform }: { platform: Found<Platform> }) {
  const t = useT(chooseTexts);
  const rich = useRich(chooseTexts);
  const { rpcUrl } = useSettings();
  const seen = useFirstSeen(platform.address);
  const { data: pool } = useQuery({
    queryKey: [rpcUrl, 'pool-of', platform.pool],
    queryFn: async ({ signal }) =>
      (await findOne(clientOf(rpcUrl), platform.pool, EQUITY, getPoolDecoder(), signal)) ?? null,
  });
  const { data: mint } = useMint(pool?.mint);
  const at = seen.data?.at;
  const age =
    at == null ? (
      seen.isPending ? (
        '…'
      ) : (
        t('unknownAge')
      )
    ) : seen.data?.isWhole ? (
      <Moment at={at} />
    ) : (
      rich('olderThan', { when: <Moment key="w" at={at} /> })
    );
  return (
    <Card
      title={mint?.name ? <bdi>“{mint.name}”</bdi> : t('platform')}
      aside={
        <Link href={`~/p/${platform.address}/`} className="font-medium text-accent underline">
          {t('open')}
        </Link>
      }
    >
      {mint?.name && <p className="mb-2 text-muted text-sm">{t('ownWords')}</p>}
      <Facts
        rows={[
          [t('address'), <Chip key="a" id={platform.address} />],
          [t('age'), age],
          [t('program'), <Chip key="g" id={GOVERNANCE} />],
          [t('equity'), <Chip key="e" id={EQUITY} />],
        ]}
      />
    </Card>
  );
}

/** Where the address names a platform that is not there. */
export function NotThere({ address }: { address: string }) {
  const t = useT(chooseTexts);
  return (
    <>
      <PageHead title={t('none')} lead={t('noneLead', { address })} />
      <Link href="~/" className="font-medium text-accent underline">
        {t('choose')}
      </Link>
    </>
  );
}
