import { visible } from '../chain/text.ts';
import type { Text } from '../i18n/index.tsx';
import type { Sentence, Value } from '../tx/messages/sentence.ts';

/** What is wrong with the file of a proposal: where, what stands there, and what should. */
export class FileFault extends Error {
  constructor(readonly sentence: Sentence) {
    super(sentence.text.en.replace(/\{(\w+)\}/g, (_, name: string) => plain(sentence.values[name])));
  }
}

const plain = (value: Value | undefined): string =>
  value?.is === 'quote' ? value.text : value?.is === 'text' ? value.text.en : '';
const quote = (text: string) => ({ is: 'quote' as const, text: visible(text) });

/** What stands at a place, short enough to be read. */
const shown = (found: unknown): string => {
  const text = typeof found === 'bigint' ? String(found) : (JSON.stringify(found, big) ?? String(found));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};
const big = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/** A fault of which only the place is told. */
const at =
  (text: Text) =>
  (place: string): FileFault =>
    new FileFault({ values: { place: quote(place) }, text });

export const faults = {
  ending: () =>
    new FileFault({
      values: {},
      text: {
        en: 'The name of the file of a proposal ends in .json or .toml.',
        nl: 'De naam van het bestand van een voorstel eindigt op .json of .toml.',
        es: 'El nombre del archivo de una propuesta termina en .json o .toml.',
      },
    }),
  syntax: (why: string) =>
    new FileFault({
      values: { why: quote(why) },
      text: {
        en: 'The file cannot be read: {why}',
        nl: 'Het bestand kan niet gelezen worden: {why}',
        es: 'El archivo no se puede leer: {why}',
      },
    }),
  missing: at({ en: '{place} is missing.', nl: '{place} ontbreekt.', es: 'Falta {place}.' }),
  unknown: at({
    en: '{place} means nothing there. Check how it is spelt.',
    nl: '{place} betekent daar niets. Controleer de spelling.',
    es: '{place} no significa nada ahí. Revisa cómo está escrito.',
  }),
  value: (place: string, found: unknown, wanted: Text) =>
    new FileFault({
      values: { place: quote(place), found: quote(shown(found)), wanted: { is: 'text', text: wanted } },
      text: {
        en: '{place} is {found}; it must be {wanted}.',
        nl: '{place} is {found}; het moet {wanted} zijn.',
        es: '{place} es {found}; debe ser {wanted}.',
      },
    }),
  partOfDay: at({
    en: '{place} is not a whole number of days, in which the file of a proposal counts. Change it, or put the actions on the chain.',
    nl: '{place} is geen heel aantal dagen, waarin het bestand van een voorstel telt. Wijzig het, of zet de acties op de keten.',
    es: '{place} no es un número entero de días, en los que cuenta el archivo de una propuesta. Cámbialo, o pon las acciones en la cadena.',
  }),
  unsound: at({
    en: '{place} can never be executed: something in it is beyond what the program allows.',
    nl: '{place} kan nooit uitgevoerd worden: iets erin gaat verder dan het programma toelaat.',
    es: '{place} no podrá ejecutarse nunca: algo en ella supera lo que permite el programa.',
  }),
};
