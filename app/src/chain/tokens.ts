import { type Address, address } from '@solana/kit';
import { findAssociatedTokenPda } from '@solana-program/token';
import { useQuery } from '@tanstack/react-query';
import { useSettings } from '../settings/settings.ts';
import { bytesOf } from './bytes.ts';
import { type Client, COMMITMENT, clientOf } from './rpc.ts';

export const ASSOCIATED = address('ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL');
const SYSTEM = address('11111111111111111111111111111111');

/** The program that owns a mint: Token or Token-2022. */
export async function tokenProgramOf(client: Client, mint: Address): Promise<Address> {
  const { value } = await client.getAccountInfo(mint, { commitment: COMMITMENT, encoding: 'base64' }).send();
  if (!value) throw new Error('There is no such mint.');
  return value.owner;
}

/** The usual token account of an owner. */
export async function tokenAccountOf(owner: Address, mint: Address, tokenProgram: Address): Promise<Address> {
  const [at] = await findAssociatedTokenPda({ owner, mint, tokenProgram });
  return at;
}

/** Opens the usual token account of an owner, unless there is one. */
export function openTokenAccount(
  payer: Address,
  owner: Address,
  mint: Address,
  tokenProgram: Address,
  account: Address,
) {
  return {
    programAddress: ASSOCIATED,
    accounts: [
      { address: payer, role: 3 },
      { address: account, role: 1 },
      { address: owner, role: 0 },
      { address: mint, role: 0 },
      { address: SYSTEM, role: 0 },
      { address: tokenProgram, role: 0 },
    ],
    data: Uint8Array.of(1),
  };
}

/** A token account's content. */
export interface TokenBalance {
  account: Address;
  mint: Address;
  units: bigint;
  decimals: number;
}

/** What an owner holds, by both token programs. */
export function useTokens(owner: Address | undefined) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'tokens', owner],
    enabled: owner !== undefined,
    queryFn: async ({ signal }) => {
      const programs = ['TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA', 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb'];
      const answers = await Promise.all(
        programs.map((programId) =>
          clientOf(rpcUrl)
            .getTokenAccountsByOwner(
              owner ?? SYSTEM,
              { programId: address(programId) },
              { commitment: COMMITMENT, encoding: 'jsonParsed' },
            )
            .send({ abortSignal: signal }),
        ),
      );
      return answers.flatMap(({ value }) =>
        value.map(({ pubkey, account }): TokenBalance => {
          const { mint, tokenAmount } = account.data.parsed.info;
          return { account: pubkey, mint, units: BigInt(tokenAmount.amount), decimals: tokenAmount.decimals };
        }),
      );
    },
    staleTime: 10_000,
  });
}

/** Base units in one token account; 0 when there is none. */
export async function balanceOf(client: Client, account: Address): Promise<bigint> {
  const { value } = await client.getAccountInfo(account, { commitment: COMMITMENT, encoding: 'base64' }).send();
  if (!value) return 0n;
  const data = bytesOf(value.data);
  return data.length < 72 ? 0n : new DataView(data.buffer).getBigUint64(64, true);
}
