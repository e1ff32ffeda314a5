import { base64, fromBase64 } from '../chain/bytes.ts';
import { keep, kept } from '../settings/storage.ts';

const KEY = 'makerstake.sent';

/** A transaction on its way, as it survives that the page is loaded again. */
export interface Sent {
  rpcUrl: string;
  signature: string;
  /** Its signed bytes; none where the wallet sent it. */
  wire: Uint8Array | undefined;
  lastValidBlockHeight: bigint;
  programs: readonly string[];
  title: string;
}

/** Remembers what was sent, until its end is known. */
export function rememberSent({ wire, lastValidBlockHeight, ...rest }: Sent): void {
  keep(KEY, JSON.stringify({ ...rest, wire: wire && base64(wire), height: String(lastValidBlockHeight) }));
}

/** Its end is known. */
export const forgetSent = (): void => keep(KEY, undefined);

/** What was on its way when the page was left; undefined for nothing, and for what makes no sense. */
export function sentBefore(): Sent | undefined {
  try {
    const { wire, height, programs, ...rest } = JSON.parse(kept(KEY) ?? 'null');
    const { rpcUrl, signature, title } = rest;
    if (![rpcUrl, signature, title].every((text) => typeof text === 'string') || !Array.isArray(programs))
      return undefined;
    const bytes = typeof wire === 'string' ? fromBase64(wire) : undefined;
    return {
      rpcUrl,
      signature,
      title,
      programs: programs.map(String),
      wire: bytes,
      lastValidBlockHeight: BigInt(height),
    };
  } catch {
    return undefined;
  }
}
