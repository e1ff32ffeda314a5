import assert from 'node:assert/strict';
import test from 'node:test';
import { normalise } from '../src/idl.js';

const field = (name, type) => ({ name, type });
const struct = (name, ...fields) => ({ name, type: { kind: 'struct', fields } });
const named = (name, generics) => ({ defined: generics ? { name, generics } : { name } });

test('alias types are inlined, also through one another', () => {
  const idl = normalise({
    types: [
      { name: 'PodU64', type: { kind: 'type', alias: 'u64' } },
      { name: 'Shares', type: { kind: 'type', alias: named('PodU64') } },
      struct('Pool', field('total', named('Shares')), field('past', { array: [named('PodU64'), 4] })),
    ],
  });
  assert.deepEqual(idl.types, [struct('Pool', field('total', 'u64'), field('past', { array: ['u64', 4] }))]);
});

test('a generic is instantiated once for each set of arguments', () => {
  const vector = {
    name: 'PodVec',
    generics: [
      { kind: 'type', name: 'T' },
      { kind: 'const', name: 'N', type: 'usize' },
    ],
    type: {
      kind: 'struct',
      fields: [field('length', 'u16'), field('items', { array: [{ generic: 'T' }, { generic: 'N' }] })],
    },
  };
  const use = named('PodVec', [
    { kind: 'type', type: 'pubkey' },
    { kind: 'const', value: '16' },
  ]);
  const idl = normalise({ types: [vector, struct('Council', field('members', use), field('former', use))] });
  assert.deepEqual(idl.types, [
    struct('Council', field('members', named('PodVecPubkey16')), field('former', named('PodVecPubkey16'))),
    struct('PodVecPubkey16', field('length', 'u16'), field('items', { array: ['pubkey', 16] })),
  ]);
});

test('a stray parameter is refused', () => {
  assert.throws(() => normalise({ types: [struct('A', field('x', { generic: 'T' }))] }), /outside of its type/);
});
