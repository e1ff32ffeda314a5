import { epochOf } from '@makerstake/client';
import { findPositionPda, getDelegateInstruction, getUndelegateInstruction } from '@makerstake/client/equity';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { NOBODY, resolve, useNames } from '../../chain/creators.ts';
import { type Pool, type Position, positionOf, useHolder } from '../../chain/equity.ts';
import { clientOf } from '../../chain/rpc.ts';
import { useRich, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { Button, Card } from '../../ui/basics.tsx';
import { Chip } from '../../ui/chain.tsx';
import { TextField } from '../../ui/form.tsx';
import { ownershipTexts } from './texts.ts';

/** How many epochs a delegate must have counted before the next change. */
const DELEGATE_REST = 3;

/** Who votes with my shares. */
export function Delegation({ pool, position }: { pool: Found<Pool>; position: Found<Position> }) {
  const t = useT(ownershipTexts);
  const rich = useRich(ownershipTexts);
  const names = useNames();
  const { rpcUrl } = useSettings();
  const now = useNow(10);
  const { reason, act } = useAct();
  const { creator } = useHolder();
  const [typed, setTyped] = useState('');
  const { data: to } = useQuery({
    queryKey: [rpcUrl, 'delegate', pool.address, typed],
    enabled: typed.trim().length > 2,
    queryFn: async ({ signal }) => {
      const client = clientOf(rpcUrl);
      const holder = await resolve(client, typed);
      return holder ? { holder, position: await positionOf(client, pool.address, holder, signal) } : null;
    },
  });
  // As the program counts: the age that the delegate would have in the epoch from which a change counts.
  const epoch = now === undefined ? undefined : epochOf(now, pool.snapshotGenesis, pool.snapshotEpochSeconds);
  const age = epoch === undefined ? 255 : position.delegateAge + Math.max(0, epoch + 1 - position.epoch);
  const why = reason ?? (age < DELEGATE_REST ? t('fresh') : undefined);
  const hasDelegate = position.delegate !== NOBODY;
  const actsFor = creator ? { creator } : {};
  const error =
    to === null || (to && !to.position)
      ? t('noPosition')
      : to?.holder === position.holder
        ? t('yourself')
        : to && to.holder === position.delegate
          ? t('already')
          : undefined;
  const former = async () =>
    hasDelegate ? (await findPositionPda({ pool: pool.address, holder: position.delegate }))[0] : undefined;
  const set = () => {
    const newDelegate = to?.position?.address;
    if (!newDelegate) return;
    act({ en: 'Delegate votes', nl: 'Stemmen delegeren', es: 'Delegar votos' }, async (signer) => {
      const formerDelegate = await former();
      return [
        getDelegateInstruction({
          signer,
          ...actsFor,
          pool: pool.address,
          position: position.address,
          newDelegate,
          ...(formerDelegate ? { formerDelegate } : {}),
        }),
      ];
    });
  };
  const unset = () =>
    act({ en: 'Vote yourself again', nl: 'Weer zelf stemmen', es: 'Volver a votar tú' }, async (signer) => {
      const formerDelegate = await former();
      return formerDelegate
        ? [
            getUndelegateInstruction({
              signer,
              ...actsFor,
              pool: pool.address,
              position: position.address,
              formerDelegate,
            }),
          ]
        : [];
    });
  return (
    <Card title={t('delegate')}>
      <p className="mb-4 text-muted text-sm">{t('delegateLead')}</p>
      {hasDelegate && (
        <p className="mb-4 flex flex-wrap items-center gap-3" data-delegate={position.delegate}>
          {rich('delegateNow', { who: <Chip key="w" id={position.delegate} name={names[position.delegate]} /> })}
          <Button small onClick={unset} disabled={why !== undefined}>
            {t('undelegate')}
          </Button>
        </p>
      )}
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          set();
        }}
      >
        <TextField
          label={t('delegateTo')}
          error={error}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" reason={why} disabled={!to?.position || error !== undefined}>
          {t('set')}
        </Button>
      </form>
    </Card>
  );
}
