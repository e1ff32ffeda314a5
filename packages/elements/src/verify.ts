import type { Makerstake, WorkView } from '@makerstake/client';
import { client, MakerstakeElement, make } from './base.ts';

/** `<makerstake-verify>`: who says that they made a file. The file is hashed here and goes nowhere. */
export class MakerstakeVerify extends MakerstakeElement {
  protected async view(makerstake: Makerstake): Promise<readonly Node[]> {
    const label = make('label');
    const input = make('input');
    input.type = 'file';
    label.append(`${this.text('file')} `, input);
    const answer = make('div');
    answer.setAttribute('aria-live', 'polite');
    input.addEventListener('change', async () => {
      const file = input.files?.[0];
      if (!file) return;
      answer.replaceChildren(make('p', this.text('loading')));
      try {
        const { contentHash } = await client();
        const content = await contentHash(file);
        answer.replaceChildren(...(await this.#said(makerstake, await makerstake.works.verify(content))));
      } catch (error) {
        answer.replaceChildren(await this.fault(error));
      }
    });
    return [make('p', this.text('choose')), label, answer];
  }

  async #said(makerstake: Makerstake, works: readonly WorkView[]): Promise<Node[]> {
    if (works.length === 0) return [make('p', this.text('unknown'))];
    const lines = await Promise.all(
      works.map(async ({ creator, time, isRevoked }) => {
        const handle = (await makerstake.creators.get(creator))?.handle;
        const when = `${this.text('on')} ${this.time(time)}${isRevoked ? `, ${this.text('revoked')}` : ''}`;
        return `${handle ? `@${handle}` : creator} ${when}`;
      }),
    );
    const [first, ...others] = lines;
    const list = make('ul');
    for (const line of others) list.append(make('li', line));
    const later = others.length === 0 ? [] : [make('p', this.text('alsoBy')), list];
    return [make('p', `${this.text('firstBy')} ${first}`), ...later];
  }
}
