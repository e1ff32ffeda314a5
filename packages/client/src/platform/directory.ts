import type { Address } from '@solana/kit';
import { type Addresses, addressesOf } from './addresses.ts';
import type { Hash } from './bytes.ts';
import { type Chain, type Found, type Raw, read } from './chain.ts';
import { isFault } from './fault.ts';
import { type Kind, placeOf } from './kinds.ts';
import type { Node } from './node.ts';

/** Which accounts of a list: fields that are addresses, by name. */
export type Where<T> = Partial<Record<keyof T & string, Address>>;

/** Where a platform's accounts are found: a node lists them, or the endpoint; what they say is the chain's either way. */
export class Directory {
  readonly addresses: Addresses;

  constructor(
    readonly chain: Chain,
    readonly node: Node | undefined,
    readonly platform: Address,
    readonly pool: Address,
  ) {
    this.addresses = addressesOf(platform, pool);
  }

  /**
   * Accounts of a kind with these addresses in their fields, as they lie on the chain. A node lists what is final, some
   * seconds late; where it does not answer, the endpoint is asked.
   */
  async raw<T extends { version: number }>(kind: Kind<T>, where: Where<T> = {}, scope: Where<T> = {}): Promise<Raw[]> {
    const pairs = (of: Where<T>) => Object.entries(of) as [keyof T & string, Address][];
    if (this.node && kind.list) {
      try {
        const listed = await this.node.list(kind.list, Object.fromEntries(pairs(where)));
        return (await this.chain.raw(listed)).filter((raw) => raw !== undefined);
      } catch (error) {
        if (!isFault(error, 'nodeDown')) throw error;
      }
    }
    const filters = [...pairs(scope), ...pairs(where)].map(([field, bytes]) => ({
      offset: placeOf(kind, field),
      bytes,
    }));
    return this.chain.list(kind, filters);
  }

  /** The same, decoded. */
  async list<T extends { version: number }>(
    kind: Kind<T>,
    where: Where<T> = {},
    scope: Where<T> = {},
  ): Promise<Found<T>[]> {
    const found = await this.raw(kind, where, scope);
    return found.map((raw) => read(kind, raw)).filter((account) => account !== undefined);
  }

  /** The text of a document, if a node has it. */
  async text(hash: Hash): Promise<string | undefined> {
    const bytes = await this.node?.document(hash);
    return bytes && new TextDecoder().decode(bytes);
  }
}
