import type { Recomputed } from '@makerstake/client';
import { getChallengeDistributionInstruction, getCollectBondInstruction } from '@makerstake/client/equity';
import type { Found } from '../../chain/accounts.ts';
import { hex } from '../../chain/bytes.ts';
import { useNow } from '../../chain/clock.ts';
import { NOBODY } from '../../chain/creators.ts';
import { type Distribution, type Pool, STATUS } from '../../chain/equity.ts';
import { amount } from '../../chain/format.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Button, Notice } from '../../ui/basics.tsx';
import type { Check, Manifest } from '../../workers/distribution.ts';
import { challengeTexts } from './challenge-texts.ts';

const SOL_DECIMALS = 9;

/** What a challenger recomputed, from files of the challenger's own. */
export interface Rival {
  found: Recomputed;
  manifest: Manifest;
  dataHash: Uint8Array;
  checks: readonly Check[];
}

/** Whether files make a tree that could stand in the place of the proposed one: whole, of this epoch, and another root or number of leaves. */
export function canStand({ found, manifest, checks }: Rival): boolean {
  const holds = (name: Check['check']) => checks.some(({ check, ok }) => check === name && ok);
  return (
    holds('list') &&
    holds('sum') &&
    holds('largest') &&
    holds('place') &&
    manifest.root === hex(found.root) &&
    !(holds('root') && holds('count'))
  );
}

/** Says that a root is wrong, with the same bond as the proposer's and the manifest of one's own files for evidence. */
export function Challenge({
  pool,
  distribution,
  rival,
}: {
  pool: Found<Pool>;
  distribution: Found<Distribution>;
  rival: Rival;
}) {
  const t = useT(challengeTexts);
  const locale = useLocale();
  const now = useNow();
  const { key, reason, act } = useAct();
  const bond = `${amount(distribution.bond, SOL_DECIMALS, locale)} SOL`;
  const isOver = now !== undefined && now >= Number(distribution.challengeUntil);
  const isTaken = distribution.challenger !== NOBODY;
  const isOpen = distribution.status === STATUS.proposed || distribution.status === STATUS.disputed;
  const why =
    reason ??
    (!isOpen || isTaken
      ? t('notOpen')
      : isOver
        ? t('over')
        : !canStand(rival)
          ? t('unfit')
          : key === distribution.proposer
            ? t('own')
            : undefined);
  const challenge = () =>
    act({ en: 'Challenge an epoch', nl: 'Een tijdvak aanvechten', es: 'Impugnar una época' }, async (challenger) => [
      getChallengeDistributionInstruction({
        challenger,
        pool: pool.address,
        distribution: distribution.address,
        evidenceHash: rival.dataHash,
      }),
    ]);
  return (
    <Notice tone="warn" title={t('title')}>
      <p className="mb-3">{t('lead', { bond })}</p>
      <Button look="danger" onClick={challenge} reason={why}>
        {t('challenge')}
      </Button>
    </Notice>
  );
}

/** What is due to me of the bonds of an epoch that has ended. */
export function CollectBond({ pool, distribution }: { pool: Found<Pool>; distribution: Found<Distribution> }) {
  const t = useT(challengeTexts);
  const locale = useLocale();
  const { key, act } = useAct();
  const { status, proposer, challenger, proposerDue, challengerDue } = distribution;
  const due = key === proposer ? proposerDue : key === challenger ? challengerDue : 0n;
  if (!key || due === 0n || (status !== STATUS.final && status !== STATUS.void)) return null;
  const collect = () =>
    act({ en: 'Collect a bond', nl: 'Een borg ophalen', es: 'Recuperar una fianza' }, async () => [
      getCollectBondInstruction({ pool: pool.address, distribution: distribution.address, payee: key }),
    ]);
  return (
    <div className="mt-4">
      <Button onClick={collect}>{t('collect', { amount: `${amount(due, SOL_DECIMALS, locale)} SOL` })}</Button>
    </div>
  );
}
