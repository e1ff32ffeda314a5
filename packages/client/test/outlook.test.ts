// What would stop actions, and the instructions that execute them, on a platform made of zeros.
import type { Address } from '@solana/kit';
import { expect, test } from 'vitest';
import {
  MAKERSTAKE_EQUITY_PROGRAM_ADDRESS as EQUITY,
  findPoolPda,
  getPoolDecoder,
  getPoolEncoder,
  POOL_DISCRIMINATOR,
} from '../src/generated/equity/index.ts';
import {
  findPlatformPda,
  findTrackPda,
  findTreasuryPda,
  MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS as GOVERNANCE,
  getExecuteScorerInstruction,
  getExecuteTransferInstruction,
  getPlatformDecoder,
  PLATFORM_DISCRIMINATOR,
} from '../src/generated/governance/index.ts';
import {
  type Action,
  accountsWanted,
  describeAction,
  execution,
  type GivenAccount,
  ownersWanted,
  preflight,
} from '../src/index.ts';
import { ACTIONS, address, TO } from './samples.ts';

const MINT = address(1);
const TRACK = 1;
const CLOCK = 'SysvarC1ock11111111111111111111111111111111' as Address;
const SYSTEM = '11111111111111111111111111111111' as Address;
const RENT_FLOOR = 890_880n;

const [pool] = await findPoolPda({ mint: MINT });
const [platform] = await findPlatformPda({ pool });
const [treasury] = await findTreasuryPda({ platform });
const [track] = await findTrackPda({ platform, id: TRACK });

const zeros = (length: number, discriminator: Iterable<number>) => {
  const data = new Uint8Array(length);
  data.set([...discriminator]);
  return data;
};
const account = (at: Address, owner: Address, data: Uint8Array, lamports = 1n): GivenAccount => ({
  address: at,
  owner,
  lamports,
  data,
  executable: false,
});

/** A platform whose treasury has 2 SOL, and whose pool is handed over or not. */
function accounts(isHandedOver = true): GivenAccount[] {
  const nothing = getPoolDecoder().decode(zeros(getPoolDecoder().fixedSize, POOL_DISCRIMINATOR));
  const held = { ...nothing, mint: MINT, authority: isHandedOver ? treasury : TO };
  return [
    account(pool, EQUITY, new Uint8Array(getPoolEncoder().encode(held))),
    account(platform, GOVERNANCE, zeros(getPlatformDecoder().fixedSize, PLATFORM_DISCRIMINATOR)),
    account(CLOCK, SYSTEM, new Uint8Array(40)),
    account(treasury, SYSTEM, new Uint8Array(0), RENT_FLOOR + 2_000_000_000n),
  ];
}

const pay = (amount: bigint): Action => ({ kind: 'transfer', asset: undefined, to: TO, amount });
const where = { mint: MINT, track: TRACK };

test('the accounts that decide are asked for', () => {
  const wanted = accountsWanted(where, [pay(1n)]);
  for (const at of [pool, platform, treasury, CLOCK, track, TO]) expect(wanted).toContain(at);
  expect(new Set(wanted).size).toBe(wanted.length);
});

test('what would stop an action is said with its place, and what is fine is not', () => {
  const { problems } = preflight(where, [pay(2_000_000_000n), pay(2_000_000_001n)], accounts());
  expect(problems).toEqual([
    {
      action: 1,
      message: {
        key: 'problem.treasury_short',
        tone: 'plain',
        values: {
          has: { is: 'amount', units: '2000000000', decimals: 9, unit: 'SOL' },
          asked: { is: 'amount', units: '2000000001', decimals: 9, unit: 'SOL' },
        },
      },
    },
  ]);
  const name: Action = { kind: 'setScorer', scorer: TO };
  const keys = preflight(where, [name], accounts(false)).problems.map(({ message }) => message.key);
  expect(keys).toEqual(['problem.not_handed_over']);
  expect(() => preflight(where, [name], [])).toThrow('no pool');
});

test('a call that a simulation refused is a problem', () => {
  const call: Action = {
    kind: 'invoke',
    program: SYSTEM,
    pin: { is: 'immutable' },
    accounts: [],
    data: Uint8Array.of(1),
  };
  const native = 'NativeLoader1111111111111111111111111111111' as Address;
  const all = [...accounts(), { ...account(SYSTEM, native, new Uint8Array(0)), executable: true }];
  expect(preflight(where, [call], all).problems).toEqual([]);
  const [problem] = preflight(where, [pay(1n), call], all, [undefined, 'custom 5']).problems;
  expect(problem?.action).toBe(1);
  expect(problem?.message.key).toBe('problem.call_fails');
  expect(Object.values(problem?.message.values ?? {})).toMatchObject([{ text: 'custom 5' }]);
});

test('an execution is the instruction that the generated builder makes', () => {
  const proposal = address(9);
  const payload = Uint8Array.of(1, 2, 3);
  const same = (
    made: ReturnType<typeof execution>,
    built: { accounts: unknown; programAddress: Address; data: unknown },
  ) => {
    expect(made.programAddress).toBe(built.programAddress);
    expect(made.accounts).toEqual(built.accounts);
    expect(made.data).toEqual(new Uint8Array(built.data as Uint8Array));
  };
  const scorer: Action = { kind: 'setScorer', scorer: TO };
  same(
    execution({ ...where, proposal }, scorer, payload, []),
    getExecuteScorerInstruction({ platform, proposal, treasury, pool, payload }),
  );
  const payment = pay(5n);
  expect(ownersWanted(MINT, payment)).toContain(TO);
  same(
    execution({ ...where, proposal }, payment, payload, []),
    getExecuteTransferInstruction({ pool, platform, track, proposal, treasury, recipient: TO, payload }),
  );
});

test('every kind of action has a sentence', () => {
  const keys = ACTIONS.map((action) => describeAction(action).key);
  expect(new Set(keys).size).toBe(ACTIONS.length);
  for (const key of keys) expect(key).toMatch(/^action\./);
});
