import { type Address, getAddressDecoder } from '@solana/kit';
import type { Action, TrackTerms } from '../src/index.ts';

/** An address of 32 equal bytes. */
export const address = (byte: number): Address => getAddressDecoder().decode(new Uint8Array(32).fill(byte));

export const TO = address(7);
export const HASH = new Uint8Array(32).fill(9);
const DAY = 86_400;

export const TRACK: TrackTerms = {
  bond: 1_000_000_000n,
  kinds: 0b1,
  votingDelay: DAY,
  votingPeriod: 5 * DAY,
  coolOff: DAY,
  timelock: 3 * DAY,
  grace: 14 * DAY,
  perActionLimitPpm: 1_000_000,
  perEpochLimitPpm: 1_000_000,
  token: { quorumBps: 1_000, approvalBps: 5_500, vetoBps: 0 },
  creator: { quorumBps: 0, approvalBps: 0, vetoBps: 2_000 },
  proposalThresholdBps: 25,
  bondRefundBps: 100,
  flags: 2,
};

const terms = { perDay: 1n, cap: (1n << 64n) - 1n, lasts: 90 * DAY };
const rule = { id: 300, domain: 1, version: 2, textHash: HASH, notice: 14 * DAY, lasts: 0 };
const params = [
  { unit: 2, value: 10_000n },
  { unit: 0, value: 0n },
  { unit: 3, value: (1n << 64n) - 1n },
];

/** An action of every kind, each of which a program takes, in the order of their numbers. */
export const ACTIONS: readonly Action[] = [
  { kind: 'transfer', asset: address(2), to: TO, amount: (1n << 64n) - 1n },
  { kind: 'openBudget', id: 3, asset: undefined, recipient: TO, terms, reportEvery: DAY },
  { kind: 'amendBudget', id: 7, terms },
  { kind: 'reduceBudget', id: 2 ** 32 - 1, terms },
  { kind: 'revokeBudget', id: 0 },
  { kind: 'setRule', ...rule, params },
  { kind: 'widenRule', ...rule, params: [] },
  { kind: 'repealRule', id: 9, version: 2, notice: 0 },
  { kind: 'setTrack', id: 5, terms: TRACK },
  { kind: 'setConstitution', constitutionHash: HASH },
  { kind: 'setGuardian', guardian: TO, lasts: DAY },
  { kind: 'setScorer', scorer: TO },
  { kind: 'resolveDistribution', distribution: TO, root: HASH, ruling: 2 },
  {
    kind: 'createGrant',
    holder: TO,
    id: 4,
    total: 8n,
    start: -5n,
    cliff: 0n,
    end: (1n << 63n) - 1n,
    isRevocable: true,
    isTransferable: false,
  },
  { kind: 'revokeGrant', grant: TO },
  { kind: 'issueTreasury', amount: 1n },
  { kind: 'resolve', textHash: HASH },
  {
    kind: 'upgrade',
    program: address(1),
    pin: { is: 'code', bytes: 123_456, hash: HASH },
    buffer: address(2),
    codeHash: HASH,
    spill: address(3),
  },
  {
    kind: 'invoke',
    program: address(1),
    pin: { is: 'slot', slot: 400_000_000_123n },
    accounts: [
      { key: TO, isWritable: true, isSigner: false },
      { key: TO, isWritable: false, isSigner: true },
    ],
    data: Uint8Array.of(1, 2, 255),
  },
];

const [, open, , , , set, , , , , guard, , ruling, grant, , , , upgrade, call] = ACTIONS as never[];
const each = <T>(action: T, changes: readonly Partial<T>[]): T[] => changes.map((change) => ({ ...action, ...change }));

/** What actions of a kind differ in: the asset, the ruling, the pin, and so on. */
export const VARIANTS: readonly Action[] = [
  { kind: 'transfer', asset: undefined, to: TO, amount: 2_000_000_001n },
  ...each<Action & { kind: 'openBudget' }>(open!, [{ asset: address(2) }]),
  ...each<Action & { kind: 'setRule' }>(set!, [
    { lasts: 365 * DAY, domain: 0 },
    { params: [1, 2, 3, 4, 5, 6].map((unit) => ({ unit, value: unit === 6 ? 1n : 5n })), domain: 3 },
  ]),
  ...each<Action & { kind: 'setGuardian' }>(guard!, [{ guardian: address(0), lasts: 0 }]),
  ...each<Action & { kind: 'resolveDistribution' }>(ruling!, [
    { ruling: 0 },
    { ruling: 1 },
    { ruling: 3 },
    { ruling: 4 },
  ]),
  ...each<Action & { kind: 'createGrant' }>(grant!, [
    { start: 1_764_000_000n, cliff: 1_795_536_000n, end: 1_890_144_000n, isRevocable: false, isTransferable: true },
  ]),
  ...each<Action & { kind: 'upgrade' }>(upgrade!, [{ pin: { is: 'slot', slot: 5n } }]),
  ...each<Action & { kind: 'invoke' }>(call!, [
    { pin: { is: 'immutable' }, accounts: [] },
    { pin: { is: 'code', bytes: 9, hash: HASH }, data: new Uint8Array(0) },
  ]),
];
