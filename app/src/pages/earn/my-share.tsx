import type { Recomputed } from '@makerstake/client';
import { isMarked, oldest } from '@makerstake/client';
import { findPositionPda, getClaimInstruction, getOpenPositionInstructionAsync } from '@makerstake/client/equity';
import type { Found } from '../../chain/accounts.ts';
import { type Distribution, delegateOf, type Pool, STATUS, useHolder, useMyPosition } from '../../chain/equity.ts';
import { amount } from '../../chain/format.ts';
import { visible } from '../../chain/text.ts';
import { common } from '../../i18n/common.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Button } from '../../ui/basics.tsx';
import { earnTexts } from './texts.ts';

/** What this epoch pays me and why, and the claim. */
export function MyShare({
  pool,
  distribution,
  mine,
}: {
  pool: Found<Pool>;
  distribution: Found<Distribution>;
  mine: Recomputed['mine'];
}) {
  const t = useT(earnTexts);
  const c = useT(common);
  const locale = useLocale();
  const { reason, act } = useAct();
  const { holder } = useHolder();
  const { data: position } = useMyPosition(pool.address);
  if (!holder) return <p>{c('needWallet')}</p>;
  if (!mine) return <p>{t('notListed')}</p>;
  const isClaimed = position ? isMarked(position.claims, position.claimsFrom, distribution.epoch) : false;
  const why =
    reason ??
    (distribution.status !== STATUS.final
      ? t('notFinal')
      : isClaimed
        ? t('alreadyClaimed')
        : distribution.epoch < oldest(pool.nextEpoch)
          ? t('tooOld')
          : undefined);
  const claim = () =>
    act(
      { en: 'Claim earned shares', nl: 'Verdiende aandelen ophalen', es: 'Reclamar participaciones ganadas' },
      async (signer) => {
        const [at] = await findPositionPda({ pool: pool.address, holder });
        return [
          ...(position ? [] : [await getOpenPositionInstructionAsync({ payer: signer, pool: pool.address, holder })]),
          getClaimInstruction({
            pool: pool.address,
            distribution: distribution.address,
            position: at,
            ...(await delegateOf(position)),
            amount: mine.amount,
            proof: mine.proof,
          }),
        ];
      },
    );
  return (
    <div data-my-share>
      <p className="text-muted text-sm">{t('myShare')}</p>
      <p className="font-display text-4xl">{amount(mine.amount, 6, locale)}</p>
      <p className="mt-1 mb-3 text-sm">
        {t('why')}: {visible(mine.reason) || '—'}
        {mine.score > 0n && ` · ${t('points', { n: amount(mine.score, 3, locale) })}`}
      </p>
      <Button look="primary" onClick={claim} reason={why}>
        {t('claim', { amount: amount(mine.amount, 6, locale) })}
      </Button>
    </div>
  );
}
