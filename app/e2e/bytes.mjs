// The bytes that a wallet signed, read by the IDL and by nothing of the dApp's own: what they say must have been shown.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { getCompiledTransactionMessageDecoder } from '@solana/kit';
import { partsOf } from './actions.mjs';
import { base58 } from './wallets.mjs';

const PROGRAMS = ['creators', 'attestations', 'equity', 'governance'].map((name) =>
  JSON.parse(readFileSync(new URL(`../../idl/${name}.json`, import.meta.url))),
);
const COMPUTE_BUDGET = 'ComputeBudget111111111111111111111111111111';

/** The instructions of a message: program, accounts, bytes. */
export function instructionsOf(message) {
  const { staticAccounts, instructions } = getCompiledTransactionMessageDecoder().decode(message);
  return instructions.map(({ programAddressIndex, accountIndices = [], data = new Uint8Array() }) => ({
    program: staticAccounts[programAddressIndex],
    accounts: accountIndices.map((index) => staticAccounts[index]),
    data: Buffer.from(data),
  }));
}

/** Reads one value of an IDL type; gives it and where the next begins. */
function read(idl, type, data, at) {
  const ints = { u8: 1, u16: 2, u32: 4, u64: 8, i64: 8 };
  if (type in ints) {
    let value = 0n;
    for (let byte = ints[type] - 1; byte >= 0; byte -= 1) value = (value << 8n) | BigInt(data[at + byte]);
    return [value, at + ints[type]];
  }
  if (type === 'bool') return [data[at] === 1, at + 1];
  if (type === 'pubkey') return [{ pubkey: base58(data.subarray(at, at + 32)) }, at + 32];
  if (type === 'string' || type === 'bytes') {
    const end = at + 4 + data.readUInt32LE(at);
    const bytes = data.subarray(at + 4, end);
    return [type === 'string' ? { text: bytes.toString() } : { bytes }, end];
  }
  if (type.option) return data[at] === 0 ? [undefined, at + 1] : read(idl, type.option, data, at + 1);
  if (type.array?.[0] === 'u8') return [{ bytes: data.subarray(at, at + type.array[1]) }, at + type.array[1]];
  if (type.vec || type.array) {
    const [inner, count] = type.vec ? [type.vec, data.readUInt32LE(at)] : type.array;
    let next = type.vec ? at + 4 : at;
    const list = [];
    for (let item = 0; item < count; item += 1) {
      const [value, end] = read(idl, inner, data, next);
      list.push(value);
      next = end;
    }
    return [{ list }, next];
  }
  const { type: defined } = idl.types.find(({ name }) => name === type.defined.name);
  if (defined.kind === 'enum') return [BigInt(data[at]), at + 1];
  return readFields(idl, defined.fields, data, at);
}

function readFields(idl, fields, data, start) {
  const values = {};
  let at = start;
  for (const { name, type } of fields) [values[name], at] = read(idl, type, data, at);
  return [values, at];
}

/** The instruction of ours that bytes call, with its arguments; undefined for a program that is not ours. */
export function ourInstruction({ program, data }) {
  const idl = PROGRAMS.find(({ address }) => address === program);
  if (!idl) return undefined;
  const found = idl.instructions.find(({ discriminator }) => data.subarray(0, 8).equals(Buffer.from(discriminator)));
  assert.ok(found, `${program} has no such instruction`);
  const [args, end] = readFields(idl, found.args, data, 8);
  assert.equal(end, data.length, `${found.name}: bytes behind the arguments`);
  return { name: found.name, args };
}

/** What of an argument must have been shown: addresses, hashes and texts, in full. */
function* shownParts(value) {
  if (value === undefined || typeof value !== 'object') return;
  // Zeros stand for nobody, which has words of its own.
  if (/^1+$/.test(value.pubkey ?? '')) return;
  if (value.pubkey) yield { address: value.pubkey };
  else if (value.text !== undefined) yield { text: value.text };
  else if (value.bytes?.length === 32) {
    if (value.bytes.every((byte) => byte === 0)) return;
    const text = value.bytes.toString().replace(/\0+$/, '');
    // A handle is text in 32 bytes; anything else of that length is a hash.
    yield /^[a-z0-9_-]{3,32}$/.test(text) ? { text } : { hash: value.bytes.toString('hex') };
  } else if (!value.bytes && !value.list) for (const part of Object.values(value)) yield* shownParts(part);
}

/** The actions that an instruction carries: those of a proposal, or the one that an execution brings behind its link. */
function* actionsIn({ actions, payload }) {
  if (actions?.bytes.length > 0) yield* partsOf(actions.bytes);
  if (payload?.bytes.length > 0) yield* partsOf(payload.bytes.subarray(32));
}

/** That the words of a review tell what the signed bytes do. `shown` is what `review` saw. */
export function compareWithBytes(message, shown) {
  const instructions = instructionsOf(message);
  assert.ok(!shown.text.includes('UNKNOWN'), shown.text);
  let said = 0;
  for (const instruction of instructions) {
    if (instruction.program === COMPUTE_BUDGET) {
      if (instruction.data[0] !== 2) continue;
      const units = instruction.data.readUInt32LE(1).toLocaleString('en');
      assert.ok(shown.text.includes(`at most ${units} units of computation`), `${units}: ${shown.text}`);
      continue;
    }
    const ours = ourInstruction(instruction);
    for (const part of ours ? [...shownParts(ours.args), ...actionsIn(ours.args)] : []) {
      if (part.address)
        assert.ok(shown.addresses.includes(part.address), `${ours.name}: ${part.address}\n${shown.text}`);
      if (part.hash) assert.ok(shown.hashes.includes(part.hash), `${ours.name}: ${part.hash}\n${shown.text}`);
      if (part.text) assert.ok(shown.text.includes(part.text), `${ours.name}: ${part.text}\n${shown.text}`);
      said += 1;
    }
  }
  return { instructions: instructions.length, said };
}
