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

/** Whether a wallet can connect and sign Solana transactions in a version that we build. */
export function isUsable(wallet: Wallet): boolean {
  const features = featuresOf(wallet);
  const signs = features['solana:signTransaction'] ?? features['solana:signAndSendTransaction'];
  return (
    wallet.chains.some((chain) => chain.startsWith('solana:')) &&
    features['standard:connect'] !== undefined &&
    (signs?.supportedTransactionVersions.includes(0) ?? false)
  );
}

const registry = getWallets();
let usable: readonly Wallet[] = registry.get().filter(isUsable);

function subscribe(listener: () => void): () => void {
  const update = () => {
    usable = registry.get().filter(isUsable);
    listener();
  };
  const off = [registry.on('register', update), registry.on('unregister', update)];
  update();
  return () => {
    for (const stop of off) stop();
  };
}

/** The usable wallets of this browser, as they come and go. */
export const useWallets = (): readonly Wallet[] => useSyncExternalStore(subscribe, () => usable);
