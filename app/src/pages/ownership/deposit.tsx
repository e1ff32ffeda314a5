import { findPositionPda, getDepositInstruction, getOpenPositionInstructionAsync } from '@makerstake/client/equity';
import type { Address } from '@solana/kit';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { delegateOf, type Pool, type Position } from '../../chain/equity.ts';
import { amount } from '../../chain/format.ts';
import { clientOf } from '../../chain/rpc.ts';
import { tokenProgramOf, useTokens } from '../../chain/tokens.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { Button, Card } from '../../ui/basics.tsx';
import { ownershipTexts } from './texts.ts';

/** Liquid tokens to shares. */
export function Deposit({
  pool,
  position,
  holder,
}: {
  pool: Found<Pool>;
  position: Found<Position> | null;
  holder: Address;
}) {
  const t = useT(ownershipTexts);
  const locale = useLocale();
  const { rpcUrl } = useSettings();
  const { key, reason, act } = useAct();
  const { data: tokens } = useTokens(key);
  const [units, setUnits] = useState<bigint>();
  const source = tokens?.filter(({ mint }) => mint === pool.mint).sort((a, b) => Number(b.units - a.units))[0];
  const most = source?.units ?? 0n;
  const submit = () => {
    if (!units || !source) return;
    act({ en: 'Deposit tokens', nl: 'Tokens storten', es: 'Depositar tokens' }, async (owner) => {
      const [at] = await findPositionPda({ pool: pool.address, holder });
      return [
        ...(position ? [] : [await getOpenPositionInstructionAsync({ payer: owner, pool: pool.address, holder })]),
        getDepositInstruction({
          owner,
          pool: pool.address,
          position: at,
          ...(await delegateOf(position)),
          source: source.account,
          mint: pool.mint,
          vault: pool.vault,
          tokenProgram: await tokenProgramOf(clientOf(rpcUrl), pool.mint),
          amount: units,
        }),
      ];
    });
  };
  return (
    <Card title={t('deposit')}>
      <p className="mb-4 text-muted text-sm">{t('depositLead')}</p>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <AmountField
          label={t('amount')}
          hint={t('inWallet', { amount: amount(most, pool.decimals, locale) })}
          decimals={pool.decimals}
          most={most}
          onUnits={setUnits}
        />
        <Button type="submit" reason={reason} disabled={!units}>
          {t('deposit')}
        </Button>
      </form>
    </Card>
  );
}
