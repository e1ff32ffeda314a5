import {
  AccountRole,
  type Address,
  appendTransactionMessageInstructions,
  type Base64EncodedWireTransaction,
  compileTransaction,
  createNoopSigner,
  createTransactionMessage,
  getSignatureFromTransaction,
  getTransactionEncoder,
  type Instruction,
  isWritableRole,
  partiallySignTransactionMessageWithSigners,
  pipe,
  setTransactionMessageFeePayerSigner,
  setTransactionMessageLifetimeUsingBlockhash,
  type TransactionSigner,
} from '@solana/kit';
import { sha256 } from '../rules/hash.ts';
import { base64, hex } from './bytes.ts';
import { type Chain, COMMITMENT } from './chain.ts';
import { failureOf } from './explain.ts';
import { badInput, isFault, MakerstakeError, wordsOf } from './fault.ts';
import { type End, follow } from './follow.ts';
import type { Journal, Sent } from './journal.ts';
import type { Node } from './node.ts';
import type { Voucher } from './sponsor.ts';

/** Who pays: somebody with SOL, or the platform's node on the word of a voucher. */
export type Payer = TransactionSigner | { voucher: Voucher };

/** What landed. */
export interface Landed extends End {
  /** Whether it had been sent before, and was found. */
  wasFound: boolean;
}

/** How it is sent. */
export interface SendOptions {
  /** Ends the waiting; what was sent stays in the journal. */
  signal?: AbortSignal;
  /** Micro-lamports a unit of computation, for crowded times. */
  unitPrice?: bigint;
}

/** Builds instructions for whoever pays. */
export type Build = (payer: TransactionSigner) => Promise<readonly Instruction[]>;

const COMPUTE_BUDGET = 'ComputeBudget111111111111111111111111111111' as Address;

/** Sends each transaction once: it is kept in the journal before it leaves, and looked for before another is signed. */
export class Sender {
  constructor(
    readonly chain: Chain,
    readonly node: Node | undefined,
    readonly journal: Journal,
    /** How long an endpoint that is away is waited for, in milliseconds. */
    readonly patience: number,
  ) {}

  /**
   * Simulates, signs, sends, and waits until it is confirmed.
   *
   * @throws MakerstakeError `refused` and `noFunds` before anything is sent; `failed`, `expired`, `unknownOutcome` after.
   */
  async send(build: Build, payer: Payer, options: SendOptions = {}): Promise<Landed> {
    const signer = 'voucher' in payer ? createNoopSigner((await this.#desk().sponsor()).payer) : payer;
    const wanted = await build(signer);
    if (wanted.length === 0) throw badInput('there is nothing to do');
    const id = idOf(signer.address, wanted);
    const before = (await this.journal.all()).find((sent) => sent.id === id);
    if (before) {
      const end = await this.#end(before, options.signal).catch((error) => {
        if (isFault(error, 'expired') || isFault(error, 'failed')) return undefined;
        throw error;
      });
      if (end) return { ...end, wasFound: true };
    }
    const { value: life } = await this.chain.ask(this.chain.rpc.getLatestBlockhash({ commitment: COMMITMENT }));
    const message = (instructions: readonly Instruction[]) =>
      pipe(
        createTransactionMessage({ version: 0 }),
        (m) => setTransactionMessageFeePayerSigner(signer, m),
        (m) => setTransactionMessageLifetimeUsingBlockhash(life, m),
        (m) => appendTransactionMessageInstructions(instructions, m),
      );
    const units = await this.#simulate(wireOf(compileTransaction(message(wanted))), wanted, signer.address);
    const price = options.unitPrice ? [budget(3, 8, options.unitPrice)] : [];
    const all = [budget(2, 4, units), ...price, ...wanted];
    const signed = await partiallySignTransactionMessageWithSigners(message(all)).catch((cause) => {
      throw new MakerstakeError('notSigned', { what: wordsOf(cause) }, cause);
    });
    const sent: Sent = {
      id,
      signature: 'voucher' in payer ? undefined : getSignatureFromTransaction(signed),
      wire: wireOf(signed),
      lastValidBlockHeight: life.lastValidBlockHeight,
      programs: all.map(({ programAddress }) => programAddress),
      writes: written(wanted) ?? signer.address,
    };
    await this.journal.keep(sent);
    if ('voucher' in payer) sent.signature = await this.#paid(sent, payer.voucher);
    return { ...(await this.#end(sent, options.signal)), wasFound: false };
  }

  /** Finds out what became of everything in the journal. What cannot be known yet stays there. */
  async resume(signal?: AbortSignal): Promise<({ id: string } & (Landed | { error: MakerstakeError }))[]> {
    const ends = [];
    for (const sent of await this.journal.all()) {
      const end = await this.#end(sent, signal).catch((error: unknown) => {
        if (error instanceof MakerstakeError) return { error };
        throw error;
      });
      ends.push({ id: sent.id, ...('error' in end ? end : { ...end, wasFound: true }) });
    }
    return ends;
  }

  /** Waits for the end of a transaction, and forgets it when there is one. */
  async #end(sent: Sent, signal: AbortSignal | undefined) {
    try {
      const end = await follow(this.chain, sent, this.patience, signal);
      await this.journal.forget(sent.id);
      return end;
    } catch (error) {
      if (!isFault(error, 'unknownOutcome')) await this.journal.forget(sent.id);
      throw error;
    }
  }

  #desk(): Node {
    if (this.node) return this.node;
    throw badInput('a voucher needs a node that pays: name one with `node`');
  }

  /** Hands it to the node. Where the answer was lost, it may have been sent: it is looked for. */
  async #paid(sent: Sent, voucher: Voucher): Promise<string | undefined> {
    try {
      return await this.#desk().pay(base64(sent.wire), voucher);
    } catch (error) {
      if (isFault(error, 'nodeDown')) return undefined;
      await this.journal.forget(sent.id);
      throw error;
    }
  }

  async #simulate(wire: Uint8Array, wanted: readonly Instruction[], payer: Address): Promise<bigint> {
    const options = { commitment: COMMITMENT, encoding: 'base64', replaceRecentBlockhash: true } as const;
    const question = this.chain.rpc.simulateTransaction(base64(wire) as Base64EncodedWireTransaction, options);
    const { value } = await this.chain.ask(question);
    if (!value.err) {
      // A fifth more, because states change until it lands.
      return ((value.unitsConsumed ?? 200_000n) * 12n) / 10n + 2_000n;
    }
    const programs = wanted.map(({ programAddress }) => programAddress);
    const failure = failureOf(value.err, programs, value.logs ?? []);
    if (failure.isPoor) {
      const found = await this.chain.ask(this.chain.rpc.getBalance(payer, { commitment: COMMITMENT }));
      const need = /insufficient lamports \d+, need (\d+)/.exec((value.logs ?? []).join('\n'))?.[1];
      throw new MakerstakeError('noFunds', { address: payer, found: String(found.value), wanted: need ?? '5000' });
    }
    const { program, what, name } = failure;
    throw new MakerstakeError('refused', { program, what, ...(name ? { name } : {}) });
  }
}

const wireOf = (transaction: Parameters<ReturnType<typeof getTransactionEncoder>['encode']>[0]): Uint8Array =>
  new Uint8Array(getTransactionEncoder().encode(transaction));

/** A limit (2) or a price (3) of computation. */
function budget(kind: number, bytes: number, value: bigint): Instruction {
  const data = new Uint8Array(1 + bytes);
  const view = new DataView(data.buffer);
  data[0] = kind;
  if (bytes === 4) view.setUint32(1, Number(value), true);
  else view.setBigUint64(1, value, true);
  return { programAddress: COMPUTE_BUDGET, data };
}

/** What a transaction does, as a hash: the payer, and each instruction whole. */
function idOf(payer: Address, instructions: readonly Instruction[]): string {
  const plain = instructions.map(({ programAddress, accounts = [], data = new Uint8Array() }) => [
    programAddress,
    accounts.map(({ address, role }) => [address, role]),
    base64(new Uint8Array(data)),
  ]);
  return hex(sha256(new TextEncoder().encode(JSON.stringify([payer, plain]))));
}

/** The first account that it writes and that signs nothing. */
const written = (instructions: readonly Instruction[]): string | undefined =>
  instructions
    .flatMap(({ accounts = [] }) => accounts)
    .find(({ role }) => isWritableRole(role) && role !== AccountRole.WRITABLE_SIGNER)?.address;
