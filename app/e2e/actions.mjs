// The actions of a proposal, read by the table of docs/governance.md and by nothing of the dApp's own.
import assert from 'node:assert/strict';
import { base58 } from './wallets.mjs';

const TERMS = [8, 8, 4];
const RULE = [2, 1, 4, 'hash', 4, 4, 'params'];
/** The fields of each kind: a number of bytes, or what is to be read. */
const KINDS = [
  ['asset', 'key', 8],
  [4, 'asset', 'key', ...TERMS, 4],
  [4, ...TERMS],
  [4, ...TERMS],
  [4],
  RULE,
  RULE,
  [2, 4, 4],
  [1, 57],
  ['hash'],
  ['key', 4],
  ['key'],
  ['key', 'hash', 1],
  ['key', 4, 8, 8, 8, 8, 2],
  ['key'],
  [8],
  ['hash'],
  ['key', 'pin', 'key', 'hash', 'key'],
  ['key', 'pin', 'accounts', 'data'],
];
const FLAGS = ['read', 'may be changed', 'SIGNS', 'SIGNS, may be changed'];

/** What of actions must have been shown: every address, hash and pin, and the accounts and bytes of calls. */
export function* partsOf(bytes) {
  let at = 0;
  const take = (length) => {
    assert.ok(at + length <= bytes.length, 'the actions end within an action');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const number = (length) => take(length).reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
  const count = (length) => Number(number(length));
  const READ = {
    *key() {
      const key = take(32);
      // Zeros stand for nobody, which has words of its own.
      if (key.some((byte) => byte !== 0)) yield { address: base58(key) };
    },
    *hash() {
      yield { hash: take(32).toString('hex') };
    },
    *asset() {
      if (count(1) === 1) yield { address: base58(take(32)) };
    },
    params() {
      take(count(1) * 9);
      return [];
    },
    *pin() {
      const tag = count(1);
      assert.ok(tag <= 2, 'no such pin');
      if (tag > 0) yield { text: String(number(tag === 1 ? 8 : 4)) };
      if (tag === 2) yield { hash: take(32).toString('hex') };
    },
    *accounts() {
      for (let left = count(1); left > 0; left -= 1) {
        const flags = FLAGS[count(1)];
        yield { text: `${base58(take(32))} (${flags})` };
      }
    },
    *data() {
      yield { text: take(count(2)).toString('hex') };
    },
  };
  while (at < bytes.length) {
    const fields = KINDS[count(1)];
    assert.ok(fields, 'no such kind of action');
    for (const field of fields) {
      if (typeof field === 'number') take(field);
      else yield* READ[field]();
    }
  }
}
