import type { Choice, HouseView, Makerstake } from '@makerstake/client';
import type { Address } from '@solana/kit';
import { MakerstakeElement, make, pairs } from './base.ts';

const CHOICES: readonly Choice[] = ['yes', 'no', 'abstain'];

/**
 * `<makerstake-vote proposal="ADDRESS">`: a proposal, how the houses stand, and one's ballot. Tells `makerstake-voted` with the
 * signature when it is counted.
 */
export class MakerstakeVote extends MakerstakeElement {
  static override readonly observedAttributes = [...MakerstakeElement.observedAttributes, 'proposal'];

  protected async view(makerstake: Makerstake): Promise<readonly Node[]> {
    const address = (this.getAttribute('proposal') ?? '') as Address;
    const proposal = await makerstake.proposals.get(address);
    const standing = this.holder && (await makerstake.proposals.standing(address, this.holder));
    const isOpen = proposal.state === 'voting' || proposal.state === 'coolOff';
    const { owners, makers } = proposal.houses;
    return [
      make('h3', `#${proposal.number} ${proposal.title}`),
      ...this.#house(this.text('owners'), owners),
      ...this.#house(this.text('makers'), makers),
      pairs([
        [this.text('closes'), this.time(proposal.closesAt)],
        ...(standing ? [[this.text('weight'), this.shares(standing.votes)] as const] : []),
      ]),
      ...(isOpen ? [this.#ballot(makerstake, address, standing?.choice)] : [this.status(this.text('notVoting'))]),
    ];
  }

  #house(name: string, { yes, no, abstain }: HouseView): Node[] {
    const cast = yes + no;
    const meter = make('meter');
    meter.value = cast === 0n ? 0 : Number((yes * 10_000n) / cast) / 10_000;
    const words = `${name}: ${this.text('yes')} ${this.shares(yes)}, ${this.text('no')} ${this.shares(no)}, ${this.text('abstain')} ${this.shares(abstain)}`;
    meter.setAttribute('aria-label', words);
    return [make('small', words), meter];
  }

  #ballot(makerstake: Makerstake, proposal: Address, before: Choice | undefined): HTMLElement {
    const form = make('form');
    const choices = make('fieldset');
    choices.append(make('legend', this.text('yourVote')));
    for (const choice of CHOICES) {
      const label = make('label');
      const radio = make('input');
      Object.assign(radio, {
        type: 'radio',
        name: 'choice',
        value: choice,
        required: true,
        checked: choice === before,
      });
      label.append(radio, this.text(choice));
      choices.append(label);
    }
    const button = make('button', this.text(before ? 'changeVote' : 'vote'));
    const said = this.status('');
    form.append(choices, button, said);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const choice = new FormData(form).get('choice') as Choice;
      void this.sign(makerstake, [button, said], ['makerstake-voted', 'voted'], async (acting) => {
        const { signature, votes } = await makerstake.proposals.vote({ ...acting, proposal, choice });
        return { signature, votes, choice, proposal };
      });
    });
    return form;
  }
}
