import type {
  SolanaSignAndSendTransactionFeature,
  SolanaSignTransactionFeature,
} from '@solana/wallet-standard-features';
import { getWallets } from '@wallet-standard/app';
import type { Wallet } from '@wallet-standard/base';
import type {
  StandardConnectFeature,
  StandardDisconnectFeature,
  StandardEventsFeature,
} from '@wallet-standard/features';
import { useSyncExternalStore } from 'react';

/** The features of a wallet that we use, each of which it may lack. */
export type Features = Partial<
  StandardConnectFeature &
    StandardDisconnectFeature &
    StandardEventsFeature &
    SolanaSignTransactionFeature &
    SolanaSignAndSendTransactionFeature
>;

/** What a wallet can do. */
export const featuresOf = (wallet: Wallet): Features => wallet.features as Features;

/** Whether a wallet knows Solana at all. */
const isSolana = (wallet: Wallet): boolean => wallet.chains.some((chain) => chain.startsWith('solana:'));

/** The version of transactions to build for a wallet; undefined when it signs none that we build. */
export function versionOf(wallet: Wallet): 'legacy' | 0 | undefined {
  const features = featuresOf(wallet);
  const signs = features['solana:signTransaction'] ?? features['solana:signAndSendTransaction'];
  const versions = signs?.supportedTransactionVersions ?? [];
  if (versions.includes(0)) return 0;
  return versions.includes('legacy') ? 'legacy' : undefined;
}

/** Whether a wallet can connect and sign Solana transactions in a version that we build. */
export const isUsable = (wallet: Wallet): boolean =>
  isSolana(wallet) && featuresOf(wallet)['standard:connect'] !== undefined && versionOf(wallet) !== undefined;

const registry = getWallets();
let usable: readonly Wallet[] = registry.get().filter(isUsable);
let others: readonly Wallet[] = [];

function subscribe(listener: () => void): () => void {
  const update = () => {
    const all = registry.get().filter(isSolana);
    usable = all.filter(isUsable);
    others = all.filter((wallet) => !isUsable(wallet));
    listener();
  };
  const off = [registry.on('register', update), registry.on('unregister', update)];
  update();
  return () => {
    for (const stop of off) stop();
  };
}

/** Wallets of this browser that know Solana and cannot sign what we build. */
export const useOtherWallets = (): readonly Wallet[] => useSyncExternalStore(subscribe, () => others);

/** The usable wallets of this browser, as they come and go. */
export const useWallets = (): readonly Wallet[] => useSyncExternalStore(subscribe, () => usable);
