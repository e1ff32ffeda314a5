/** Custom elements for a Makerstake platform. `@makerstake/elements/define` defines them under their names. */
export { MakerstakeElement } from './base.ts';
export { MakerstakeClaim } from './claim.ts';
export { MakerstakeCreator } from './creator.ts';
export { MakerstakeVerify } from './verify.ts';
export { MakerstakeVote } from './vote.ts';
export { connect, walletSigner, wallets } from './wallet.ts';
