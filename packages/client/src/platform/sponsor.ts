import { type Address, getUtf8Encoder, type MessagePartialSigner } from '@solana/kit';
import { base64 } from './bytes.ts';

/** The registrar's word that a creator's first steps are paid for, as a node reads it. */
export interface Voucher {
  /** The key that the creator registers, or registered, with. */
  genesis_key: Address;
  /** Until when it counts, unix seconds. */
  expires: number;
  /** The registrar's authority's signature over {@link voucherMessage}, base64. */
  signature: string;
}

/** What is signed for a voucher. */
export const voucherMessage = (platform: Address, genesisKey: Address, expires: number): string =>
  `makerstake voucher\nplatform ${platform}\ngenesis ${genesisKey}\nexpires ${expires}\n`;

/** Signs a voucher, on the platform's server: whoever has it lets the node pay for this creator's first steps. */
export async function signVoucher(
  registrar: MessagePartialSigner,
  { platform, genesisKey, expires }: { platform: Address; genesisKey: Address; expires: number },
): Promise<Voucher> {
  const content = new Uint8Array(getUtf8Encoder().encode(voucherMessage(platform, genesisKey, expires)));
  const [signatures] = await registrar.signMessages([{ content, signatures: {} }]);
  const signature = signatures?.[registrar.address];
  if (!signature) throw new Error('the registrar did not sign');
  return { genesis_key: genesisKey, expires, signature: base64(new Uint8Array(signature)) };
}
