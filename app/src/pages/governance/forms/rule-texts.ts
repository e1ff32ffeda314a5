import { texts } from '../../../i18n/index.tsx';

/** The text, the terms and the parameters of a rule. */
export const ruleTexts = texts({
  rule: { en: 'Which rule', nl: 'Welke regel', es: 'Qué regla' },
  domain: { en: 'About', nl: 'Over', es: 'Sobre' },
  text: { en: 'Text', nl: 'Tekst', es: 'Texto' },
  textHint: {
    en: 'Only its hash goes on the chain; publish it in the document.',
    nl: 'Alleen de hash gaat op de keten; publiceer de tekst in het document.',
    es: 'Solo su hash va a la cadena; publícalo en el documento.',
  },
  notice: { en: 'Days of notice', nl: 'Dagen vooraankondiging', es: 'Días de preaviso' },
  widens: {
    en: 'It may widen what data is collected',
    nl: 'Het mag verruimen welke gegevens verzameld worden',
    es: 'Puede ampliar los datos que se recogen',
  },
  newRule: {
    en: 'A new rule',
    nl: 'Een nieuwe regel',
    es: 'Una regla nueva',
  },
  noRules: {
    en: 'There are no rules.',
    nl: 'Er zijn geen regels.',
    es: 'No hay reglas.',
  },
  least: {
    en: 'At least {n} days.',
    nl: 'Minstens {n} dagen.',
    es: 'Al menos {n} días.',
  },
  ruleLasts: {
    en: 'In effect for days',
    nl: 'Van kracht gedurende dagen',
    es: 'Vigente durante días',
  },
  ruleLastsHint: {
    en: '0: until it is replaced.',
    nl: '0: tot vervanging.',
    es: '0: hasta su sustitución.',
  },
  params: {
    en: 'Parameters, for programs and tools',
    nl: 'Parameters, voor programma’s en gereedschap',
    es: 'Parámetros, para programas y herramientas',
  },
  addParam: {
    en: 'Add a parameter',
    nl: 'Parameter toevoegen',
    es: 'Añadir un parámetro',
  },
  paramUnit: {
    en: 'Unit of parameter {n}',
    nl: 'Eenheid van parameter {n}',
    es: 'Unidad del parámetro {n}',
  },
  paramValue: {
    en: 'Value of parameter {n}',
    nl: 'Waarde van parameter {n}',
    es: 'Valor del parámetro {n}',
  },
  paramBad: {
    en: 'Not a value of this unit.',
    nl: 'Geen waarde van deze eenheid.',
    es: 'No es un valor de esta unidad.',
  },
  uNumber: {
    en: 'Number',
    nl: 'Getal',
    es: 'Número',
  },
  uPercent: {
    en: 'Percent',
    nl: 'Procent',
    es: 'Por ciento',
  },
  uShares: {
    en: 'Shares',
    nl: 'Aandelen',
    es: 'Participaciones',
  },
  uSeconds: {
    en: 'Seconds',
    nl: 'Seconden',
    es: 'Segundos',
  },
  uFlags: {
    en: 'Set of flags, as a number',
    nl: 'Reeks vlaggen, als getal',
    es: 'Conjunto de marcas, como número',
  },
  uBool: {
    en: '0 no, 1 yes',
    nl: '0 nee, 1 ja',
    es: '0 no, 1 sí',
  },
});
