import { owed } from '@makerstake/client';
import { getCollectDividendInstruction } from '@makerstake/client/equity';
import type { Found } from '../../chain/accounts.ts';
import { type Pool, type Position, useHolder } from '../../chain/equity.ts';
import { clientOf } from '../../chain/rpc.ts';
import { openTokenAccount, tokenAccountOf, tokenProgramOf } from '../../chain/tokens.ts';
import { useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { Button, Card } from '../../ui/basics.tsx';
import { Amount, TokenChip } from '../../ui/chain.tsx';
import { ownershipTexts } from './texts.ts';

/** Dividends that are due, paid to the wallet's own token account. */
export function Collect({ pool, position }: { pool: Found<Pool>; position: Found<Position> }) {
  const t = useT(ownershipTexts);
  const { rpcUrl } = useSettings();
  const { reason, act } = useAct();
  const { creator } = useHolder();
  const due = owed(pool.dividendIndex, position.own[0] ?? 0n, position.dividendDebt);
  const collect = () =>
    act({ en: 'Collect dividends', nl: 'Dividend innen', es: 'Cobrar dividendos' }, async (signer) => {
      const tokenProgram = await tokenProgramOf(clientOf(rpcUrl), pool.dividendMint);
      const destination = await tokenAccountOf(signer.address, pool.dividendMint, tokenProgram);
      return [
        openTokenAccount(signer.address, signer.address, pool.dividendMint, tokenProgram, destination),
        getCollectDividendInstruction({
          signer,
          ...(creator ? { creator } : {}),
          pool: pool.address,
          position: position.address,
          destination,
          dividendMint: pool.dividendMint,
          dividendVault: pool.dividendVault,
          tokenProgram,
        }),
      ];
    });
  return (
    <Card title={t('dividends')} aside={<TokenChip mint={pool.dividendMint} />}>
      <p className="mb-4 font-display text-4xl">
        <Amount units={due} decimals={pool.dividendDecimals} most={pool.dividendDecimals} />
      </p>
      <Button onClick={collect} reason={reason} disabled={due === 0n}>
        {t('collect')}
      </Button>
    </Card>
  );
}
