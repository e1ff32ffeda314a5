import type { Base64EncodedWireTransaction, Signature } from '@solana/kit';
import { base64 } from '../chain/bytes.ts';
import { type Client, COMMITMENT } from '../chain/rpc.ts';
import { culprit, type Failure, failureOf } from './failure.ts';

/** How a transaction that was sent ended. */
export type Outcome = { end: 'confirmed' } | { end: 'expired' } | { end: 'failed'; failure: Failure };

/** Milliseconds between two looks, and between two sendings of the same bytes. */
const LOOK = 500;
const RESEND = 2_000;

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

/** Hands the bytes to the endpoint. Preflight is off because the same was just simulated and shown. */
export async function broadcast(client: Client, wire: Uint8Array): Promise<void> {
  await client
    .sendTransaction(base64(wire) as Base64EncodedWireTransaction, {
      encoding: 'base64',
      skipPreflight: true,
      maxRetries: 0n,
    })
    .send();
}

/**
 * Follows a transaction to its end, sending the same bytes again while they can still land: an endpoint may drop them,
 * and the same signature can never count twice. A failing endpoint is waited for; only the block height ends the wait.
 */
export async function follow(
  client: Client,
  signature: Signature,
  wire: Uint8Array | undefined,
  lastValidBlockHeight: bigint,
  programs: readonly string[],
  signal: AbortSignal,
): Promise<Outcome> {
  let sentAt = Date.now();
  for (;;) {
    signal.throwIfAborted();
    try {
      const found = await look(client, signature, programs, false);
      if (found) return found;
      const height = await client.getBlockHeight({ commitment: COMMITMENT }).send({ abortSignal: signal });
      if (height > lastValidBlockHeight) {
        // It may have landed in the last valid block, between the two questions.
        return (await look(client, signature, programs, true)) ?? { end: 'expired' };
      }
      if (wire && Date.now() - sentAt > RESEND) {
        sentAt = Date.now();
        await broadcast(client, wire);
      }
    } catch (error) {
      if (signal.aborted) throw error;
      // The endpoint is away or refused a repetition: what was sent may still land, so keep looking.
    }
    await wait(LOOK, signal);
  }
}

async function look(
  client: Client,
  signature: Signature,
  programs: readonly string[],
  history: boolean,
): Promise<Outcome | undefined> {
  const { value } = await client.getSignatureStatuses([signature], { searchTransactionHistory: history }).send();
  const status = value[0];
  if (!status) return undefined;
  if (status.err) {
    const failure = failureOf(status.err, programs);
    if (failure.kind !== 'program') return { end: 'failed', failure };
    return {
      end: 'failed',
      failure: { ...failure, program: culprit(await logsOf(client, signature), failure.program) },
    };
  }
  const level = status.confirmationStatus;
  return level === 'confirmed' || level === 'finalized' ? { end: 'confirmed' } : undefined;
}

/** What the programs said; nothing when the endpoint does not keep it. */
async function logsOf(client: Client, signature: Signature): Promise<readonly string[]> {
  try {
    const found = await client
      .getTransaction(signature, { commitment: COMMITMENT, encoding: 'base64', maxSupportedTransactionVersion: 0 })
      .send();
    return found?.meta?.logMessages ?? [];
  } catch {
    return [];
  }
}
