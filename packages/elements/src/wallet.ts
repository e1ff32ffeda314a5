import type { Address, TransactionModifyingSigner } from '@solana/kit';
import { getTransactionDecoder, getTransactionEncoder } from '@solana/kit';
import { getWallets } from '@wallet-standard/app';
import type { Wallet, WalletAccount } from '@wallet-standard/base';

interface Features {
  'standard:connect'?: { connect: () => Promise<{ accounts: readonly WalletAccount[] }> };
  'solana:signTransaction'?: {
    supportedTransactionVersions: readonly unknown[];
    signTransaction: (
      ...inputs: { account: WalletAccount; transaction: Uint8Array; chain?: string }[]
    ) => Promise<readonly { signedTransaction: Uint8Array }[]>;
  };
}

const featuresOf = (wallet: Wallet) => wallet.features as Features;

/** The wallets of this browser that can sign what is sent here. */
export const wallets = (): readonly Wallet[] =>
  getWallets()
    .get()
    .filter((wallet) => {
      const { 'standard:connect': connect, 'solana:signTransaction': sign } = featuresOf(wallet);
      return connect !== undefined && sign?.supportedTransactionVersions.includes(0) === true;
    });

/** A wallet's account as a signer of @solana/kit. `chain` is the Wallet Standard's name of the cluster. */
export function walletSigner(wallet: Wallet, account: WalletAccount, chain?: string): TransactionModifyingSigner {
  const sign = featuresOf(wallet)['solana:signTransaction'];
  if (!sign) throw new Error(`${wallet.name} signs no transactions`);
  return {
    address: account.address as Address,
    modifyAndSignTransactions: async (transactions) => {
      const inputs = transactions.map((transaction) => ({
        account,
        transaction: new Uint8Array(getTransactionEncoder().encode(transaction)),
        ...(chain === undefined ? {} : { chain }),
      }));
      const signed = await sign.signTransaction(...inputs);
      return signed.map(
        ({ signedTransaction }, at) =>
          ({ ...transactions[at], ...getTransactionDecoder().decode(signedTransaction) }) as never,
      );
    },
  };
}

/** Connects the first wallet that says yes; gives its first account as a signer, undefined where there is no wallet. */
export async function connect(chain?: string): Promise<TransactionModifyingSigner | undefined> {
  const [wallet] = wallets();
  if (!wallet) return undefined;
  const answer = await featuresOf(wallet)['standard:connect']?.connect();
  const account = answer?.accounts[0];
  return account && walletSigner(wallet, account, chain);
}
