import {
  getMakerstakeAttestationsErrorMessage,
  MAKERSTAKE_ATTESTATIONS_PROGRAM_ADDRESS,
} from '../../generated/attestations/index.ts';
import {
  getMakerstakeCreatorsErrorMessage,
  MAKERSTAKE_CREATORS_PROGRAM_ADDRESS,
} from '../../generated/creators/index.ts';
import { getMakerstakeEquityErrorMessage, MAKERSTAKE_EQUITY_PROGRAM_ADDRESS } from '../../generated/equity/index.ts';
import {
  getMakerstakeGovernanceErrorMessage,
  MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS,
} from '../../generated/governance/index.ts';
import type { Text } from '../../i18n/index.tsx';
import { ATTESTATION_ERRORS } from './errors/attestations.ts';
import { CREATOR_ERRORS } from './errors/creators.ts';
import { EQUITY_ERRORS } from './errors/equity.ts';
import { GOVERNANCE_ERRORS } from './errors/governance.ts';

/** Dutch and Spanish of each error, by code; the English is the program's own. */
export type Translations = Readonly<Record<number, readonly [nl: string, es: string]>>;

const PROGRAMS: Readonly<
  Record<string, readonly [message: (code: never) => string | undefined, translations: Translations]>
> = {
  [MAKERSTAKE_CREATORS_PROGRAM_ADDRESS]: [getMakerstakeCreatorsErrorMessage, CREATOR_ERRORS],
  [MAKERSTAKE_ATTESTATIONS_PROGRAM_ADDRESS]: [getMakerstakeAttestationsErrorMessage, ATTESTATION_ERRORS],
  [MAKERSTAKE_EQUITY_PROGRAM_ADDRESS]: [getMakerstakeEquityErrorMessage, EQUITY_ERRORS],
  [MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS]: [getMakerstakeGovernanceErrorMessage, GOVERNANCE_ERRORS],
};

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Which rule a program says was broken, and what to do; undefined for codes that it does not have. */
export function remedy(program: string, code: number): Text | undefined {
  const found = PROGRAMS[program];
  const english = found?.[0](code as never);
  if (!found || english === undefined) return undefined;
  const [nl, es] = found[1][code] ?? [english, english];
  return { en: sentence(english), nl: sentence(nl), es: sentence(es) };
}
