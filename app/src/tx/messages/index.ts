import { MAKERSTAKE_ATTESTATIONS_PROGRAM_ADDRESS } from '@makerstake/client/attestations';
import { MAKERSTAKE_CREATORS_PROGRAM_ADDRESS } from '@makerstake/client/creators';
import {
  getPositionDecoder,
  MAKERSTAKE_EQUITY_PROGRAM_ADDRESS,
  POSITION_DISCRIMINATOR,
} from '@makerstake/client/equity';
import { MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS } from '@makerstake/client/governance';
import { MAKERSTAKE_MODERATION_PROGRAM_ADDRESS } from '@makerstake/client/moderation';
import { same } from '../../chain/bytes.ts';
import type { ReadShares } from '../effects.ts';
import type { Decoded } from '../message.ts';
import { describeAttestations } from './attestations.ts';
import { describeCommon, unknown } from './common.ts';
import { describeCreators } from './creators.ts';
import { describeEquity } from './equity.ts';
import { describeGovernance } from './governance.ts';
import { describeModeration } from './moderation.ts';
import type { Sentence } from './sentence.ts';

const OURS: Readonly<Record<string, (instruction: Decoded) => Sentence | Sentence[]>> = {
  [MAKERSTAKE_CREATORS_PROGRAM_ADDRESS]: describeCreators,
  [MAKERSTAKE_ATTESTATIONS_PROGRAM_ADDRESS]: describeAttestations,
  [MAKERSTAKE_EQUITY_PROGRAM_ADDRESS]: describeEquity,
  [MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS]: describeGovernance,
  [MAKERSTAKE_MODERATION_PROGRAM_ADDRESS]: describeModeration,
};

/** What an instruction does, in plain words. One that cannot be read is called unknown, whatever its program. */
export function describe(instruction: Decoded): Sentence[] {
  try {
    const found = (OURS[instruction.program] ?? describeCommon)(instruction) ?? unknown(instruction);
    return Array.isArray(found) ? found : [found];
  } catch {
    return [unknown(instruction)];
  }
}

const position = getPositionDecoder();

/** The shares in a position; undefined for any other account. */
export const readShares: ReadShares = (account) => {
  if (account?.owner !== MAKERSTAKE_EQUITY_PROGRAM_ADDRESS) return undefined;
  if (account.data.length !== 376 || !same(account.data.subarray(0, 8), new Uint8Array(POSITION_DISCRIMINATOR)))
    return undefined;
  const { pool, holder, own } = position.decode(account.data);
  return { pool, holder, shares: own[0] ?? 0n };
};
