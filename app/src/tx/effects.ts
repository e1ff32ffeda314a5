import type { Address } from '@solana/kit';
import { getAddressDecoder } from '@solana/kit';

/** An account at one moment; undefined: there is none. */
export interface Snapshot {
  lamports: bigint;
  owner: string;
  data: Uint8Array;
}

/** A change of somebody's balance. */
export interface BalanceChange {
  owner: string;
  /** The mint; undefined: SOL. */
  mint: string | undefined;
  before: bigint;
  after: bigint;
}

/** A change of the shares in a position. */
export interface ShareChange {
  pool: string;
  holder: string;
  before: bigint;
  after: bigint;
}

/** What a transaction would do to the accounts it touches. */
export interface Effects {
  /** Of the fee payer, with the fee. */
  sol: BalanceChange | undefined;
  tokens: readonly BalanceChange[];
  shares: readonly ShareChange[];
  /** Lamports that new accounts need for their size, which come back when those close. */
  rent: bigint;
  /** Lamports that new accounts of programs hold besides: a bond. */
  bond: bigint;
  /** Lamports that closed accounts held. */
  returned: bigint;
  /** Every account created and closed. */
  created: readonly string[];
  closed: readonly string[];
}

const TOKEN_PROGRAMS = ['TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA', 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb'];
const SYSTEM = '11111111111111111111111111111111';
/** Bytes that every account is charged for besides its own. */
const OVERHEAD = 128n;
const decoder = getAddressDecoder();

/** What a token account holds; undefined for any other account, mints included. */
export function tokenOf(account: Snapshot | undefined): { mint: string; owner: string; amount: bigint } | undefined {
  if (!account || !TOKEN_PROGRAMS.includes(account.owner)) return undefined;
  const { data } = account;
  // Beyond 165 bytes Token-2022 says of what type an account is: 2 is a token account.
  if (data.length < 165 || (data.length > 165 && data[165] !== 2)) return undefined;
  return {
    mint: decoder.decode(data.subarray(0, 32)),
    owner: decoder.decode(data.subarray(32, 64)),
    amount: new DataView(data.buffer, data.byteOffset).getBigUint64(64, true),
  };
}

/** Reads shares out of a position, and nothing out of any other account. */
export type ReadShares = (
  account: Snapshot | undefined,
) => { pool: string; holder: string; shares: bigint } | undefined;

const exists = (account: Snapshot | undefined): boolean => account !== undefined && account.lamports > 0n;

/**
 * Compares the accounts before and after. `addresses`, `before` and `after` go side by side; `empty` is what the network asks
 * for an account without bytes.
 */
export function compare(
  payer: Address,
  addresses: readonly string[],
  before: readonly (Snapshot | undefined)[],
  after: readonly (Snapshot | undefined)[],
  readShares: ReadShares,
  empty: bigint,
): Effects {
  const tokens: BalanceChange[] = [];
  const shares: ShareChange[] = [];
  const created: string[] = [];
  const closed: string[] = [];
  let sol: BalanceChange | undefined;
  let rent = 0n;
  let bond = 0n;
  let returned = 0n;
  addresses.forEach((address, at) => {
    const [was, is] = [before[at], after[at]];
    if (address === payer) {
      sol = { owner: address, mint: undefined, before: was?.lamports ?? 0n, after: is?.lamports ?? 0n };
      return;
    }
    if (!exists(was) && exists(is)) {
      created.push(address);
      const held = is?.lamports ?? 0n;
      const needed = ((OVERHEAD + BigInt(is?.data.length ?? 0)) * empty) / OVERHEAD;
      // What somebody's new wallet is sent is no bond, and whoever sends it sees the sentence.
      const rest = is?.owner !== SYSTEM && held > needed ? held - needed : 0n;
      bond += rest;
      rent += held - rest;
    }
    if (exists(was) && !exists(is)) {
      closed.push(address);
      returned += was?.lamports ?? 0n;
    }
    const [oldToken, newToken] = [tokenOf(was), tokenOf(is)];
    const token = newToken ?? oldToken;
    if (token && oldToken?.amount !== newToken?.amount) {
      tokens.push({
        owner: token.owner,
        mint: token.mint,
        before: oldToken?.amount ?? 0n,
        after: newToken?.amount ?? 0n,
      });
    }
    const [oldShares, newShares] = [readShares(was), readShares(is)];
    const position = newShares ?? oldShares;
    if (position && (oldShares?.shares ?? 0n) !== (newShares?.shares ?? 0n)) {
      const { pool, holder } = position;
      shares.push({ pool, holder, before: oldShares?.shares ?? 0n, after: newShares?.shares ?? 0n });
    }
  });
  return { sol, tokens, shares, rent, bond, returned, created, closed };
}
