/** Defines the elements; import it for that. */
import { MakerstakeClaim } from './claim.ts';
import { MakerstakeCreator } from './creator.ts';
import { MakerstakeVerify } from './verify.ts';
import { MakerstakeVote } from './vote.ts';

const ELEMENTS = {
  'makerstake-creator': MakerstakeCreator,
  'makerstake-vote': MakerstakeVote,
  'makerstake-claim': MakerstakeClaim,
  'makerstake-verify': MakerstakeVerify,
};

// Twice on a page is once.
for (const [name, element] of Object.entries(ELEMENTS))
  if (!customElements.get(name)) customElements.define(name, element);

declare global {
  interface HTMLElementTagNameMap {
    'makerstake-creator': MakerstakeCreator;
    'makerstake-vote': MakerstakeVote;
    'makerstake-claim': MakerstakeClaim;
    'makerstake-verify': MakerstakeVerify;
  }
}
