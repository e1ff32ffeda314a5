import type { Address } from '@solana/kit';
import { createNode, type NodeClient } from '../node/client.ts';
import { NodeFault } from '../node/fault.ts';
import type { List } from '../node/lists.ts';
import { ShapeFault } from '../node/shape.ts';
import { type Hash, hashBytes } from './bytes.ts';
import { type FaultCode, hostOf, MakerstakeError, wordsOf } from './fault.ts';
import type { Voucher } from './sponsor.ts';

/** What a refusal to pay means, by its status. */
const PAYING: Readonly<Record<number, FaultCode>> = { 403: 'sponsorRefused', 404: 'noSponsor', 429: 'sponsorQuota' };

/** A node of the platform: what it lists is read again on the chain, and what it serves is compared with its hash. */
export class Node {
  readonly client: NodeClient;
  readonly host: string;

  constructor(url: string) {
    this.client = createNode(url);
    this.host = hostOf(url);
  }

  /** Which platform it follows, on which cluster. */
  async about() {
    const about = await this.#told(this.client.about());
    if (about.genesis && about.platform) return about;
    throw new MakerstakeError('notANode', { host: this.host });
  }

  /** Addresses of a list, page by page. */
  async list(list: List, where: Readonly<Record<string, string>>): Promise<Address[]> {
    const found: Address[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const question = { where, limit: 200, closed: false, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.#told(this.client.list(list, question));
      found.push(...page.items.map(({ address }) => address as Address));
      cursor = page.next;
    }
    return found;
  }

  /** The document of a hash, whose bytes have it; undefined where the node has none. */
  async document(hash: Hash, most?: number): Promise<Uint8Array | undefined> {
    try {
      return await this.client.document(hashBytes(hash), most);
    } catch (error) {
      if (error instanceof NodeFault && error.status === 404) return undefined;
      throw this.#faultOf(error);
    }
  }

  /** Who pays, on whose word. */
  sponsor = () => this.#told(this.client.sponsor(), PAYING);

  /** Hands a transaction to whoever pays; gives its signature. */
  pay = (transaction: string, voucher: Voucher) => this.#told(this.client.pay(transaction, voucher), PAYING);

  async #told<T>(answer: Promise<T>, codes: Readonly<Record<number, FaultCode>> = {}): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw this.#faultOf(error, codes);
    }
  }

  #faultOf(error: unknown, codes: Readonly<Record<number, FaultCode>> = {}): unknown {
    const [host, what] = [this.host, wordsOf(error)];
    if (error instanceof ShapeFault)
      return new MakerstakeError('wrongVersion', { address: host, found: what, wanted: 'this one' }, error);
    if (!(error instanceof NodeFault)) return error;
    if (error.is === 'silent') return new MakerstakeError('nodeDown', { host, what }, error);
    if (error.is === 'other') return new MakerstakeError('notANode', { host }, error);
    const known = codes[error.status ?? 0];
    if (known) return new MakerstakeError(known, { host, what }, error);
    // Beyond its refusals, something may have happened all the same.
    const isDown = (error.status ?? 0) >= 500;
    return new MakerstakeError(isDown ? 'nodeDown' : 'nodeRefused', { host, what }, error);
  }
}
