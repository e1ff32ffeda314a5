import {
  type Address,
  type Base64EncodedWireTransaction,
  getBase58Decoder,
  getTransactionDecoder,
  type Signature,
} from '@solana/kit';
import { base64, fromBase64, same } from './bytes.ts';
import { type Chain, COMMITMENT } from './chain.ts';
import { failureOf } from './explain.ts';
import { MakerstakeError } from './fault.ts';
import type { Sent } from './journal.ts';

/** Milliseconds between two looks, and between two sendings of the same bytes. */
const LOOK = 500;
const RESEND = 2_000;

/** How a transaction ended that landed well. */
export interface End {
  signature: string;
  slot: bigint;
  /** What the programs logged; empty where the endpoint does not keep it. `eventsOf` reads it, and nothing rests on it. */
  logs: readonly string[];
}

/**
 * Follows a transaction to its end, sending the same bytes again while they can still land: an endpoint may drop them, and
 * the same signature never counts twice. Only the block height ends the wait; an endpoint that is away is waited for with
 * patience.
 *
 * @throws MakerstakeError `failed`, `expired`, `unknownOutcome`.
 */
export async function follow(chain: Chain, sent: Sent, patience: number, signal?: AbortSignal): Promise<End> {
  const unknown = (cause?: unknown) =>
    new MakerstakeError('unknownOutcome', { signature: sent.signature ?? 'a transaction that a node pays for' }, cause);
  let [answeredAt, sentAt] = [Date.now(), 0];
  for (;;) {
    if (signal?.aborted) throw unknown(signal.reason);
    try {
      sent.signature ??= await find(chain, sent);
      const end = sent.signature && (await look(chain, sent, false));
      if (end) return end;
      const height = await chain.ask(chain.rpc.getBlockHeight({ commitment: COMMITMENT }));
      answeredAt = Date.now();
      if (height > sent.lastValidBlockHeight) {
        // It may have landed in the last valid block, between the two questions.
        sent.signature ??= await find(chain, sent);
        const late = sent.signature && (await look(chain, sent, true));
        if (late) return late;
        throw new MakerstakeError('expired', { signature: sent.signature ?? 'It' });
      }
      if (sent.signature && Date.now() - sentAt > RESEND) {
        sentAt = Date.now();
        await broadcast(chain, sent.wire);
      }
    } catch (error) {
      const isFinal = error instanceof MakerstakeError && ['failed', 'expired'].includes(error.code);
      if (isFinal) throw error;
      // The endpoint is away, or refused a repetition: what was sent may still land.
      if (Date.now() - answeredAt > patience) throw unknown(error);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}

/** Hands the bytes to the endpoint; they were simulated before. Those that lack the payer's signature are not ours to send. */
async function broadcast(chain: Chain, wire: Uint8Array): Promise<void> {
  const { signatures } = getTransactionDecoder().decode(wire);
  if (Object.values(signatures).some((signature) => signature === null)) return;
  const options = { encoding: 'base64', skipPreflight: true, maxRetries: 0n } as const;
  await chain.ask(chain.rpc.sendTransaction(base64(wire) as Base64EncodedWireTransaction, options));
}

async function look(chain: Chain, sent: Sent, history: boolean): Promise<End | undefined> {
  const signature = sent.signature as Signature;
  const question = chain.rpc.getSignatureStatuses([signature], { searchTransactionHistory: history });
  const status = (await chain.ask(question)).value[0];
  if (!status || !['confirmed', 'finalized'].includes(status.confirmationStatus ?? '')) return undefined;
  const logs = await logsOf(chain, signature);
  if (status.err) {
    const { program, what, name } = failureOf(status.err, sent.programs, logs);
    throw new MakerstakeError('failed', { signature, program, what, ...(name ? { name } : {}) });
  }
  return { signature, slot: status.slot, logs };
}

const question = { commitment: COMMITMENT, encoding: 'base64', maxSupportedTransactionVersion: 0 } as const;

/** What the programs said; nothing when the endpoint does not keep it. */
async function logsOf(chain: Chain, signature: Signature): Promise<readonly string[]> {
  try {
    const found = await chain.ask(chain.rpc.getTransaction(signature, question));
    return found?.meta?.logMessages ?? [];
  } catch {
    return [];
  }
}

/** The signature of a transaction that somebody else signed last, by what it writes and says. */
async function find(chain: Chain, sent: Sent): Promise<string | undefined> {
  const { messageBytes } = getTransactionDecoder().decode(sent.wire);
  const latest = chain.rpc.getSignaturesForAddress(sent.writes as Address, { commitment: COMMITMENT, limit: 20 });
  for (const { signature } of await chain.ask(latest)) {
    const found = await chain.ask(chain.rpc.getTransaction(signature, question));
    const bytes = found && fromBase64(found.transaction[0]);
    if (!bytes) continue;
    const { messageBytes: theirs, signatures } = getTransactionDecoder().decode(bytes);
    const first = Object.values(signatures)[0];
    if (first && same(theirs, messageBytes)) return getBase58Decoder().decode(first);
  }
  return undefined;
}
