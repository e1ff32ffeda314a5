import {
  findVoterPda,
  getLeaveSeatInstruction,
  getOpenVoterInstructionAsync,
  getTakeSeatInstruction,
} from '@makerstake/client/governance';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { useMe } from '../../chain/creators.ts';
import { useMyPosition } from '../../chain/equity.ts';
import { amount, duration } from '../../chain/format.ts';
import { type Platform, useMyVoter } from '../../chain/governance.ts';
import { common } from '../../i18n/common.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Button, Card, Stat, Stats } from '../../ui/basics.tsx';
import { governanceTexts } from './texts.ts';

/** My seat in the creator house, or what is missing for one. */
export function Seat({ platform }: { platform: Found<Platform> }) {
  const t = useT(governanceTexts);
  const c = useT(common);
  const locale = useLocale();
  const now = useNow(10);
  const { reason, act } = useAct();
  const { me } = useMe();
  const { data: position } = useMyPosition(platform.pool);
  const { data: voter } = useMyVoter(platform.address);
  const hasSeat = voter?.seat[0] === 1;
  const age = me && now !== undefined ? now - Number(me.createdAt) : 0;
  const earned = position?.earned[0] ?? 0n;
  const why =
    reason ??
    (!me
      ? c('needCreator')
      : age < platform.seatMinAge
        ? t('tooYoung', { time: duration(platform.seatMinAge - age, locale) })
        : earned < platform.seatMinEarned
          ? t('tooLittle', { have: amount(earned, 6, locale), need: amount(platform.seatMinEarned, 6, locale) })
          : undefined);
  const take = () =>
    act({ en: 'Take a seat', nl: 'Een zetel nemen', es: 'Tomar un escaño' }, async (authority) => {
      if (!me || !position) return [];
      const [at] = await findVoterPda({ platform: platform.address, holder: me.address });
      return [
        ...(voter
          ? []
          : [await getOpenVoterInstructionAsync({ payer: authority, platform: platform.address, holder: me.address })]),
        getTakeSeatInstruction({
          authority,
          creator: me.address,
          pool: platform.pool,
          position: position.address,
          platform: platform.address,
          voter: at,
        }),
      ];
    });
  const leave = () =>
    act({ en: 'Leave the seat', nl: 'De zetel verlaten', es: 'Dejar el escaño' }, (authority) =>
      me && voter
        ? [
            getLeaveSeatInstruction({
              authority,
              creator: me.address,
              pool: platform.pool,
              platform: platform.address,
              voter: voter.address,
            }),
          ]
        : [],
    );
  return (
    <Card title={t('seats')}>
      <Stats>
        <Stat label={t('seats')} value={(platform.seats[0] ?? 0).toLocaleString(locale)} />
      </Stats>
      <p className="my-4 max-w-2xl text-muted">
        {t('seatLead', {
          age: duration(platform.seatMinAge, locale),
          earned: amount(platform.seatMinEarned, 6, locale),
        })}
      </p>
      <p className="mb-4 font-medium" data-seat={hasSeat}>
        {hasSeat ? t('hasSeat') : t('noSeat')}
      </p>
      {hasSeat ? (
        <Button onClick={leave}>{t('leaveSeat')}</Button>
      ) : (
        <Button look="primary" onClick={take} reason={why}>
          {t('takeSeat')}
        </Button>
      )}
    </Card>
  );
}
