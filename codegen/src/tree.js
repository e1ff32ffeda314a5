// The programs' codama trees. codama turns events into nodes that its renderers pass over, so their types are put back
// among the defined types, and events.js writes the decoders.
import { rootNodeFromAnchor } from '@codama/nodes-from-anchor';
import { getBase58Encoder, getUtf8Decoder } from '@solana/codecs';
import { constantPdaSeedNodeFromString, createFromRoot, isNode, pdaLinkNode } from 'codama';
import { normalise } from './idl.js';

/**
 * @param {object} idl an IDL as `cargo xtask idl` writes it
 * @returns the codama tree of the program
 */
export function treeOf(idl) {
  const plain = normalise(idl);
  const asTypes = rootNodeFromAnchor({ ...plain, events: [] });
  const { program } = asTypes;
  const pdas = program.pdas.map((pda) => ({ ...pda, seeds: pda.seeds.map(seedAsText) }));
  const names = new Set(pdas.map((pda) => pda.name));
  const accounts = program.accounts.map((account) =>
    names.has(account.name) ? { ...account, pda: pdaLinkNode(account.name) } : account,
  );
  return createFromRoot({ ...asTypes, program: { ...program, accounts, pdas } });
}

/** A constant seed as the text it is: Anchor writes bytes, and the Rust renderer cannot render those. */
function seedAsText(seed) {
  if (!isNode(seed, 'constantPdaSeedNode') || seed.value.encoding !== 'base58') return seed;
  const text = getUtf8Decoder().decode(getBase58Encoder().encode(seed.value.data));
  if (!/^[\x20-\x7e]+$/.test(text)) throw new Error(`a constant seed is not readable text: ${seed.value.data}`);
  return constantPdaSeedNodeFromString('utf8', text);
}
