import type { Address, Instruction, TransactionSigner } from '@solana/kit';
import type { Distribution } from '../generated/equity/accounts/index.ts';
import { getClaimInstruction, getOpenPositionInstruction } from '../generated/equity/instructions/index.ts';
import { recompute } from '../rules/distribution.ts';
import { isMarked, oldest } from '../rules/shares.ts';
import { hex, same } from './bytes.ts';
import type { Found } from './chain.ts';
import { NOBODY } from './creators.ts';
import type { Directory } from './directory.ts';
import { EPOCH_STATUSES, type EpochStatus, nameOf } from './enums.ts';
import { badInput, MakerstakeError } from './fault.ts';
import { DISTRIBUTION, POOL, POSITION } from './kinds.ts';
import type { Landed, Payer, Sender } from './sender.ts';

/** An epoch of work that is paid in shares. */
export interface EpochView {
  address: Address;
  epoch: number;
  status: EpochStatus | 'unknown';
  /** What it pays, and what was claimed of it, base units. */
  allocation: bigint;
  claimed: bigint;
  root: string;
  /** SHA-256 of the published manifest. */
  dataHash: string;
  /** Until when it can be challenged, unix seconds. */
  challengeUntil: number;
}

/** What an epoch pays a holder. */
export interface Share {
  epoch: number;
  holder: Address;
  amount: bigint;
  /** Thousandths of a point, and why. */
  score: bigint;
  reason: string;
  proof: Uint8Array[];
  /** Whether it can be claimed now; if not, why. */
  state: 'claimable' | 'claimed' | 'notFinal' | 'tooOld';
}

/** The published list of an epoch: `leaves.csv`, as bytes or a stream. */
export type EpochList = Uint8Array | Blob | ReadableStream<Uint8Array>;

/** The most that is read of a list: what nodes keep of an epoch. */
const LARGEST_LIST = 64 << 20;

const view = (found: Found<Distribution>): EpochView => ({
  address: found.address,
  epoch: found.epoch,
  status: nameOf(EPOCH_STATUSES, found.status),
  allocation: found.allocation,
  claimed: found.claimed,
  root: hex(found.root),
  dataHash: hex(found.dataHash),
  challengeUntil: Number(found.challengeUntil),
});

const streamOf = (list: EpochList): ReadableStream<Uint8Array> => {
  if (list instanceof ReadableStream) return list;
  return (list instanceof Blob ? list : new Blob([list as Uint8Array<ArrayBuffer>])).stream();
};

/** Epochs: what each pays whom, by a list that is recomputed and compared with the chain. */
export function epochsOn(directory: Directory, sender: Sender) {
  const { chain, addresses, pool } = directory;
  const at = async (epoch: number) => chain.needed(DISTRIBUTION, await addresses.epoch(epoch));

  /** The list that a node keeps: the manifest by its hash, then the list that it names. */
  const published = async (distribution: Found<Distribution>): Promise<Uint8Array> => {
    const manifest = await directory.text(new Uint8Array(distribution.dataHash));
    const named: unknown = manifest && JSON.parse(manifest)?.leaves?.sha256;
    const list = typeof named === 'string' ? await directory.node?.document(named, LARGEST_LIST) : undefined;
    if (list) return list;
    throw badInput(`list: no node has that of epoch ${distribution.epoch}; give its leaves.csv`);
  };

  const share = async (epoch: number, holder: Address, list?: EpochList): Promise<Share | undefined> => {
    const distribution = await at(epoch);
    const stream = streamOf(list ?? (await published(distribution)));
    const found = await recompute(stream, pool, epoch, holder, () => {}).catch((cause) => {
      if (cause instanceof RangeError) throw badInput(`list: ${cause.message}`);
      throw cause;
    });
    if (!same(found.root, distribution.root))
      throw badInput(`list: its root ${hex(found.root)} is not that of epoch ${epoch}, ${hex(distribution.root)}`);
    if (!found.mine) return undefined;
    const [position, { nextEpoch }] = await Promise.all([
      addresses.position(holder).then((address) => chain.account(POSITION, address)),
      chain.needed(POOL, pool),
    ]);
    const isClaimed = position !== undefined && isMarked(position.claims, position.claimsFrom, epoch);
    const isFinal = nameOf(EPOCH_STATUSES, distribution.status) === 'final';
    const state = isClaimed ? 'claimed' : !isFinal ? 'notFinal' : epoch < oldest(nextEpoch) ? 'tooOld' : 'claimable';
    const { amount, score, reason, proof } = found.mine;
    return { epoch, holder, amount, score, reason, proof, state };
  };

  const claiming = async (
    payer: TransactionSigner,
    { epoch, holder, amount, proof }: Share,
  ): Promise<Instruction[]> => {
    const address = await addresses.position(holder);
    const position = await chain.account(POSITION, address);
    const delegate = position && position.delegate !== NOBODY ? await addresses.position(position.delegate) : undefined;
    return [
      ...(position ? [] : [getOpenPositionInstruction({ payer, pool, holder, position: address })]),
      getClaimInstruction({
        pool,
        distribution: await addresses.epoch(epoch),
        position: address,
        ...(delegate ? { delegate } : {}),
        amount,
        proof,
      }),
    ];
  };

  return {
    /** Every epoch, the newest first. */
    list: async () => {
      const found = await directory.list(DISTRIBUTION, {}, { pool });
      return found
        .filter((epoch) => epoch.pool === pool)
        .map(view)
        .sort((a, b) => b.epoch - a.epoch);
    },
    get: async (epoch: number) => view(await at(epoch)),
    /**
     * What an epoch pays a holder; undefined for nothing. The list is the node's, or given; its root must be the chain's.
     */
    share,
    /** Pays out what an epoch pays a holder. Anybody may pay for it; it goes to the holder. */
    claim: async (input: {
      epoch: number;
      holder: Address;
      list?: EpochList;
      payer: Payer;
    }): Promise<Landed & { amount: bigint }> => {
      const mine = await share(input.epoch, input.holder, input.list);
      if (!mine) throw badInput(`holder: epoch ${input.epoch} pays ${input.holder} nothing`);
      if (mine.state !== 'claimable') throw new MakerstakeError('badInput', { what: CANNOT[mine.state] });
      return { ...(await sender.send((payer) => claiming(payer, mine), input.payer)), amount: mine.amount };
    },
  };
}

const CANNOT = {
  claimed: 'epoch: it was claimed already',
  notFinal: 'epoch: it is not final yet; it can still be challenged',
  tooOld: 'epoch: too old to be claimed',
} as const;
