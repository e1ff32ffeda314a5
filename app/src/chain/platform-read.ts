import { MAKERSTAKE_EQUITY_PROGRAM_ADDRESS as EQUITY, getPoolDecoder, type Pool } from '@makerstake/client/equity';
import {
  MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS as GOVERNANCE,
  getPlatformDecoder,
  PLATFORM_DISCRIMINATOR,
  type Platform,
} from '@makerstake/client/governance';
import type { Address } from '@solana/kit';
import { type Found, findAll, findOne } from './accounts.ts';
import type { Client } from './rpc.ts';

/** What is shown: a platform and its pool. */
export interface Shown {
  platform: Found<Platform> | null;
  pool: Found<Pool> | null;
}

/** Every platform of a network. Anybody can found one, and call it what they like. */
export const platformsOf = (client: Client, signal?: AbortSignal) =>
  findAll(client, GOVERNANCE, PLATFORM_DISCRIMINATOR, getPlatformDecoder(), [], signal);

/** A platform with its pool; neither where there is none at the address. */
export async function readPlatform(client: Client, at: Address, signal?: AbortSignal): Promise<Shown> {
  const platform = await findOne(client, at, GOVERNANCE, getPlatformDecoder(), signal);
  if (!platform) return { platform: null, pool: null };
  const pool = await findOne(client, platform.pool, EQUITY, getPoolDecoder(), signal);
  return { platform, pool: pool ?? null };
}

/** The only platform of a network, if it has one and no other. */
export async function readOnly(client: Client, signal?: AbortSignal): Promise<Shown> {
  const [only, ...others] = await platformsOf(client, signal);
  return only && others.length === 0 ? readPlatform(client, only.address, signal) : { platform: null, pool: null };
}
