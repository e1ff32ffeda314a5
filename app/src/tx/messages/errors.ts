import { explainError } from '@makerstake/client';
import { find, whole } from '../../i18n/catalogue.ts';
import type { Text } from '../../i18n/index.tsx';

/** Which rule a program says was broken, and what to do; undefined for codes that it does not have. */
export function remedy(address: string, code: number): Text | undefined {
  const found = explainError(address, code);
  if (!found) return undefined;
  const { nl = found.message, es = found.message } = find(`error.${found.program}.${found.name}`);
  // The English is the program's own.
  return whole({ en: found.message, nl, es });
}
