// A proposal that is being written outlives the page.
import { getAddressDecoder } from '@solana/kit';
import { expect, test } from 'vitest';
import { ACTIONS } from '../../packages/client/test/samples.ts';
import { type Draft, draftBefore, keepDraft } from '../src/pages/governance/kept-draft.ts';
import { keep, kept } from '../src/settings/storage.ts';

const key = (byte: number) => getAddressDecoder().decode(new Uint8Array(32).fill(byte));
const NOTHING: Draft = { actions: [], title: '', uri: '' };

test('a draft comes back to its platform, with every kind of action, and is forgotten when it is empty', () => {
  const [here, there] = [key(1), key(2)];
  expect(draftBefore(here)).toEqual(NOTHING);
  for (const action of ACTIONS) {
    const draft = { actions: [action], title: 'Pay “Ada”', uri: 'https://a.example' };
    keepDraft(here, draft);
    expect(draftBefore(here)).toEqual(draft);
  }
  expect(draftBefore(there)).toEqual(NOTHING);
  keepDraft(here, NOTHING);
  expect(kept(`makerstake.draft.${here}`)).toBeNull();
  for (const nonsense of [
    '',
    '7',
    '{}',
    '{"actions":"zz","title":"a","uri":"b"}',
    '{"actions":"ff","title":"a","uri":"b"}',
  ]) {
    keep(`makerstake.draft.${here}`, nonsense);
    expect(draftBefore(here), nonsense).toEqual(NOTHING);
  }
});
