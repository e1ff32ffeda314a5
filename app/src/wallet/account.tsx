import { address, lamports } from '@solana/kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { short } from '../chain/format.ts';
import { COMMITMENT, clientOf, useCluster } from '../chain/rpc.ts';
import { useT } from '../i18n/index.tsx';
import { useSettings } from '../settings/settings.ts';
import { Button, Facts, Notice } from '../ui/basics.tsx';
import { Amount, Chip } from '../ui/chain.tsx';
import { Select } from '../ui/form.tsx';
import { BURNER } from './burner-name.ts';
import { useWallet } from './context.tsx';
import { walletTexts } from './texts.ts';

/** Lamports of the connected account. */
export function useBalance() {
  const { rpcUrl } = useSettings();
  const { account } = useWallet();
  const id = account?.address;
  return useQuery({
    queryKey: [rpcUrl, 'balance', id],
    enabled: id !== undefined,
    queryFn: async ({ signal }) => {
      const { value } = await clientOf(rpcUrl)
        .getBalance(address(id ?? ''), { commitment: COMMITMENT })
        .send({ abortSignal: signal });
      return BigInt(value);
    },
    refetchInterval: 15_000,
  });
}

/** The connected account: its balance, test money on local networks, and the way out. */
export function AccountPanel({ onDone }: { onDone: () => void }) {
  const t = useT(walletTexts);
  const { wallet, account, disconnect, choose } = useWallet();
  const { rpcUrl } = useSettings();
  const { data: cluster } = useCluster();
  const { data: balance } = useBalance();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  if (!wallet || !account) return null;
  const airdrop = async () => {
    setAsking(true);
    try {
      const client = clientOf(rpcUrl) as unknown as {
        requestAirdrop: (to: string, amount: bigint, config: object) => { send: () => Promise<string> };
      };
      await client.requestAirdrop(account.address, lamports(5_000_000_000n), { commitment: COMMITMENT }).send();
      await queries.invalidateQueries({ queryKey: [rpcUrl, 'balance'] });
    } finally {
      setAsking(false);
    }
  };
  return (
    <div className="space-y-5">
      {wallet.name === BURNER && <Notice tone="warn">{t('burner')}</Notice>}
      {wallet.accounts.length > 1 && (
        <Select label={t('account')} value={account.address} onChange={(event) => choose(event.target.value)}>
          {wallet.accounts.map((each) => (
            <option key={each.address} value={each.address}>
              {each.label ? `${each.label} · ${short(each.address)}` : short(each.address)}
            </option>
          ))}
        </Select>
      )}
      <Facts
        rows={[
          [t('account'), <Chip key="a" id={account.address} />],
          [
            t('balance'),
            balance === undefined ? '…' : <Amount key="b" units={balance} decimals={9} unit="SOL" most={4} />,
          ],
        ]}
      />
      <div className="flex flex-wrap justify-end gap-3">
        {cluster === 'localnet' && (
          <Button onClick={airdrop} disabled={asking} data-action="airdrop">
            {t('airdrop')}
          </Button>
        )}
        <Button
          onClick={() => {
            disconnect();
            onDone();
          }}
        >
          {t('disconnect')}
        </Button>
      </div>
    </div>
  );
}
