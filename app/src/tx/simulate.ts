import type { Base64EncodedWireTransaction, TransactionMessageBytesBase64 } from '@solana/kit';
import { base64, bytesOf } from '../chain/bytes.ts';
import { type Client, COMMITMENT } from '../chain/rpc.ts';
import { compare, type Effects, type ReadShares, type Snapshot } from './effects.ts';
import { culprit, type Failure, failureOf } from './failure.ts';
import { messageOf, read } from './message.ts';

/** What would happen if the transaction were sent now. */
export interface Simulation {
  failure: Failure | undefined;
  effects: Effects;
  units: bigint;
  /** Lamports for signatures and priority. */
  fee: bigint;
  logs: readonly string[];
}

interface RpcAccount {
  lamports: bigint;
  owner: string;
  data: readonly [string, string] | readonly string[];
}

const snapshot = (account: RpcAccount | null | undefined): Snapshot | undefined =>
  account ? { lamports: BigInt(account.lamports), owner: account.owner, data: bytesOf(account.data) } : undefined;

/** Simulates the wire bytes, signatures aside, and compares every account they may write to. */
export async function simulate(client: Client, wire: Uint8Array, readShares: ReadShares): Promise<Simulation> {
  const message = messageOf(wire);
  const contents = read(message);
  const addresses = [...contents.writable];
  const encoded = base64(wire) as Base64EncodedWireTransaction;
  const [before, simulated, fee, empty] = await Promise.all([
    client.getMultipleAccounts(addresses, { commitment: COMMITMENT, encoding: 'base64' }).send(),
    client
      .simulateTransaction(encoded, {
        commitment: COMMITMENT,
        encoding: 'base64',
        sigVerify: false,
        replaceRecentBlockhash: true,
        accounts: { addresses, encoding: 'base64' },
      })
      .send(),
    client.getFeeForMessage(base64(message) as TransactionMessageBytesBase64, { commitment: COMMITMENT }).send(),
    client.getMinimumBalanceForRentExemption(0n).send(),
  ]);
  const { err, logs, unitsConsumed, accounts } = simulated.value;
  const programs = contents.instructions.map((instruction) => instruction.program);
  let failure = err === null ? undefined : failureOf(err, programs);
  if (failure?.kind === 'program') failure = { ...failure, program: culprit(logs ?? [], failure.program) };
  const was = before.value.map((account) => snapshot(account as RpcAccount | null));
  // A transaction that would fail changes nothing but the fee.
  const is = failure ? was : addresses.map((_, at) => snapshot(accounts?.[at] as RpcAccount | null | undefined));
  return {
    failure,
    effects: compare(contents.feePayer, addresses, was, is, readShares, BigInt(empty)),
    units: unitsConsumed ?? 0n,
    fee: BigInt(fee.value ?? 5_000n),
    logs: logs ?? [],
  };
}
