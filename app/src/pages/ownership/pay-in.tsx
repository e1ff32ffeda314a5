import { getDepositDividendInstruction } from '@makerstake/client/equity';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import type { Pool } from '../../chain/equity.ts';
import { amount } from '../../chain/format.ts';
import { clientOf } from '../../chain/rpc.ts';
import { tokenProgramOf, useTokens } from '../../chain/tokens.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { Button, Card } from '../../ui/basics.tsx';
import { TokenChip } from '../../ui/chain.tsx';
import { ownershipTexts } from './texts.ts';

/** A dividend, which anybody may pay in. */
export function PayIn({ pool }: { pool: Found<Pool> }) {
  const t = useT(ownershipTexts);
  const locale = useLocale();
  const { rpcUrl } = useSettings();
  const { key, reason, act } = useAct();
  const { data: tokens = [] } = useTokens(key);
  const [units, setUnits] = useState<bigint>();
  const source = tokens.find(({ mint }) => mint === pool.dividendMint);
  const most = source?.units ?? 0n;
  const shares = pool.total[0] ?? 0n;
  const shown = (value: bigint) => amount(value, pool.decimals, locale, 0);
  const why =
    reason ?? (shares < pool.dividendMinShares ? t('fewShares', { n: shown(pool.dividendMinShares) }) : undefined);
  const submit = () => {
    if (!units || !source) return;
    act({ en: 'Pay in a dividend', nl: 'Een dividend inleggen', es: 'Aportar un dividendo' }, async (owner) => [
      getDepositDividendInstruction({
        owner,
        pool: pool.address,
        source: source.account,
        dividendMint: pool.dividendMint,
        dividendVault: pool.dividendVault,
        tokenProgram: await tokenProgramOf(clientOf(rpcUrl), pool.dividendMint),
        amount: units,
      }),
    ]);
  };
  return (
    <Card title={t('payIn')} aside={<TokenChip mint={pool.dividendMint} />}>
      <p className="mb-4 text-muted text-sm">{t('payInLead', { shares: shown(shares) })}</p>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <AmountField
          label={t('amount')}
          hint={t('inWallet', { amount: amount(most, pool.dividendDecimals, locale) })}
          decimals={pool.dividendDecimals}
          most={most}
          onUnits={setUnits}
        />
        <Button type="submit" reason={why} disabled={!units}>
          {t('payIn')}
        </Button>
      </form>
    </Card>
  );
}
