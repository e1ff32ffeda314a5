import type { Wallet } from '@wallet-standard/base';
import { useState } from 'react';
import { useT } from '../i18n/index.tsx';
import { Badge, Notice } from '../ui/basics.tsx';
import { BURNER } from './burner-name.ts';
import { useWallet } from './context.tsx';
import { isRefusal } from './sign.ts';
import { useWallets } from './standard.ts';
import { walletTexts } from './texts.ts';

/** The wallets of this browser; a click connects one. */
export function WalletChooser({ onDone }: { onDone: () => void }) {
  const t = useT(walletTexts);
  const wallets = useWallets();
  const { connect, connecting } = useWallet();
  const [error, setError] = useState<string>();
  const choose = async (wallet: Wallet) => {
    setError(undefined);
    try {
      await connect(wallet);
      onDone();
    } catch (reason) {
      if (!isRefusal(reason)) setError(reason instanceof Error ? reason.message : String(reason));
    }
  };
  return (
    <div className="space-y-4">
      {error && (
        <Notice tone="bad" title={t('failed')}>
          {error}
        </Notice>
      )}
      {wallets.length === 0 && <p>{t('none')}</p>}
      <ul className="space-y-2">
        {wallets.map((wallet) => (
          <li key={wallet.name}>
            <button
              type="button"
              onClick={() => choose(wallet)}
              disabled={connecting !== undefined}
              className="flex w-full items-center gap-4 rounded-2xl border border-edge px-4 py-3 text-left transition hover:bg-sunken disabled:opacity-60"
            >
              <img src={wallet.icon} alt="" className="size-9 rounded-lg" />
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-center gap-2 font-semibold">
                  {wallet.name}
                  {wallet.name === BURNER && <Badge tone="warn">{t('test')}</Badge>}
                </span>
                {wallet.name === BURNER && <span className="block text-muted text-sm">{t('burner')}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="text-muted text-sm">{t('support')}</p>
    </div>
  );
}
