import type { Wallet, WalletAccount } from '@wallet-standard/base';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { keep, kept } from '../settings/storage.ts';
import { featuresOf, useWallets } from './standard.ts';

const REMEMBERED = 'makerstake.wallet';

/** The connected wallet, if any, and how to change that. */
export interface WalletState {
  wallet: Wallet | undefined;
  account: WalletAccount | undefined;
  /** Name of the wallet that is being connected. */
  connecting: string | undefined;
  connect: (wallet: Wallet) => Promise<void>;
  disconnect: () => Promise<void>;
  /** Chooses another account of the same wallet. */
  choose: (address: string) => void;
}

const WalletContext = createContext<WalletState | undefined>(undefined);

/** The account of a wallet to use: the one used before if it is still there, else the first that can do Solana. */
export function accountOf(wallet: Wallet, before?: string): WalletAccount | undefined {
  const accounts = wallet.accounts.filter((account) => account.chains.some((chain) => chain.startsWith('solana:')));
  return accounts.find((account) => account.address === before) ?? accounts[0];
}

/** Holds the connection. A wallet that was connected before is asked again silently, without opening a window. */
export function WalletProvider({ children }: { children: ReactNode }) {
  const wallets = useWallets();
  const [wallet, setWallet] = useState<Wallet>();
  const [account, setAccount] = useState<WalletAccount>();
  const [connecting, setConnecting] = useState<string>();
  const tried = useRef(false);

  const open = useCallback(async (chosen: Wallet, silent: boolean) => {
    const connect = featuresOf(chosen)['standard:connect'];
    if (!connect) return;
    setConnecting(chosen.name);
    try {
      await connect.connect(silent ? { silent } : undefined);
      const found = accountOf(chosen);
      if (!found) return;
      setWallet(chosen);
      setAccount(found);
      keep(REMEMBERED, chosen.name);
    } finally {
      setConnecting(undefined);
    }
  }, []);

  const connect = useCallback((chosen: Wallet) => open(chosen, false), [open]);

  const disconnect = useCallback(async () => {
    keep(REMEMBERED, undefined);
    const leaving = wallet;
    setWallet(undefined);
    setAccount(undefined);
    if (leaving) await featuresOf(leaving)['standard:disconnect']?.disconnect();
  }, [wallet]);

  const choose = useCallback((address: string) => wallet && setAccount(accountOf(wallet, address)), [wallet]);

  useEffect(() => {
    if (tried.current || wallet) return;
    const remembered = wallets.find((candidate) => candidate.name === kept(REMEMBERED));
    if (!remembered) return;
    tried.current = true;
    open(remembered, true).catch(() => undefined);
  }, [wallets, wallet, open]);

  useEffect(() => {
    if (!wallet) return;
    return featuresOf(wallet)['standard:events']?.on('change', () => {
      // Another account was chosen in the wallet, or it locked: follow it.
      setAccount((before) => accountOf(wallet, before?.address));
      if (!accountOf(wallet)) setWallet(undefined);
    });
  }, [wallet]);

  const state = useMemo(
    () => ({ wallet, account, connecting, connect, disconnect, choose }),
    [wallet, account, connecting, connect, disconnect, choose],
  );
  return <WalletContext.Provider value={state}>{children}</WalletContext.Provider>;
}

/** The connection. */
export function useWallet(): WalletState {
  const state = useContext(WalletContext);
  if (!state) throw new Error('useWallet outside of WalletProvider');
  return state;
}
