import { getFinalizeDistributionInstruction } from '@makerstake/client/equity';
import { Link } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { NOBODY, useNames } from '../../chain/creators.ts';
import { type Distribution, type Pool, STATUS } from '../../chain/equity.ts';
import { amount } from '../../chain/format.ts';
import { clientOf } from '../../chain/rpc.ts';
import { tokenProgramOf } from '../../chain/tokens.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { Badge, Button, Card, Facts, Meter, type Tone } from '../../ui/basics.tsx';
import { Amount, Chip, Moment, Relative } from '../../ui/chain.tsx';
import { CollectBond } from './challenge.tsx';
import { CheckEpoch } from './check.tsx';
import { earnTexts } from './texts.ts';

const TONES: readonly Tone[] = ['warn', 'bad', 'teal', 'good', 'plain'];
const NAMES = ['s0', 's1', 's2', 's3', 's4'] as const;

/** One epoch: where it stands, what it pays, and the way to check it. */
export function Epoch({ pool, distribution }: { pool: Found<Pool>; distribution: Found<Distribution> }) {
  const t = useT(earnTexts);
  const locale = useLocale();
  const names = useNames();
  const now = useNow();
  const { rpcUrl } = useSettings();
  const { key, reason, act } = useAct();
  const { status, allocation, claimed, challengeUntil, challenger, proposer } = distribution;
  const isOpen = status === STATUS.proposed || status === STATUS.upheld;
  const isDue = now !== undefined && now >= Number(challengeUntil);
  const finalize = () =>
    act(
      { en: 'Make an epoch final', nl: 'Een tijdvak definitief maken', es: 'Hacer definitiva una época' },
      async () => [
        getFinalizeDistributionInstruction({
          pool: pool.address,
          distribution: distribution.address,
          mint: pool.mint,
          vault: pool.vault,
          tokenProgram: await tokenProgramOf(clientOf(rpcUrl), pool.mint),
        }),
      ],
    );
  const claimedText = t('claimedOf', { claimed: amount(claimed, 6, locale, 0), all: amount(allocation, 6, locale, 0) });
  return (
    <Card
      title={
        <Link href={`/earn/${distribution.epoch}`} className="hover:text-accent">
          {t('epochN', { n: distribution.epoch })}
        </Link>
      }
      aside={<Badge tone={TONES[status] ?? 'plain'}>{t(NAMES[status] ?? 's4')}</Badge>}
    >
      <div className="grid gap-x-10 gap-y-4 lg:grid-cols-2" data-epoch={distribution.epoch}>
        <div>
          <p className="font-display text-4xl">
            <Amount units={allocation} most={0} />
          </p>
          <div className="mt-3">
            <Meter
              value={allocation === 0n ? 0 : Number((claimed * 10_000n) / allocation) / 10_000}
              label={claimedText}
              tone="teal"
            />
            <p className="mt-1 text-muted text-sm">{claimedText}</p>
          </div>
          {isOpen && (
            <div className="mt-4">
              <Button onClick={finalize} disabled={!key} reason={isDue ? reason : t('finalizeWait')}>
                {t('finalize')}
              </Button>
            </div>
          )}
          <CollectBond pool={pool} distribution={distribution} />
        </div>
        <Facts
          rows={[
            [
              t('window'),
              <span key="w">
                <Moment at={distribution.windowStart} /> – <Moment at={distribution.windowEnd} />
              </span>,
            ],
            [t('holders'), distribution.leaves.toLocaleString(locale)],
            [t('proposer'), <Chip key="p" id={proposer} name={names[proposer]} />],
            ...(challenger === NOBODY
              ? []
              : [[t('challenger'), <Chip key="c" id={challenger} name={names[challenger]} />] as const]),
            ...(isOpen ? [[t('until'), <Relative key="u" at={challengeUntil} />] as const] : []),
          ]}
        />
      </div>
      {status !== STATUS.void && (
        <details className="mt-4">
          <summary className="inline-block rounded font-medium text-accent">{t('check')}</summary>
          <CheckEpoch pool={pool} distribution={distribution} />
        </details>
      )}
    </Card>
  );
}
