import type { Recomputed } from '@makerstake/client';
import { getChallengeDistributionInstruction, getCollectBondInstruction } from '@makerstake/client/equity';
import type { Found } from '../../chain/accounts.ts';
import { hex } from '../../chain/bytes.ts';
import { useNow } from '../../chain/clock.ts';
import { type Distribution, delegateOf, type Pool, STATUS, useHolder, useMyPosition } from '../../chain/equity.ts';
import { amount } from '../../chain/format.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Button, Notice } from '../../ui/basics.tsx';
import type { Check, Manifest } from '../../workers/distribution.ts';
import { challengeTexts } from './challenge-texts.ts';

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

/** Posts a rival root, with the same bond as the proposer's. */
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
  const { reason, act } = useAct();
  const { holder, creator } = useHolder();
  const { data: position } = useMyPosition(pool.address);
  const bond = distribution.proposerBond;
  const shares = position?.own[0] ?? 0n;
  const isOver = now !== undefined && now >= Number(distribution.challengeUntil);
  const why =
    reason ??
    (distribution.status !== STATUS.proposed
      ? t('notOpen')
      : isOver
        ? t('over')
        : !canStand(rival)
          ? t('unfit')
          : holder === distribution.proposer
            ? t('own')
            : shares < bond
              ? t('poor', { need: amount(bond, pool.decimals, locale), have: amount(shares, pool.decimals, locale) })
              : undefined);
  const challenge = () =>
    act({ en: 'Challenge an epoch', nl: 'Een tijdvak aanvechten', es: 'Impugnar una época' }, async (signer) =>
      position
        ? [
            getChallengeDistributionInstruction({
              signer,
              ...(creator ? { creator } : {}),
              pool: pool.address,
              distribution: distribution.address,
              position: position.address,
              ...(await delegateOf(position)),
              root: rival.found.root,
              dataHash: rival.dataHash,
              leaves: rival.found.leaves,
            }),
          ]
        : [],
    );
  return (
    <Notice tone="warn" title={t('title')}>
      <p className="mb-3">{t('lead', { bond: amount(bond, pool.decimals, locale) })}</p>
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
  const { holder } = useHolder();
  const { data: position } = useMyPosition(pool.address);
  const { status, proposer, challenger, proposerBond, challengerBond } = distribution;
  const due = holder === proposer ? proposerBond : holder === challenger ? challengerBond : 0n;
  if (!key || !position || due === 0n || (status !== STATUS.final && status !== STATUS.void)) return null;
  const collect = () =>
    act({ en: 'Collect a bond', nl: 'Een inzet ophalen', es: 'Recuperar una fianza' }, async () => [
      getCollectBondInstruction({
        pool: pool.address,
        distribution: distribution.address,
        position: position.address,
        ...(await delegateOf(position)),
      }),
    ]);
  return (
    <div className="mt-4">
      <Button onClick={collect}>{t('collect', { amount: amount(due, pool.decimals, locale) })}</Button>
    </div>
  );
}
