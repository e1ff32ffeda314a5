// Anchor's own TypeScript client decodes every instruction, account and event that the programs' tests recorded
// (target/recorded.json, written by `cargo test --test attacks recorded`).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import anchor from '@coral-xyz/anchor';

const read = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const recorded = read('target/recorded.json');
const bytes = (text) => Buffer.from(text, 'base64');

for (const program of ['creators', 'attestations', 'equity', 'governance', 'offerings', 'moderation']) {
  const idl = read(`idl/${program}.json`);
  const coder = new anchor.BorshCoder(idl);

  test(`${program}: every instruction is decoded`, () => {
    const seen = new Set();
    for (const { name, data } of recorded[program].instructions) {
      const found = coder.instruction.decode(bytes(data));
      assert.ok(found, `${name} is not known`);
      assert.equal(found.name, name);
      seen.add(name);
    }
    assert.deepEqual([...seen].sort(), idl.instructions.map(({ name }) => name).sort());
  });

  test(`${program}: every account is decoded`, () => {
    const seen = new Set();
    for (const account of recorded[program].accounts) {
      const data = bytes(account);
      const type = idl.accounts.find(({ discriminator }) => Buffer.from(discriminator).equals(data.subarray(0, 8)));
      const value = coder.accounts.decode(type.name, data);
      assert.equal(value.version, 1, `version of ${type.name}`);
      seen.add(type.name);
    }
    assert.deepEqual([...seen].sort(), idl.accounts.map(({ name }) => name).sort());
  });

  test(`${program}: every event is decoded`, () => {
    for (const event of recorded[program].events) {
      const found = coder.events.decode(event);
      assert.ok(found, `no event: ${event}`);
    }
  });

  test(`${program}: every error is found by its code`, () => {
    const errors = new Map(idl.errors.map(({ code, msg }) => [code, msg]));
    for (const { code, msg } of idl.errors) {
      const raised = new Error(`custom program error: 0x${code.toString(16)}`);
      const found = anchor.ProgramError.parse(raised, errors);
      assert.equal(found?.msg, msg);
    }
  });
}
