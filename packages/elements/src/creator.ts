import type { Makerstake } from '@makerstake/client';
import type { Address } from '@solana/kit';
import { MakerstakeElement, make, pairs } from './base.ts';

/** `<makerstake-creator creator="nora-films">`: who somebody is on the platform; a handle or the creator's address. */
export class MakerstakeCreator extends MakerstakeElement {
  static override readonly observedAttributes = [...MakerstakeElement.observedAttributes, 'creator', 'works'];

  protected async view(makerstake: Makerstake): Promise<readonly Node[]> {
    const asked = this.getAttribute('creator') ?? '';
    const isHandle = /^@?[a-z0-9_.-]{1,31}$/.test(asked);
    const { creators, holders, works } = makerstake;
    const creator = await (isHandle ? creators.byHandle(asked.replace('@', '')) : creators.get(asked as Address));
    if (!creator) return [this.status(this.text('noCreator'))];
    const [position, made] = await Promise.all([holders.get(creator.address), works.of(creator.address)]);
    const most = Number(this.getAttribute('works') ?? 5);
    const list = make('ul');
    for (const { content, time, isRevoked } of made.slice(0, most)) {
      const item = make(
        'li',
        `${content.slice(0, 12)}… ${this.text(isRevoked ? 'revoked' : 'attested')} ${this.time(time)}`,
      );
      list.append(item);
    }
    return [
      make('h3', creator.handle ? `@${creator.handle}` : creator.address),
      pairs([
        [this.text('shares'), this.shares(position?.shares ?? 0n)],
        [this.text('earned'), this.shares(position?.earned ?? 0n)],
        [this.text('votesFor'), this.shares(position?.delegated ?? 0n)],
        [this.text('works'), String(made.length)],
      ]),
      ...(made.length === 0 ? [make('p', this.text('noWorks'))] : most > 0 ? [list] : []),
    ];
  }
}
