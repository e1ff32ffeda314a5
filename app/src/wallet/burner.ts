import {
  createKeyPairFromPrivateKeyBytes,
  getAddressEncoder,
  getAddressFromPublicKey,
  getTransactionCodec,
  partiallySignTransaction,
} from '@solana/kit';
import type { SolanaSignTransactionFeature } from '@solana/wallet-standard-features';
import type { Wallet, WalletAccount } from '@wallet-standard/base';
import type {
  StandardConnectFeature,
  StandardDisconnectFeature,
  StandardEventsFeature,
  StandardEventsListeners,
} from '@wallet-standard/features';
import { registerWallet } from '@wallet-standard/wallet';
import { base64, bytesOf } from '../chain/bytes.ts';
import { keep, kept } from '../settings/storage.ts';

import { BURNER } from './burner-name.ts';

const CHAINS = ['solana:localnet'] as const;
const KEY = 'makerstake.burner';
const ICON =
  'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAzMiAzMiI+PHJlY3Qgd2lkdGg9IjMyIiBoZWlnaHQ9IjMyIiByeD0iOCIgZmlsbD0iIzdjNGQwMCIvPjxwYXRoIGQ9Ik0xNiA2YzEgNSA3IDcgNyAxM2E3IDcgMCAwIDEtMTQgMGMwLTMgMi00IDMtNyAyIDEgMiAzIDIgM3MyLTQgMi05eiIgZmlsbD0iI2ZmZDM4YSIvPjwvc3ZnPg==';

let registered = false;

/** The key of this browser's burner, made at first use. It is worth nothing: it exists on local networks only. */
function seed(): Uint8Array<ArrayBuffer> {
  const stored = kept(KEY);
  if (stored) return new Uint8Array(bytesOf([stored]));
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  keep(KEY, base64(bytes));
  return bytes;
}

/** Registers the burner with the Wallet Standard, once. It signs whatever our own review dialog let through. */
export async function registerBurner(): Promise<void> {
  if (registered) return;
  registered = true;
  const keys = await createKeyPairFromPrivateKeyBytes(seed());
  const address = await getAddressFromPublicKey(keys.publicKey);
  const account: WalletAccount = {
    address,
    publicKey: getAddressEncoder().encode(address),
    chains: CHAINS,
    features: ['solana:signTransaction'],
    label: BURNER,
  };
  const codec = getTransactionCodec();
  const listeners = new Set<StandardEventsListeners['change']>();
  let connected = false;
  const set = (value: boolean) => {
    connected = value;
    for (const listener of listeners) listener({ accounts: wallet.accounts });
  };
  const features: StandardConnectFeature &
    StandardDisconnectFeature &
    StandardEventsFeature &
    SolanaSignTransactionFeature = {
    'standard:connect': {
      version: '1.0.0',
      connect: async () => {
        set(true);
        return { accounts: wallet.accounts };
      },
    },
    'standard:disconnect': { version: '1.0.0', disconnect: async () => set(false) },
    'standard:events': {
      version: '1.0.0',
      on: (_event, listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    'solana:signTransaction': {
      version: '1.0.0',
      supportedTransactionVersions: ['legacy', 0],
      signTransaction: (...inputs) =>
        Promise.all(
          inputs.map(async ({ transaction }) => {
            const signed = await partiallySignTransaction([keys], codec.decode(transaction));
            return { signedTransaction: new Uint8Array(codec.encode(signed)) };
          }),
        ),
    },
  };
  const wallet: Wallet = {
    version: '1.0.0',
    name: BURNER,
    icon: ICON,
    chains: CHAINS,
    features,
    get accounts() {
      return connected ? [account] : [];
    },
  };
  registerWallet(wallet);
}
