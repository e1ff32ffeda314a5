// What real wallets do: they add guards, know old versions only, refuse in words of their own, and are on phones.
import { type Address, address, getAddressDecoder, type Instruction } from '@solana/kit';
import type { Wallet } from '@wallet-standard/base';
import { expect, test } from 'vitest';
import { COMPUTE_BUDGET, limit, price } from '../src/tx/budget.ts';
import { GUARD, isGuarded } from '../src/tx/guards.ts';
import { compile, messageOf, read, type Version } from '../src/tx/message.ts';
import { isBusy, next, type Stage } from '../src/tx/state.ts';
import { isPhone, phoneLinks } from '../src/wallet/phone.ts';
import { isRefusal, Refused } from '../src/wallet/sign.ts';
import { isUsable, versionOf } from '../src/wallet/standard.ts';

const key = (byte: number): Address => getAddressDecoder().decode(new Uint8Array(32).fill(byte));
const [ME, TO, OTHER] = [key(1), key(2), key(3)];
const LIFE = { blockhash: key(9), lastValidBlockHeight: 1n } as never;
const pay = (amount: number, to = TO): Instruction => ({
  programAddress: address('11111111111111111111111111111111'),
  accounts: [
    { address: ME, role: 3 },
    { address: to, role: 1 },
  ],
  data: Uint8Array.of(2, 0, 0, 0, amount, 0, 0, 0, 0, 0, 0, 0),
});
const guard = (role: 0 | 1 | 2 | 3 = 0, on = TO): Instruction => ({
  programAddress: GUARD,
  accounts: [{ address: on, role }],
  data: Uint8Array.of(4),
});
const contents = (instructions: readonly Instruction[], version: Version = 0, payer = ME) =>
  read(messageOf(compile(payer, instructions, LIFE, version)));
const SHOWN = contents([limit(20_000), price(5n), pay(7)]);

test('guards and a higher limit and price are nothing else than what was shown', () => {
  const taken: Instruction[][] = [
    [limit(20_000), price(5n), guard(), pay(7)],
    [limit(90_000), price(900n), guard(), guard(), guard(), pay(7), guard()],
    [limit(20_000), price(6n), pay(7)],
    [price(5n), limit(20_000), pay(7), guard()],
  ];
  for (const [at, instructions] of taken.entries())
    expect(isGuarded(SHOWN, contents(instructions)), `${at}`).toBe(true);
  const budget = [limit(20_000), price(5n)];
  const refused: Instruction[][] = [
    [...budget, pay(8)],
    [...budget, pay(7, OTHER)],
    [...budget, pay(7), pay(7)],
    [...budget, guard()],
    [...budget, guard(), guard(), guard(), guard(), pay(7)],
    [...budget, pay(7), guard(), guard()],
    // A guard that could change an account, or that has another sign.
    [...budget, guard(1, OTHER), pay(7)],
    [...budget, guard(2, OTHER), pay(7)],
    [...budget, { ...guard(), programAddress: OTHER }, pay(7)],
    [limit(19_999), price(5n), pay(7)],
    [limit(20_000), price(4n), pay(7)],
    [limit(1_400_001), price(5n), pay(7)],
    [...budget, price(6n), pay(7)],
    [...budget, { programAddress: COMPUTE_BUDGET, accounts: [], data: Uint8Array.of(1, 0, 0, 4, 0) }, pay(7)],
    [price(5n), pay(7)],
  ];
  for (const [at, instructions] of refused.entries())
    expect(isGuarded(SHOWN, contents(instructions)), `${at}`).toBe(false);
  expect(isGuarded(SHOWN, { ...contents([...budget, pay(7)]), lookups: true })).toBe(false);
  expect(isGuarded(SHOWN, { ...contents([...budget, pay(7)]), blockhash: 'other' })).toBe(false);
});

test('an old wallet gets an old message that says the same', () => {
  const [old, present] = (['legacy', 0] as const).map((version) => contents([pay(7)], version));
  expect(old).toEqual(present);
  const wallet = (supportedTransactionVersions: readonly (0 | 1 | 'legacy')[], chain = 'solana:mainnet') =>
    ({
      chains: [chain],
      features: { 'standard:connect': {}, 'solana:signTransaction': { supportedTransactionVersions } },
    }) as unknown as Wallet;
  expect([versionOf(wallet(['legacy'])), versionOf(wallet(['legacy', 0])), versionOf(wallet([1]))]).toEqual([
    'legacy',
    0,
    undefined,
  ]);
  expect([wallet(['legacy']), wallet([1]), wallet([0], 'eip155:1')].map(isUsable)).toEqual([true, false, false]);
});

test('only code 4001 and its known forms are a refusal; other words are a reason', () => {
  for (const error of [
    { code: 4001, message: 'anything' },
    new Error('User rejected the request.'),
    new Error('The user declined the transaction'),
    new Error('Approval Denied'),
    new Error('Transaction was rejected by user'),
    new Error('Cancelled'),
    new Refused(),
  ])
    expect(isRefusal(error), String(error)).toBe(true);
  for (const error of [
    new Error('Transaction rejected: blind signing is disabled (0x6808)'),
    new Error('Request denied: this site is not connected'),
    new Error('The connection was refused by the device'),
    { code: -32_603, message: 'Internal error' },
    'rejected',
  ])
    expect(isRefusal(error), String(error)).toBe(false);
});

test('a wallet that does not answer can be left, and what comes later is sent by nobody but the person', () => {
  const signing: Stage = { at: 'signing' };
  expect(isBusy(signing)).toBe(false);
  const late = next(signing, { type: 'answer-late' });
  expect(late).toEqual({ at: 'late' });
  expect(next(late, { type: 'send', signature: 'x', now: 1 }).at).toBe('sent');
  expect(next({ at: 'ready' }, { type: 'answer-late' })).toEqual({ at: 'ready' });
});

test('on a phone the page opens in a wallet’s own browser', () => {
  expect(isPhone('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)', 5)).toBe(true);
  expect(isPhone('Mozilla/5.0 (Linux; Android 16)', 5)).toBe(true);
  expect(isPhone('Mozilla/5.0 (Macintosh; Intel Mac OS X)', 5)).toBe(true);
  expect(isPhone('Mozilla/5.0 (Macintosh; Intel Mac OS X)', 0)).toBe(false);
  const [phantom] = phoneLinks('https://app.example/#/governance');
  expect(phantom?.href).toBe(
    'https://phantom.app/ul/browse/https%3A%2F%2Fapp.example%2F%23%2Fgovernance?ref=https%3A%2F%2Fapp.example',
  );
});
