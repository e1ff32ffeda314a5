import {
  getCancelWithdrawalInstruction,
  getRequestWithdrawalInstruction,
  getWithdrawInstruction,
} from '@makerstake/client/equity';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { delegateOf, type Pool, type Position, useHolder } from '../../chain/equity.ts';
import { amount, duration } from '../../chain/format.ts';
import { clientOf } from '../../chain/rpc.ts';
import { openTokenAccount, tokenAccountOf, tokenProgramOf } from '../../chain/tokens.ts';
import { useLocale, useRich, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { Button, Card, Notice } from '../../ui/basics.tsx';
import { Relative } from '../../ui/chain.tsx';
import { ownershipTexts } from './texts.ts';

/** Shares back to tokens, when every ballot that they could be cast in is counted. */
export function Withdrawal({ pool, position }: { pool: Found<Pool>; position: Found<Position> }) {
  const t = useT(ownershipTexts);
  const rich = useRich(ownershipTexts);
  const locale = useLocale();
  const now = useNow();
  const { rpcUrl } = useSettings();
  const { key, reason, act } = useAct();
  const { creator } = useHolder();
  const [units, setUnits] = useState<bigint>();
  const shares = position.own[0] ?? 0n;
  const actsFor = creator ? { creator } : {};
  const until = Number(pool.snapshotGenesis) + position.withdrawableFrom * pool.snapshotEpochSeconds;
  const isDue = now !== undefined && now >= until;
  const request = () => {
    if (!units) return;
    act({ en: 'Withdraw shares', nl: 'Aandelen opnemen', es: 'Retirar participaciones' }, async (signer) => [
      getRequestWithdrawalInstruction({
        signer,
        ...actsFor,
        pool: pool.address,
        position: position.address,
        ...(await delegateOf(position)),
        amount: units,
      }),
    ]);
  };
  const bringBack = () =>
    act({ en: 'Bring shares back', nl: 'Aandelen terughalen', es: 'Devolver participaciones' }, async (signer) => [
      getCancelWithdrawalInstruction({
        signer,
        ...actsFor,
        pool: pool.address,
        position: position.address,
        ...(await delegateOf(position)),
      }),
    ]);
  const payOut = () =>
    act({ en: 'Pay out tokens', nl: 'Tokens uitbetalen', es: 'Cobrar los tokens' }, async (signer) => {
      const tokenProgram = await tokenProgramOf(clientOf(rpcUrl), pool.mint);
      const destination = await tokenAccountOf(signer.address, pool.mint, tokenProgram);
      return [
        openTokenAccount(signer.address, signer.address, pool.mint, tokenProgram, destination),
        getWithdrawInstruction({
          signer,
          ...actsFor,
          pool: pool.address,
          position: position.address,
          destination,
          mint: pool.mint,
          vault: pool.vault,
          tokenProgram,
        }),
      ];
    });
  return (
    <Card title={t('withdraw')}>
      <p className="mb-4 text-muted text-sm">
        {t('withdrawLead', { time: duration(3 * pool.snapshotEpochSeconds, locale) })}
      </p>
      {position.cooling > 0n && (
        <div className="mb-4">
          <Notice tone="teal" title={t('cooling')}>
            <p className="mb-2">
              {rich('coolingUntil', {
                amount: amount(position.cooling, pool.decimals, locale),
                when: <Relative key="w" at={until} />,
              })}
            </p>
            <Button small onClick={payOut} disabled={!key} reason={isDue ? undefined : t('notYet')}>
              {t('payOut')}
            </Button>{' '}
            <Button small onClick={bringBack} reason={reason}>
              {t('cancelWithdrawal')}
            </Button>
            <p className="mt-2">{t('coolingWarn')}</p>
          </Notice>
        </div>
      )}
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          request();
        }}
      >
        <AmountField
          label={t('amount')}
          hint={t('inPosition', { amount: amount(shares, pool.decimals, locale) })}
          decimals={pool.decimals}
          most={shares}
          onUnits={setUnits}
        />
        <Button type="submit" reason={reason} disabled={!units}>
          {t('withdraw')}
        </Button>
      </form>
    </Card>
  );
}
