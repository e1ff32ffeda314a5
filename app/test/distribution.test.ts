import { createHash } from 'node:crypto';
import { depthOf, MerkleTree, recompute, sha256, shareLeaf, verify } from '@makerstake/client';
import { address } from '@solana/kit';
import { expect, test } from 'vitest';
import epoch from '../../docs/schema/vectors/epoch.json' with { type: 'json' };
import refused from '../../docs/schema/vectors/refused.json' with { type: 'json' };
import { hex } from '../src/chain/bytes.ts';
import { buildBatch, isIn, readBatch, writeBatch } from '../src/pages/works/batch-file.ts';
import { compare, ManifestError, readManifest } from '../src/workers/distribution.ts';

const POOL = address('2rHcquyMKJrTEL6Jo9v58A1hUVqcy2CpJkt7cdDySi8k');
const A = address('8FQrMK5sND8GJh9oLBokpmuDEoRaynf3TDWzqQ1LnK3Y');
const B = address('BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY');
const LIST = `holder,amount,score,reason\n${A},70,7,3 works\n${B},30,3,a b\n`;

/** A list that arrives in pieces of `size` bytes. */
const stream = (text: string, size = 7) => {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
};

test('an epoch is recomputed from its list, however it arrives', async () => {
  for (const size of [1, 7, 1_000]) {
    const found = await recompute(stream(LIST, size), POOL, 4, B, () => {});
    expect(hex(found.root)).toBe(hex(new MerkleTree([shareLeaf(POOL, 4, A, 70n), shareLeaf(POOL, 4, B, 30n)]).root));
    expect([found.leaves, found.total]).toEqual([2, 100n]);
    expect(hex(found.listHash)).toBe(createHash('sha256').update(LIST).digest('hex'));
    expect([found.mine?.amount, found.mine?.reason]).toEqual([30n, 'a b']);
    expect(verify(shareLeaf(POOL, 4, B, 30n), found.mine?.proof ?? [], depthOf(2), found.root)).toBe(true);
  }
});

test('a list that is not one is refused with the line', async () => {
  const bad = (text: string) => recompute(stream(text), POOL, 0, undefined, () => {});
  await expect(bad('holder,amount\n')).rejects.toThrow('line 1');
  await expect(bad(`${LIST}${A},1,0,\n`)).rejects.toThrow('line 4: the holder stands there twice or too late');
  await expect(bad(LIST.slice(0, -1))).rejects.toThrow('cut off');
  await expect(bad('holder,amount,score,reason\n')).rejects.toThrow('empty');
});

test('each difference from the chain is named', async () => {
  const found = await recompute(stream(LIST), POOL, 4, undefined, () => {});
  const rule = hex(sha256(new Uint8Array(1)));
  const text = JSON.stringify({
    format: 'makerstake-distribution',
    version: 1,
    pool: POOL,
    epoch: 4,
    leaves: { sha256: hex(found.listHash) },
    tree: { root: hex(found.root) },
    source: { kind: 'scored', rule_sha256: rule, inputs_sha256: rule },
  });
  const manifestHash = sha256(new TextEncoder().encode(text));
  const chain = {
    pool: POOL,
    epoch: 4,
    root: found.root,
    dataHash: manifestHash,
    ruleHash: sha256(new Uint8Array(1)),
    inputsHash: sha256(new Uint8Array(1)),
    leaves: 2,
    allocation: 100n,
    leafMax: 70n,
  };
  const wrong = (some: Partial<typeof chain>) =>
    compare(found, readManifest(text), manifestHash, { ...chain, ...some })
      .filter(({ ok }) => !ok)
      .map(({ check }) => check);
  expect(wrong({})).toEqual([]);
  expect(wrong({ root: new Uint8Array(32) })).toEqual(['root']);
  expect(wrong({ allocation: 101n })).toEqual(['sum']);
  expect(wrong({ leafMax: 69n })).toEqual(['largest']);
  expect(wrong({ leaves: 3, epoch: 5 })).toEqual(['count', 'place']);
  expect(wrong({ dataHash: new Uint8Array(32), ruleHash: new Uint8Array(32) })).toEqual(['data', 'sources']);
  expect(() => readManifest('{"format":"other"}')).toThrow(ManifestError);
});

test('a file of proofs comes back, and proves only what is in the batch', () => {
  const works = [1, 2, 3].map((n) => ({ name: `${n}`, content: new Uint8Array(32).fill(n) }));
  const batch = buildBatch(A, works);
  const read = readBatch(writeBatch(batch));
  expect(read).toEqual(batch);
  const onChain = { author: A, root: batch.root, leaves: 3 };
  expect(read.items.every((item) => isIn(item, onChain))).toBe(true);
  const forged = { ...read.items[0]!, leaf: { ...read.items[0]!.leaf, creator: B } };
  expect(isIn(forged, onChain)).toBe(false);
  expect(isIn(read.items[0]!, { ...onChain, author: B })).toBe(false);
  expect(() => readBatch('{}')).toThrow('not a batch');
});

test('the published vectors of the format: what must be found, and what must be refused', async () => {
  const manifest = readManifest(epoch.manifest_json);
  const dataHash = sha256(new TextEncoder().encode(epoch.manifest_json));
  expect(hex(dataHash)).toBe(epoch.data_hash);
  for (const { holder, amount, proof } of epoch.claims) {
    const found = await recompute(stream(epoch.leaves_csv), address(manifest.pool), manifest.epoch, holder, () => {});
    expect([hex(found.root), hex(found.listHash)]).toEqual([manifest.root, manifest.listHash]);
    expect([found.mine?.amount, found.mine?.proof.map(hex)]).toEqual([BigInt(amount), proof]);
  }
  for (const { why, leaves_csv: list, line } of refused.lists) {
    const outcome = await recompute(stream(list), POOL, 0, undefined, () => {}).then(
      ({ total, largest }) =>
        total === BigInt(refused.allocation) && largest <= BigInt(refused.leaf_max) ? 'taken' : 'limits',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    expect(outcome, why).not.toBe('taken');
    if (outcome !== 'limits' && line !== null && outcome.startsWith('line'))
      expect(outcome, why).toContain(`line ${line}`);
  }
});
