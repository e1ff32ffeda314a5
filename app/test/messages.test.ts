import { encodeActions, padHandle } from '@makerstake/client';
import * as attestations from '@makerstake/client/attestations';
import * as creators from '@makerstake/client/creators';
import * as equity from '@makerstake/client/equity';
import * as governance from '@makerstake/client/governance';
import { type AccountRole, type Address, address, createNoopSigner, type Instruction } from '@solana/kit';
import { createIntl } from 'react-intl';
import { expect, describe as group, test } from 'vitest';
import { LOCALES, type Messages } from '../src/i18n/index.tsx';
import type { Decoded } from '../src/tx/message.ts';
import { remedy } from '../src/tx/messages/errors.ts';
import { describe } from '../src/tx/messages/index.ts';
import { say } from '../src/tx/messages/say.tsx';

const me = address('2rHcquyMKJrTEL6Jo9v58A1hUVqcy2CpJkt7cdDySi8k');
const them = address('BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY');
const signer = createNoopSigner(me);

const decoded = (instruction: Instruction): Decoded => ({
  program: instruction.programAddress,
  accounts: (instruction.accounts ?? []).map(({ address: at, role }) => ({
    address: at as Address,
    role: role as AccountRole,
  })),
  data: new Uint8Array(instruction.data ?? []),
});
const english = (instruction: Instruction) => describe(decoded(instruction)).map((sentence) => say(sentence, 'en'));

test('a registration names the key, the handle and who pays', async () => {
  const words = english(
    await creators.getRegisterInstructionAsync({
      payer: signer,
      genesisKey: signer,
      name: padHandle('ada'),
      recovery: them,
    }),
  );
  expect(words).toEqual([`Register ${me} as the creator “@ada”, whom ${them} can recover. The rent is paid by ${me}.`]);
});

test('a hash in the words is the hash in the bytes', async () => {
  const content = Uint8Array.from({ length: 32 }, (_, n) => n + 1);
  const [words] = english(
    await attestations.getAttestInstructionAsync({
      payer: signer,
      authority: signer,
      creator: them,
      content,
      metadata: new Uint8Array(32),
      kind: 0,
    }),
  );
  expect(words).toContain('0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20');
});

/** What is the same about every proposal here. */
const proposing = {
  payer: signer,
  authority: signer,
  pool: me,
  position: me,
  platform: me,
  track: me,
  proposal: them,
  nonce: 1,
  uri: 'https://a.example',
  documentHash: new Uint8Array(32),
};

test('a proposal is said with every action that it carries', () => {
  const actions = encodeActions([
    { kind: 'transfer', asset: undefined, to: them, amount: 1_500_000_000n },
    { kind: 'revokeBudget', id: 3 },
  ]);
  const words = english(
    governance.getCreateProposalInstruction({ ...proposing, title: '<b>pay</b>', actions, byHash: null }),
  );
  expect(words[0]).toContain('“<b>pay</b>”');
  expect(words.slice(1)).toEqual([`Pay 1.5 SOL from the treasury to ${them}.`, 'Stop budget 3: nothing more is paid.']);
});

test('a proposal by hash is said with the hash and the kinds of its actions', () => {
  const [head, promised] = english(
    governance.getCreateProposalInstruction({
      ...proposing,
      title: 'pay',
      actions: new Uint8Array(0),
      byHash: { link: new Uint8Array(32).fill(0xab), kinds: 0b10001, count: 2 },
    }),
  );
  expect(head).toContain('“pay”');
  expect(promised).toBe(
    `Its 2 actions are not in these bytes: only the hash ${'ab'.repeat(32)} is, and of which kinds: Payment, Stop of a budget. Read them where they are published.`,
  );
});

test('an execution is said with the action that it brings', () => {
  const action = encodeActions([{ kind: 'transfer', asset: undefined, to: them, amount: 1_500_000_000n }]);
  const execute = (payload: Uint8Array) =>
    governance.getExecuteTransferInstruction({
      pool: me,
      platform: me,
      track: me,
      proposal: me,
      treasury: me,
      recipient: them,
      payload,
    });
  const said = `Execute the next action of the proposal ${me}: the treasury pays ${them}.`;
  expect(english(execute(new Uint8Array(0)))).toEqual([said]);
  expect(english(execute(Uint8Array.from([...new Uint8Array(32), ...action])))).toEqual([
    said,
    `Pay 1.5 SOL from the treasury to ${them}.`,
  ]);
  // What cannot be read is not said as if it could.
  expect(english(execute(new Uint8Array(40).fill(99)))[0]).toMatch(/^UNKNOWN/);
});

test('what nobody knows shouts, and so does what cannot be read', () => {
  const strange = describe({ program: them, accounts: [], data: Uint8Array.of(1, 2, 3) });
  expect(strange[0]?.tone).toBe('danger');
  const unknownProgram = describe({ program: me, accounts: [], data: Uint8Array.of(9) });
  expect(say(unknownProgram[0]!, 'en')).toMatch(/^UNKNOWN/);
  const drain = {
    program: address('TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA'),
    accounts: [me, them, me].map((at) => ({ address: at, role: 0 })),
    data: Uint8Array.of(4, 255, 255, 255, 255, 255, 255, 255, 255),
  };
  expect(describe(drain)[0]?.tone).toBe('danger');
});

group('every instruction of every program has words in every language', () => {
  const programs = [creators, attestations, equity, governance];
  for (const program of programs) {
    for (const [name, bytes] of Object.entries(program)) {
      if (!name.endsWith('_DISCRIMINATOR') || !(bytes instanceof Uint8Array)) continue;
      const camel = name
        .replace('_DISCRIMINATOR', '')
        .toLowerCase()
        .replace(/(?:^|_)(\w)/g, (_, c: string) => c.toUpperCase());
      if (!(`parse${camel}Instruction` in program)) continue;
      test(camel, () => {
        const accounts = Array.from({ length: 20 }, () => ({ address: me, role: 0 }));
        const programAddress = Object.entries(program).find(([key]) =>
          key.endsWith('_PROGRAM_ADDRESS'),
        )?.[1] as Address;
        // Zeros are a valid argument for every instruction; strings and lists of them are empty.
        const data = new Uint8Array(8 + 400);
        data.set(bytes);
        const sentences = describe({ program: programAddress, accounts, data });
        for (const locale of LOCALES) {
          for (const sentence of sentences) {
            const words = say(sentence, locale);
            expect(words).not.toMatch(/^(?:UNKNOWN|ONBEKEND|DESCONOCIDO)/);
            expect(words).not.toMatch(/[{}]/);
          }
        }
      });
    }
  }
});

test('every error of every program is explained in every language', () => {
  const all = [creators, attestations, equity, governance];
  for (const program of all) {
    const at = Object.entries(program).find(([key]) => key.endsWith('_PROGRAM_ADDRESS'))?.[1] as string;
    for (const [name, code] of Object.entries(program)) {
      if (!name.includes('_ERROR__') || typeof code !== 'number') continue;
      const text = remedy(at, code);
      expect(text, name).toBeDefined();
      expect(text?.nl, `${name} in Dutch`).not.toBe(text?.en);
      expect(text?.es, `${name} in Spanish`).not.toBe(text?.en);
    }
  }
});

/** The placeholders of a text: names at the outermost level, not the words within a plural. */
function names(text: string): string[] {
  const found = new Set<string>();
  let depth = 0;
  for (const [token, name] of text.matchAll(/\{(\w*)|\}/g)) {
    if (token === '}') depth -= 1;
    else if (depth++ === 0 && name) found.add(name);
  }
  return [...found].sort();
}

test('every text can be shown in every language', () => {
  const modules = import.meta.glob<Record<string, Messages>>('../src/**/*texts.ts', { eager: true });
  const more = import.meta.glob<Record<string, Messages>>('../src/i18n/common.ts', { eager: true });
  for (const messages of [...Object.values(modules), ...Object.values(more)].flatMap((module) =>
    Object.values(module),
  )) {
    for (const [key, text] of Object.entries(messages)) {
      for (const locale of LOCALES) {
        expect(text[locale].trim(), `${key} in ${locale}`).not.toBe('');
        const values = Object.fromEntries([...text[locale].matchAll(/\{(\w+)/g)].map(([, name]) => [name, 1]));
        expect(names(text[locale]), `${key} in ${locale}`).toEqual(names(text.en));
        const intl = createIntl({
          locale,
          defaultLocale: locale,
          onError: (error) => {
            throw error;
          },
        });
        intl.formatMessage({ id: key, defaultMessage: text[locale] }, values);
      }
    }
  }
});
