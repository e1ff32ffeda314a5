import * as attestations from '@makerstake/client/attestations';
import { MAKERSTAKE_ATTESTATIONS_PROGRAM_ADDRESS } from '@makerstake/client/attestations';
import * as creators from '@makerstake/client/creators';
import { MAKERSTAKE_CREATORS_PROGRAM_ADDRESS } from '@makerstake/client/creators';
import * as equity from '@makerstake/client/equity';
import { MAKERSTAKE_EQUITY_PROGRAM_ADDRESS } from '@makerstake/client/equity';
import * as governance from '@makerstake/client/governance';
import { MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS } from '@makerstake/client/governance';
import type { Text } from '../../i18n/index.tsx';
import { ATTESTATION_ERRORS } from './errors/attestations.ts';
import { CREATOR_ERRORS } from './errors/creators.ts';
import { EQUITY_ERRORS } from './errors/equity.ts';
import { GOVERNANCE_ERRORS } from './errors/governance.ts';

/** Dutch and Spanish of each error, by name; the English is the program's own. */
export type Translations = Readonly<Record<string, readonly [nl: string, es: string]>>;

interface Program {
  message: (code: never) => string | undefined;
  /** Names by code, as the generated client has them. */
  names: ReadonlyMap<number, string>;
  translations: Translations;
}

function program(errors: object, message: Program['message'], translations: Translations): Program {
  const names = Object.entries(errors).flatMap(([name, code]): [number, string][] =>
    typeof code === 'number' ? [[code, name.replace(/^.*_ERROR__/, '')]] : [],
  );
  return { message, translations, names: new Map(names) };
}

const PROGRAMS: Readonly<Record<string, Program>> = {
  [MAKERSTAKE_CREATORS_PROGRAM_ADDRESS]: program(creators, creators.getMakerstakeCreatorsErrorMessage, CREATOR_ERRORS),
  [MAKERSTAKE_ATTESTATIONS_PROGRAM_ADDRESS]: program(
    attestations,
    attestations.getMakerstakeAttestationsErrorMessage,
    ATTESTATION_ERRORS,
  ),
  [MAKERSTAKE_EQUITY_PROGRAM_ADDRESS]: program(equity, equity.getMakerstakeEquityErrorMessage, EQUITY_ERRORS),
  [MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS]: program(
    governance,
    governance.getMakerstakeGovernanceErrorMessage,
    GOVERNANCE_ERRORS,
  ),
};

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Which rule a program says was broken, and what to do; undefined for codes that it does not have. */
export function remedy(address: string, code: number): Text | undefined {
  const found = PROGRAMS[address];
  const english = found?.message(code as never);
  if (!found || english === undefined) return undefined;
  const [nl, es] = found.translations[found.names.get(code) ?? ''] ?? [english, english];
  return { en: sentence(english), nl: sentence(nl), es: sentence(es) };
}
