import { AccountRole, address, type Blockhash } from '@solana/kit';
import { expect, test } from 'vitest';
import { limit, price, priceFor, priorityFee, unitsFor } from '../src/tx/budget.ts';
import { compare, type Snapshot, tokenOf } from '../src/tx/effects.ts';
import { culprit, failureOf } from '../src/tx/failure.ts';
import { compile, messageOf, read } from '../src/tx/message.ts';
import { next, type Stage } from '../src/tx/state.ts';
import { isRefusal } from '../src/wallet/sign.ts';

const payer = address('2rHcquyMKJrTEL6Jo9v58A1hUVqcy2CpJkt7cdDySi8k');
const other = address('BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY');
const life = { blockhash: '11111111111111111111111111111111' as Blockhash, lastValidBlockHeight: 9n };

test('a message says what was put into it', () => {
  const instruction = {
    programAddress: other,
    accounts: [{ address: payer, role: AccountRole.WRITABLE_SIGNER }],
    data: Uint8Array.of(1, 2, 3),
  };
  const contents = read(messageOf(compile(payer, [limit(5), instruction], life)));
  expect(contents.feePayer).toBe(payer);
  expect(contents.signers).toEqual([payer]);
  expect(contents.lookups).toBe(false);
  expect(contents.instructions[1]).toEqual({
    program: other,
    accounts: [{ address: payer, role: 3 }],
    data: Uint8Array.of(1, 2, 3),
  });
});

test('only what can happen next happens', () => {
  const signing: Stage = { at: 'signing' };
  const sent = next(signing, { type: 'send', signature: 's', now: 1 });
  expect(sent).toEqual({ at: 'sent', signature: 's', since: 1 });
  expect(next(sent, { type: 'again' })).toBe(sent);
  expect(next(sent, { type: 'expire' })).toEqual({ at: 'expired', signature: 's' });
  const confirmed = next(sent, { type: 'confirm' });
  expect(next(confirmed, { type: 'expire' })).toBe(confirmed);
  expect(next({ at: 'expired', signature: 's' }, { type: 'again' })).toEqual({ at: 'preparing' });
  expect(next(signing, { type: 'refuse' })).toEqual({ at: 'refused' });
});

test('failures are read as RPC writes them', () => {
  expect(failureOf({ InstructionError: [1n, { Custom: 6000n }] }, ['a', 'b'])).toEqual({
    kind: 'program',
    instruction: 1,
    program: 'b',
    code: 6000,
  });
  expect(failureOf({ InstructionError: [0, 'PrivilegeEscalation'] }, ['a'])).toEqual({
    kind: 'instruction',
    instruction: 0,
    program: 'a',
    reason: 'PrivilegeEscalation',
  });
  expect(failureOf('BlockhashNotFound', [])).toEqual({ kind: 'transaction', reason: 'BlockhashNotFound' });
  expect(culprit([`Program ${other} failed: custom program error: 0x0`, `Program ${payer} failed: x`], 'f')).toBe(
    other,
  );
});

test('the price follows the others, up to the cap', () => {
  expect(priceFor([], 1_000, 100)).toBe(0n);
  expect(priceFor([1n, 2n, 3n, 4n, 100n], 1_000_000, 100_000)).toBe(4n);
  expect(priorityFee(1_000_000, priceFor([10n ** 9n], 1_000_000, 100))).toBe(100n);
  expect([limit(7).data?.length, price(7n).data?.length, unitsFor(10n ** 9n)]).toEqual([5, 9, 1_400_000]);
});

test('effects are what changed, and rent is told apart', () => {
  const account = (lamports: bigint, data = new Uint8Array(0), owner = other as string): Snapshot => ({
    lamports,
    owner,
    data,
  });
  const token = new Uint8Array(165);
  new DataView(token.buffer).setBigUint64(64, 5n, true);
  const more = token.slice();
  new DataView(more.buffer).setBigUint64(64, 9n, true);
  const program = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA';
  const effects = compare(
    payer,
    [payer, 'new', 'old', 'token'],
    [account(100n), undefined, account(7n), account(1n, token, program)],
    [account(80n), account(15n), undefined, account(1n, more, program)],
    () => undefined,
    128n,
  );
  expect([effects.sol?.before, effects.sol?.after, effects.rent, effects.returned]).toEqual([100n, 80n, 15n, 7n]);
  expect(effects.tokens.map(({ before, after }) => [before, after])).toEqual([[5n, 9n]]);
  expect(tokenOf(account(1n, new Uint8Array(82), program))).toBeUndefined();
});

test('refusals are told from failures', () => {
  expect([
    isRefusal({ code: 4001 }),
    isRefusal(new Error('User rejected the request.')),
    isRefusal(new Error('Device busy')),
  ]).toEqual([true, true, false]);
});

test('what a new account holds beyond its rent is a bond', () => {
  const [proposal, wallet] = [
    { lamports: 1_000n, owner: other, data: new Uint8Array(128) },
    { lamports: 1_000n, owner: '11111111111111111111111111111111', data: new Uint8Array(0) },
  ];
  const { rent, bond } = compare(payer, ['a', 'b'], [undefined, undefined], [proposal, wallet], () => undefined, 256n);
  expect([rent, bond]).toEqual([512n + 1_000n, 488n]);
});
