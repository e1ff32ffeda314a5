import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { NOBODY, resolve, useNames } from '../../chain/creators.ts';
import { type Pool, type Position, positionOf, useHolder } from '../../chain/equity.ts';
import { clientOf } from '../../chain/rpc.ts';
import { getDelegateInstruction } from '../../generated/equity/instructions/delegate.ts';
import { getUndelegateInstruction } from '../../generated/equity/instructions/undelegate.ts';
import { findPositionPda } from '../../generated/equity/pdas/position.ts';
import { useRich, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { Button, Card } from '../../ui/basics.tsx';
import { Chip } from '../../ui/chain.tsx';
import { TextField } from '../../ui/form.tsx';
import { ownershipTexts } from './texts.ts';

/** Who votes with my shares. */
export function Delegation({ pool, position }: { pool: Found<Pool>; position: Found<Position> }) {
  const t = useT(ownershipTexts);
  const rich = useRich(ownershipTexts);
  const names = useNames();
  const { rpcUrl } = useSettings();
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
  const hasDelegate = position.delegate !== NOBODY;
  const actsFor = creator ? { creator } : {};
  const error =
    to === null || (to && !to.position) ? t('noPosition') : to?.holder === position.holder ? t('yourself') : undefined;
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
          <Button small onClick={unset}>
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
        <Button type="submit" reason={reason} disabled={!to?.position || error !== undefined}>
          {t('set')}
        </Button>
      </form>
    </Card>
  );
}
