import type { Wallet } from '@wallet-standard/base';
import { useState } from 'react';
import { useT } from '../i18n/index.tsx';
import { Badge, Notice } from '../ui/basics.tsx';
import { BURNER } from './burner-name.ts';
import { useWallet } from './context.tsx';
import { isPhone, phoneLinks } from './phone.ts';
import { isRefusal } from './sign.ts';
import { useOtherWallets, useWallets } from './standard.ts';
import { walletTexts } from './texts.ts';

/** The wallets of this browser; a click connects one. */
export function WalletChooser({ onDone }: { onDone: () => void }) {
  const t = useT(walletTexts);
  const wallets = useWallets();
  const others = useOtherWallets();
  const onPhone = isPhone(navigator.userAgent, navigator.maxTouchPoints);
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
      {wallets.length === 0 && !onPhone && <p>{t('none')}</p>}
      {wallets.length === 0 && onPhone && (
        <div className="space-y-2">
          <p>{t('phone')}</p>
          {phoneLinks(location.href).map(({ name, href }) => (
            <a
              key={name}
              href={href}
              rel="noreferrer noopener"
              className="block rounded-2xl border border-edge px-4 py-3 font-semibold hover:bg-sunken"
            >
              {t('openIn', { name })}
            </a>
          ))}
        </div>
      )}
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
        {others.map((wallet) => (
          <li key={wallet.name} className="flex items-center gap-4 rounded-2xl border border-line px-4 py-3">
            <img src={wallet.icon} alt="" className="size-9 rounded-lg" />
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{wallet.name}</span>
              <span className="block text-muted text-sm">{t('unusable')}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className="text-muted text-sm">{t('support')}</p>
    </div>
  );
}
