import type { EpochList, Makerstake, Share } from '@makerstake/client';
import { MakerstakeElement, make, pairs } from './base.ts';

/**
 * `<makerstake-claim epoch="1">`: what an epoch pays, and the claim. `list` is where its `leaves.csv` is, or, as a property, the list
 * itself; left out, it is the node's. Tells `makerstake-claimed` when it is paid.
 */
export class MakerstakeClaim extends MakerstakeElement {
  static override readonly observedAttributes = [...MakerstakeElement.observedAttributes, 'epoch', 'list'];
  list: Exclude<EpochList, ReadableStream> | undefined;

  protected async view(makerstake: Makerstake): Promise<readonly Node[]> {
    const epoch = Number(this.getAttribute('epoch') ?? 0);
    const heading = make('h3', `${this.text('epoch')} ${epoch}`);
    if (!this.holder) return [heading, this.#connect(makerstake)];
    const share = await makerstake.epochs.share(epoch, this.holder, await this.#listed());
    if (!share) return [heading, this.status(this.text('nothing'))];
    const rows = pairs([
      [this.text('amount'), this.shares(share.amount)],
      [this.text('why'), share.reason],
    ]);
    return [heading, rows, ...this.#action(makerstake, share)];
  }

  async #listed(): Promise<Exclude<EpochList, ReadableStream> | undefined> {
    const at = this.getAttribute('list');
    if (this.list || at === null) return this.list;
    const answer = await fetch(at, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!answer.ok) throw new Error(`${at}: HTTP ${answer.status}`);
    return answer.blob();
  }

  #connect(makerstake: Makerstake): HTMLElement {
    const button = make('button', this.text('connect'));
    button.addEventListener('click', async () => {
      const acting = await this.acting(makerstake).catch(() => undefined);
      if (acting) return this.refresh();
      button.replaceWith(this.status(this.text('noWallet')));
    });
    return button;
  }

  #action(makerstake: Makerstake, { epoch, holder, state }: Share): Node[] {
    if (state !== 'claimable') return [this.status(this.text(state))];
    const button = make('button', this.text('claim'));
    const said = this.status('');
    button.addEventListener('click', () =>
      this.sign(makerstake, [button, said], ['makerstake-claimed', 'claimedNow'], async ({ payer }) => {
        const list = await this.#listed();
        const { signature, amount } = await makerstake.epochs.claim({
          epoch,
          holder,
          payer,
          ...(list ? { list } : {}),
        });
        return { signature, amount, epoch, holder };
      }),
    );
    return [button, said];
  }
}
