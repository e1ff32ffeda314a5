import {
  MakerstakeModerationInstruction as I,
  parseMakerstakeModerationInstruction,
} from '@makerstake/client/moderation';
import type { Text } from '../../i18n/index.tsx';
import type { Decoded } from '../message.ts';
import { addr, count, duration, hash, type Sentence, text, time, type Value, who } from './sentence.ts';

/** The rule id that stands for the law. */
const LAW = 65_535;
/** The end of a label that has none. */
const FOREVER = (1n << 63n) - 1n;

/** What labels say, as the byte says. */
export const LABELS: readonly Text[] = [
  { en: 'notice', nl: 'kanttekening', es: 'aviso' },
  { en: 'limited', nl: 'beperkt', es: 'limitada' },
  { en: 'adults only', nl: 'alleen volwassenen', es: 'solo adultos' },
  { en: 'removed', nl: 'verwijderd', es: 'retirada' },
  { en: 'no earnings', nl: 'geen opbrengst', es: 'sin ingresos' },
];
const label = (byte: number): Value =>
  text(LABELS[byte] ?? { en: `label ${byte}`, nl: `label ${byte}`, es: `etiqueta ${byte}` });

const ground = (rule: number): Value =>
  text(
    rule === LAW
      ? { en: 'the law', nl: 'de wet', es: 'la ley' }
      : { en: `rule ${rule}`, nl: `regel ${rule}`, es: `la regla ${rule}` },
  );

const until = (end: bigint): Value =>
  end === FOREVER ? text({ en: 'further notice', nl: 'nader order', es: 'nuevo aviso' }) : time(end);

/** Instructions of the moderation program. */
export function describeModeration({ program, accounts, data }: Decoded): Sentence {
  const parsed = parseMakerstakeModerationInstruction({ programAddress: program, accounts, data });
  switch (parsed.instructionType) {
    case I.SetLabel:
    case I.LabelLeaf:
      return {
        values: {
          label: label(parsed.data.value),
          work: who('attestation' in parsed.accounts ? parsed.accounts.attestation : parsed.accounts.subject),
          ground: ground(parsed.data.ruleId),
          until: until(parsed.data.until),
          statement: hash(parsed.data.statement),
        },
        text: {
          en: 'Label the work {work} “{label}” on the ground of {ground}, until {until}, for the reasons with hash {statement}.',
          nl: 'Geef het werk {work} het label “{label}” op grond van {ground}, tot {until}, om de redenen met hash {statement}.',
          es: 'Etiquetar la obra {work} como «{label}» por {ground}, hasta {until}, por los motivos con hash {statement}.',
        },
      };
    case I.Enforce:
      return {
        values: { source: who(parsed.accounts.source), work: who(parsed.accounts.attestation) },
        text: {
          en: 'Copy the label {source} to the work {work}, which revises the labelled one or has the same bytes.',
          nl: 'Kopieer het label {source} naar het werk {work}, dat het gelabelde herziet of dezelfde bytes heeft.',
          es: 'Copiar la etiqueta {source} a la obra {work}, que revisa la etiquetada o tiene los mismos bytes.',
        },
      };
    case I.Lift:
      return {
        values: { label: who(parsed.accounts.label), statement: hash(parsed.data.statement) },
        text: {
          en: 'Lift the label {label}, for the reasons with hash {statement}.',
          nl: 'Hef het label {label} op, om de redenen met hash {statement}.',
          es: 'Levantar la etiqueta {label}, por los motivos con hash {statement}.',
        },
      };
    case I.NoteVersion:
      return {
        values: { number: count(parsed.data.number), rule: who(parsed.accounts.rule) },
        text: {
          en: 'Note version {number} of the rule {rule}, so that labels can rest on it.',
          nl: 'Noteer versie {number} van de regel {rule}, zodat labels erop kunnen rusten.',
          es: 'Anotar la versión {number} de la regla {rule}, para que las etiquetas puedan basarse en ella.',
        },
      };
    case I.EndVersion:
      return {
        values: { version: who(parsed.accounts.version) },
        text: {
          en: 'Note when the version {version} of a rule ended.',
          nl: 'Noteer wanneer de versie {version} van een regel eindigde.',
          es: 'Anotar cuándo terminó la versión {version} de una regla.',
        },
      };
    case I.OpenDocket:
    case I.SetDocket: {
      const { authority, authorityUntil, appealSeconds, rules } = parsed.data.config;
      return {
        tone: 'danger',
        values: {
          authority: addr(authority),
          until: time(authorityUntil),
          rules: count(rules.length),
          appeal: duration(appealSeconds),
        },
        text: {
          en: 'Let {authority} moderate until {until}, by {rules, plural, one {# rule} other {# rules}}, with {appeal} to appeal.',
          nl: 'Laat {authority} modereren tot {until}, met {rules, plural, one {# regel} other {# regels}} en {appeal} om bezwaar te maken.',
          es: 'Permitir que {authority} modere hasta {until}, con {rules, plural, one {# regla} other {# reglas}} y {appeal} para recurrir.',
        },
      };
    }
  }
}
