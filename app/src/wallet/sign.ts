import type { Wallet, WalletAccount } from '@wallet-standard/base';
import { featuresOf } from './standard.ts';

/** What a wallet answers: the signed bytes, which we send; or the signature of what it sent itself. */
export type Signed = { bytes: Uint8Array } | { signature: Uint8Array };

/** The person said no. */
export class Refused extends Error {
  constructor() {
    super('refused');
    this.name = 'Refused';
  }
}

/** The wallet did not sign, and said why in words of its own. */
export class WalletFault extends Error {
  constructor(override readonly cause: unknown) {
    super(wordsOf(cause));
    this.name = 'WalletFault';
  }
}

const wordsOf = (error: unknown): string => {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return typeof message === 'string' ? message : String(message ?? '');
};

/** How wallets that give no code say that the person refused; anything beyond these words is a reason of its own. */
const REFUSALS =
  /^(?:the )?(?:user (?:has )?(?:rejected|denied|declined|cancell?ed|refused)(?: the)?(?: request| transaction| signing| signature)?|approval denied|(?:request|transaction|signing) (?:was )?(?:rejected|denied|declined|cancell?ed|refused)(?: by (?:the )?user)|cancell?ed|plugin closed)\.?$/i;

/** Whether an error of a wallet means that the person refused: code 4001, or one of the known forms of it. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof Refused) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === 4001 || (typeof message === 'string' && REFUSALS.test(message.trim()));
}

/**
 * Has a wallet sign one transaction. Signing alone is preferred to signing and sending: then we see the exact bytes that
 * were signed before anybody else does, and can tell "not confirmed yet" from "failed".
 */
export async function sign(
  wallet: Wallet,
  account: WalletAccount,
  chain: `solana:${string}`,
  transaction: Uint8Array,
): Promise<Signed> {
  const features = featuresOf(wallet);
  try {
    const signer = features['solana:signTransaction'];
    if (signer) {
      const [output] = await signer.signTransaction({ account, chain, transaction });
      if (!output) throw new Error('The wallet answered nothing.');
      return { bytes: new Uint8Array(output.signedTransaction) };
    }
    const sender = features['solana:signAndSendTransaction'];
    if (!sender) throw new Error('The wallet cannot sign transactions.');
    const [output] = await sender.signAndSendTransaction({ account, chain, transaction });
    if (!output) throw new Error('The wallet answered nothing.');
    return { signature: new Uint8Array(output.signature) };
  } catch (error) {
    throw isRefusal(error) ? new Refused() : new WalletFault(error);
  }
}
