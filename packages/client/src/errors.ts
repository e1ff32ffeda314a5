import type { Address } from '@solana/kit';
import * as attestationsErrors from './generated/attestations/errors/index.ts';
import { MAKERSTAKE_ATTESTATIONS_PROGRAM_ADDRESS } from './generated/attestations/programs/index.ts';
import * as creatorsErrors from './generated/creators/errors/index.ts';
import { MAKERSTAKE_CREATORS_PROGRAM_ADDRESS } from './generated/creators/programs/index.ts';
import * as equityErrors from './generated/equity/errors/index.ts';
import { MAKERSTAKE_EQUITY_PROGRAM_ADDRESS } from './generated/equity/programs/index.ts';
import * as governanceErrors from './generated/governance/errors/index.ts';
import { MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS } from './generated/governance/programs/index.ts';
import * as moderationErrors from './generated/moderation/errors/index.ts';
import { MAKERSTAKE_MODERATION_PROGRAM_ADDRESS } from './generated/moderation/programs/index.ts';
import * as offeringsErrors from './generated/offerings/errors/index.ts';
import { MAKERSTAKE_OFFERINGS_PROGRAM_ADDRESS } from './generated/offerings/programs/index.ts';

/** A program of Makerstake. */
export type Program = 'attestations' | 'creators' | 'equity' | 'governance' | 'moderation' | 'offerings';

/** What a program's error code says. */
export interface Explanation {
  program: Program;
  /** The broken rule, such as `VotingClosed`. */
  name: string;
  /** Which rule was broken and what to do, in English. */
  message: string;
}

/** What codama renders of a program's errors: a code under each name, and the messages by code. */
interface Rendered {
  program: Program;
  codes: Record<string, unknown>;
  message: (code: never) => string;
}

const PROGRAMS: Readonly<Record<string, Rendered>> = {
  [MAKERSTAKE_ATTESTATIONS_PROGRAM_ADDRESS]: {
    program: 'attestations',
    codes: attestationsErrors,
    message: attestationsErrors.getMakerstakeAttestationsErrorMessage,
  },
  [MAKERSTAKE_CREATORS_PROGRAM_ADDRESS]: {
    program: 'creators',
    codes: creatorsErrors,
    message: creatorsErrors.getMakerstakeCreatorsErrorMessage,
  },
  [MAKERSTAKE_EQUITY_PROGRAM_ADDRESS]: {
    program: 'equity',
    codes: equityErrors,
    message: equityErrors.getMakerstakeEquityErrorMessage,
  },
  [MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS]: {
    program: 'governance',
    codes: governanceErrors,
    message: governanceErrors.getMakerstakeGovernanceErrorMessage,
  },
  [MAKERSTAKE_OFFERINGS_PROGRAM_ADDRESS]: {
    program: 'offerings',
    codes: offeringsErrors,
    message: offeringsErrors.getMakerstakeOfferingsErrorMessage,
  },
  [MAKERSTAKE_MODERATION_PROGRAM_ADDRESS]: {
    program: 'moderation',
    codes: moderationErrors,
    message: moderationErrors.getMakerstakeModerationErrorMessage,
  },
};

const pascal = (name: string) =>
  name.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Which program of Makerstake has this address. */
export const programAt = (address: string): Program | undefined => PROGRAMS[address]?.program;

/** Explains a custom error code of a program; undefined for another program, and for a code that it does not have. */
export function explainError(program: Address | string, code: number): Explanation | undefined {
  const rendered = PROGRAMS[program];
  const found = rendered && Object.entries(rendered.codes).find(([, value]) => value === code);
  if (!rendered || !found) return undefined;
  return {
    program: rendered.program,
    name: pascal(found[0].slice(found[0].indexOf('__') + 2)),
    message: rendered.message(code as never),
  };
}
