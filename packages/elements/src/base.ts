import type { Makerstake, Payer } from '@makerstake/client';
import type { Address, TransactionSigner } from '@solana/kit';
import { style } from './style.ts';
import { textsOf, type Word } from './texts.ts';
import { connect } from './wallet.ts';

const CLUSTERS: Readonly<Record<string, string>> = {
  '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d': 'solana:mainnet',
  EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG: 'solana:devnet',
  '4uhcVJyU9pJkvQyS88uRDiswHXSCkY3zQawwpjk2NsNY': 'solana:testnet',
};

/** The rules are loaded when an element is first shown, and each platform is opened once for all elements of a page. */
const opened = new Map<string, Promise<Makerstake>>();
export const client = () => import('./lazy.ts');

async function open(rpc: string, node: string | null, platform: string): Promise<Makerstake> {
  const { createMakerstake, storageJournal } = await client();
  const journal = storageJournal(localStorage);
  const makerstake = await createMakerstake({ rpc, platform, journal, ...(node === null ? {} : { node }) });
  // What was sent before the page was loaded again finds its end, whoever waits for it.
  makerstake.resume().catch(() => {});
  return makerstake;
}

/** Who signs, for whom, and who pays. */
export interface Acting {
  authority: TransactionSigner;
  holder: Address;
  payer: Payer;
}

/** What every element of a platform has: `rpc`, `node` and `platform`, a signer, and a place to show things. */
export abstract class MakerstakeElement extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ['rpc', 'node', 'platform', 'lang'];
  /** Who signs; where the page gives nobody, a wallet of the browser is asked for. */
  signer: TransactionSigner | undefined;
  /** For whom: a creator's account. Left out, the signer's creator if it has one, or the signer itself. */
  holder: Address | undefined;
  /** Who pays; left out, who signs. */
  payer: Payer | undefined;
  readonly #root = this.attachShadow({ mode: 'open' });
  #turn = 0;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [style()];
  }

  connectedCallback(): void {
    void this.refresh();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) void this.refresh();
  }

  /** Shows what is so, in nodes for the shadow. */
  protected abstract view(makerstake: Makerstake): Promise<readonly Node[]>;

  /** Reads everything anew. */
  async refresh(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    if (this.#root.childElementCount === 0) this.#show([this.status(this.text('loading'))]);
    try {
      const nodes = await this.view(await this.platform());
      // Attributes that changed meanwhile are shown by their own turn.
      if (turn === this.#turn) this.#show(nodes);
    } catch (error) {
      if (turn === this.#turn) this.#show([await this.fault(error)]);
    }
  }

  /** The platform that the attributes name. */
  protected platform(): Promise<Makerstake> {
    const [rpc, node, platform] = ['rpc', 'node', 'platform'].map((name) => this.getAttribute(name));
    const key = JSON.stringify([rpc, node, platform]);
    let makerstake = opened.get(key);
    if (!makerstake) {
      makerstake = open(rpc ?? '', node ?? null, platform ?? '');
      opened.set(key, makerstake);
      // What failed is tried anew.
      makerstake.catch(() => opened.delete(key));
    }
    return makerstake;
  }

  /** Who signs, asked for where nobody is there yet; and for whom. Undefined: there is no wallet. */
  protected async acting(makerstake: Makerstake): Promise<Acting | undefined> {
    this.signer ??= await connect(CLUSTERS[makerstake.genesis] ?? 'solana:localnet');
    const authority = this.signer;
    if (!authority) return undefined;
    this.holder ??= (await makerstake.creators.of(authority.address))[0]?.address ?? authority.address;
    return { authority, holder: this.holder, payer: this.payer ?? authority };
  }

  /** Signs at a button's wish: says how it goes in `said`, shows what is so then, and tells the page by an event. */
  protected async sign(
    makerstake: Makerstake,
    [button, said]: readonly [HTMLButtonElement, HTMLElement],
    [event, done]: readonly [string, Word],
    send: (acting: Acting) => Promise<object>,
  ): Promise<void> {
    button.disabled = true;
    said.textContent = this.text('signing');
    try {
      const acting = await this.acting(makerstake);
      if (!acting) {
        said.textContent = this.text('noWallet');
        return;
      }
      const detail = await send(acting);
      await this.refresh();
      this.#root.querySelector('[role=status]')?.replaceChildren(this.text(done));
      this.dispatchEvent(new CustomEvent(event, { detail, bubbles: true, composed: true }));
    } catch (error) {
      said.replaceWith(await this.fault(error));
    } finally {
      button.disabled = false;
    }
  }

  /** A text in the element's language. */
  protected text(word: Word): string {
    return textsOf(this.#language())[word];
  }

  #language(): string {
    return this.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang || navigator.language;
  }

  /** Base units of shares as people write them. */
  protected shares(units: bigint, decimals = 6): string {
    const scale = 10n ** BigInt(decimals);
    const fraction = String(units % scale)
      .padStart(decimals, '0')
      .replace(/0+$/, '');
    const format = new Intl.NumberFormat(this.#language(), { maximumFractionDigits: decimals });
    return format.format(`${units / scale}.${fraction || '0'}` as never);
  }

  /** A time of the chain. */
  protected time(seconds: number): string {
    return new Date(seconds * 1_000).toLocaleString(this.#language(), { dateStyle: 'medium', timeStyle: 'short' });
  }

  /** What is going on, said to everybody, whoever sees the page or hears it. */
  protected status(text: string): HTMLElement {
    const element = make('p', text);
    element.setAttribute('role', 'status');
    return element;
  }

  /** What went wrong and what to do. */
  protected async fault(error: unknown): Promise<HTMLElement> {
    const { explain } = await client().catch((cause) => ({
      explain: () => ({ message: String(cause?.message ?? cause), remedy: String(cause?.remedy ?? '') }),
    }));
    const { message, remedy } = explain(error);
    const element = make('p', `${message} ${remedy}`.trim());
    element.className = 'bad';
    element.setAttribute('role', 'alert');
    return element;
  }

  #show(nodes: readonly Node[]): void {
    const section = make('section');
    section.append(...nodes);
    this.#root.replaceChildren(section);
  }
}

/** An element with a text in it; never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(name: K, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

/** A list of names and values. */
export function pairs(rows: readonly (readonly [string, string])[]): HTMLElement {
  const list = make('dl');
  for (const [name, value] of rows) list.append(make('dt', name), make('dd', value));
  return list;
}
