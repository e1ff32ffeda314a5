import {
  type Address,
  type Base58EncodedBytes,
  createSolanaRpc,
  getBase58Decoder,
  isSolanaError,
  type Rpc,
  type SolanaRpcApi,
} from '@solana/kit';
import { fromBase64, same } from './bytes.ts';
import { hostOf, MakerstakeError, wordsOf } from './fault.ts';
import { type Kind, LAYOUT } from './kinds.ts';

/** An account with its address. */
export type Found<T> = T & { address: Address };
/** An account's bytes. */
export interface Raw {
  address: Address;
  owner: Address;
  data: Uint8Array;
}
/** Bytes that an account must have at a place: an address, or raw ones. */
export interface Filter {
  offset: number;
  bytes: Address | Uint8Array;
}

/** What everything is read and sent with. */
export const COMMITMENT = 'confirmed';
const CLOCK = 'SysvarC1ock11111111111111111111111111111111' as Address;
/** The most accounts of one question. */
const MOST = 100;

const base58 = getBase58Decoder();

/** The chain through one endpoint; whatever goes wrong is a {@link MakerstakeError}. */
export class Chain {
  readonly rpc: Rpc<SolanaRpcApi>;
  readonly host: string;

  constructor(url: string) {
    this.rpc = createSolanaRpc(url) as Rpc<SolanaRpcApi>;
    this.host = hostOf(url);
  }

  /** Asks one question. */
  async ask<T>(question: { send: (options?: { abortSignal: AbortSignal }) => Promise<T> }, signal?: AbortSignal) {
    try {
      return await question.send(signal ? { abortSignal: signal } : undefined);
    } catch (error) {
      if (signal?.aborted) throw error;
      throw this.faultOf(error);
    }
  }

  /** Accounts as they are, in the order asked for; undefined for those that are not. */
  async raw(addresses: readonly Address[], signal?: AbortSignal): Promise<(Raw | undefined)[]> {
    const found: (Raw | undefined)[] = [];
    for (let from = 0; from < addresses.length; from += MOST) {
      const some = addresses.slice(from, from + MOST);
      const question = this.rpc.getMultipleAccounts(some, { commitment: COMMITMENT, encoding: 'base64' });
      const { value } = await this.ask(question, signal);
      value.forEach((account, at) => {
        const raw = account && { address: some[at]!, owner: account.owner, data: fromBase64(account.data[0]) };
        found.push(raw ?? undefined);
      });
    }
    return found;
  }

  /** Accounts of a kind; undefined for what is not there, or is of another kind. */
  async accounts<T extends { version: number }>(
    kind: Kind<T>,
    addresses: readonly Address[],
    signal?: AbortSignal,
  ): Promise<(Found<T> | undefined)[]> {
    return (await this.raw(addresses, signal)).map((raw) => raw && read(kind, raw));
  }

  /** One account of a kind. */
  async account<T extends { version: number }>(kind: Kind<T>, address: Address): Promise<Found<T> | undefined> {
    return (await this.accounts(kind, [address]))[0];
  }

  /** One account of a kind that must be there. @throws MakerstakeError `noAccount`. */
  async needed<T extends { version: number }>(kind: Kind<T>, address: Address): Promise<Found<T>> {
    const found = await this.account(kind, address);
    if (found) return found;
    throw new MakerstakeError('noAccount', { what: kind.name, address });
  }

  /** Every account of a kind. Public endpoints refuse this question. */
  async list<T extends { version: number }>(kind: Kind<T>, filters: readonly Filter[]): Promise<Raw[]> {
    const memcmp = [{ offset: 0, bytes: kind.discriminator }, ...filters].map(({ offset, bytes }) => ({
      memcmp: {
        offset: BigInt(offset),
        bytes: (typeof bytes === 'string' ? bytes : base58.decode(bytes)) as Base58EncodedBytes,
        encoding: 'base58' as const,
      },
    }));
    const options = { commitment: COMMITMENT, encoding: 'base64', filters: memcmp } as const;
    const found = await this.ask(this.rpc.getProgramAccounts(kind.program, options));
    return found.map(({ pubkey, account }) => ({
      address: pubkey,
      owner: kind.program,
      data: fromBase64(account.data[0]),
    }));
  }

  /** The chain's time in unix seconds: the last eight of the clock's forty bytes. */
  async now(): Promise<number> {
    const [clock] = await this.raw([CLOCK]);
    if (!clock) throw new MakerstakeError('notAnEndpoint', { host: this.host });
    return Number(new DataView(clock.data.buffer).getBigInt64(32, true));
  }

  /** What an error of asking means. */
  faultOf(error: unknown): MakerstakeError {
    const host = this.host;
    const what = wordsOf(error);
    if (error instanceof MakerstakeError) return error;
    if (error instanceof SyntaxError) return new MakerstakeError('notAnEndpoint', { host }, error);
    if (isSolanaError(error)) {
      const { statusCode, __code } = error.context as { statusCode?: unknown; __code?: unknown };
      const code = Number(statusCode ?? __code);
      if ([429, -32_005, -32_429].includes(code)) return new MakerstakeError('endpointLimited', { host }, error);
      if ([401, 403, 405, 410, -32_010, -32_600, -32_601].includes(code))
        return new MakerstakeError('endpointRefused', { host, what }, error);
      if (code === 404) return new MakerstakeError('notAnEndpoint', { host }, error);
    }
    return new MakerstakeError('endpointDown', { host, what }, error);
  }
}

/**
 * Reads an account of a kind; undefined for another one.
 *
 * @throws MakerstakeError `wrongVersion` for a layout that this package does not know.
 */
export function read<T extends { version: number }>(
  kind: Kind<T>,
  { address, owner, data }: Raw,
): Found<T> | undefined {
  if (owner !== kind.program || !same(data.subarray(0, 8), kind.discriminator)) return undefined;
  const wrong = (found: string) => new MakerstakeError('wrongVersion', { address, found, wanted: String(LAYOUT) });
  const decoder = kind.decoder();
  if (data.length < decoder.fixedSize) throw wrong(`of ${data.length} bytes`);
  const decoded = decoder.decode(data);
  if (decoded.version !== LAYOUT) throw wrong(String(decoded.version));
  return { ...decoded, address };
}
