import { address } from '@solana/kit';
import { COMPUTE_BUDGET } from './budget.ts';
import type { Contents, Decoded } from './message.ts';

/** The program of assertions that wallets add so that a transaction fails when it would do other than they showed. */
export const GUARD = address('L2TExMFKdjpN9kozasaurPirfHy9P8sbXoAN1qA3S95');
const MOST_BEFORE = 3;
const MOST_BEHIND = 1;
const MOST_UNITS = 1_400_000;

const bytes = (data: Uint8Array) => new DataView(data.buffer, data.byteOffset, data.byteLength);
/** Units that a limit asks for; undefined for another instruction of the program. */
const unitsOf = ({ data }: Decoded) =>
  data[0] === 2 && data.length === 5 ? bytes(data).getUint32(1, true) : undefined;
const priceOf = ({ data }: Decoded) =>
  data[0] === 3 && data.length === 9 ? bytes(data).getBigUint64(1, true) : undefined;

const isBudget = ({ program }: Decoded) => program === COMPUTE_BUDGET;
const isGuard = ({ program }: Decoded) => program === GUARD;

function isSame(one: Decoded, other: Decoded): boolean {
  return (
    one.program === other.program &&
    one.accounts.length === other.accounts.length &&
    one.accounts.every(({ address, role }, at) => {
      const its = other.accounts[at];
      return its?.address === address && its.role === role;
    }) &&
    one.data.length === other.data.length &&
    one.data.every((byte, at) => byte === other.data[at])
  );
}

/** Whether a budget is one limit and at most one price, neither below what was shown. */
function isBudgetAtLeast(shown: readonly Decoded[], signed: readonly Decoded[]): boolean {
  const [limits, prices] = [signed.map(unitsOf), signed.map(priceOf)];
  const known = signed.every((_, at) => limits[at] !== undefined || prices[at] !== undefined);
  const [units, ...moreUnits] = limits.filter((limit) => limit !== undefined);
  const [price = 0n, ...morePrices] = prices.filter((price) => price !== undefined);
  const least = shown.map(unitsOf).find((limit) => limit !== undefined) ?? 0;
  const cheapest = shown.map(priceOf).find((price) => price !== undefined) ?? 0n;
  return (
    known &&
    moreUnits.length + morePrices.length === 0 &&
    units !== undefined &&
    units >= least &&
    units <= MOST_UNITS &&
    price >= cheapest
  );
}

/**
 * Whether what a wallet signed is what was shown and nothing besides guards and a higher limit and price: the same
 * instructions with the same accounts in the same roles, in their order, paid and signed by the same.
 */
export function isGuarded(shown: Contents, signed: Contents): boolean {
  const ours = shown.instructions.filter((each) => !isBudget(each));
  const theirs = signed.instructions.filter((each) => !isBudget(each));
  const first = theirs.findIndex((each) => !isGuard(each));
  const before = first < 0 ? theirs.length : first;
  const inner = theirs.slice(before, before + ours.length);
  const behind = theirs.slice(before + ours.length);
  return (
    !signed.lookups &&
    signed.feePayer === shown.feePayer &&
    signed.blockhash === shown.blockhash &&
    signed.signers.length === shown.signers.length &&
    signed.signers.every((signer, at) => signer === shown.signers[at]) &&
    // A guard only looks: it can change nothing that was not to be changed anyway.
    signed.writable.every((writable) => shown.writable.includes(writable)) &&
    before <= MOST_BEFORE &&
    behind.length <= MOST_BEHIND &&
    behind.every(isGuard) &&
    ours.length === inner.length &&
    ours.every((each, at) => isSame(each, inner[at]!)) &&
    isBudgetAtLeast(shown.instructions.filter(isBudget), signed.instructions.filter(isBudget))
  );
}
