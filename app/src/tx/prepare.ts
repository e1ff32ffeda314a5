import type { Instruction } from '@solana/kit';
import { type Client, COMMITMENT } from '../chain/rpc.ts';
import { limit, price, priceFor, priorityFee, unitsFor } from './budget.ts';
import type { Draft } from './draft.ts';
import { type Contents, compile, type Lifetime, messageOf, read, type Version } from './message.ts';
import type { Sentence } from './messages/sentence.ts';
import { type Simulation, simulate } from './simulate.ts';

/** A transaction that is ready to be looked at. */
export interface Prepared {
  /** With the limits of computation that the simulation led to. */
  instructions: readonly Instruction[];
  contents: Contents;
  sentences: readonly Sentence[];
  simulation: Simulation;
  /** Part of the fee that goes on top of the base fee. */
  priority: bigint;
  size: number;
  /** Hash of the network's first block: what was looked at is signed for this network and for no other. */
  genesis: string;
}

/** A blockhash that is not more than a moment old. */
export async function lifetime(client: Client): Promise<Lifetime> {
  const { value } = await client.getLatestBlockhash({ commitment: COMMITMENT }).send();
  return { blockhash: value.blockhash, lastValidBlockHeight: value.lastValidBlockHeight };
}

/** Which network answers now. */
export const genesisOf = (client: Client): Promise<string> => client.getGenesisHash().send();

async function recentFees(client: Client, contents: Contents): Promise<readonly bigint[]> {
  try {
    const recent = await client.getRecentPrioritizationFees([...contents.writable]).send();
    return recent.map((entry) => BigInt(entry.prioritizationFee));
  } catch {
    // A price is a courtesy, not a condition: without one the transaction still lands where there is no crowd.
    return [];
  }
}

/** Builds, simulates and puts into words what a draft asks for. */
export async function prepare(
  client: Client,
  draft: Draft,
  priorityCap: number,
  version: Version = 0,
): Promise<Prepared> {
  const [wanted, { describe, readShares }, genesis] = await Promise.all([
    draft.build(),
    import('./messages/index.ts'),
    genesisOf(client),
  ]);
  const life = await lifetime(client);
  const bare = compile(draft.feePayer, wanted, life, version);
  const first = await simulate(client, bare, readShares);
  const units = first.failure ? 1_400_000 : unitsFor(first.units);
  const micro = priceFor(await recentFees(client, read(messageOf(bare))), units, priorityCap);
  const instructions = [limit(units), ...(micro > 0n ? [price(micro)] : []), ...wanted];
  const wire = compile(draft.feePayer, instructions, life, version);
  // The words come from the bytes, read back, and from nothing else.
  const contents = read(messageOf(wire));
  const simulation = await simulate(client, wire, readShares);
  return {
    instructions,
    contents,
    sentences: contents.instructions.flatMap(describe),
    simulation,
    priority: micro > 0n ? priorityFee(units, micro) : 0n,
    size: wire.length,
    genesis,
  };
}
