import { texts } from '../../../i18n/index.tsx';

/** A call of a program: its accounts, its bytes, and what would come of it. */
export const callTexts = texts({
  itself: {
    en: 'Governance does not call itself. Choose the kind of action that does this.',
    nl: 'Bestuur roept zichzelf niet aan. Kies de soort actie die dit doet.',
    es: 'El gobierno no se llama a sí mismo. Elige el tipo de acción que hace esto.',
  },
  replaces: {
    en: 'A call does not replace code. Choose the replacement of a program, which compares the buffer with what was voted.',
    nl: 'Een aanroep vervangt geen code. Kies de vervanging van een programma, die de buffer vergelijkt met waarover gestemd is.',
    es: 'Una llamada no sustituye código. Elige la sustitución de un programa, que compara el búfer con lo votado.',
  },
  accounts: {
    en: 'Accounts that it is given, in this order',
    nl: 'Rekeningen die het krijgt, in deze volgorde',
    es: 'Cuentas que recibe, en este orden',
  },
  account: { en: 'Account {n}', nl: 'Rekening {n}', es: 'Cuenta {n}' },
  writable: {
    en: 'It may change account {n}',
    nl: 'Het mag rekening {n} wijzigen',
    es: 'Puede cambiar la cuenta {n}',
  },
  signer: { en: 'Account {n} signs', nl: 'Rekening {n} tekent', es: 'La cuenta {n} firma' },
  isTreasury: {
    en: 'The treasury. Where it signs, the call acts in its name.',
    nl: 'De kas. Waar die tekent, handelt de aanroep in haar naam.',
    es: 'La tesorería. Donde firma, la llamada actúa en su nombre.',
  },
  signs: {
    en: 'Its wallet must sign the execution.',
    nl: 'De wallet ervan moet de uitvoering ondertekenen.',
    es: 'Su cartera debe firmar la ejecución.',
  },
  ours: {
    en: 'Governance’s own: a call may read this account, not change it.',
    nl: 'Van het bestuur zelf: een aanroep mag deze rekening lezen, niet wijzigen.',
    es: 'Es del propio gobierno: una llamada puede leer esta cuenta, no cambiarla.',
  },
  addAccount: { en: 'Add an account', nl: 'Rekening toevoegen', es: 'Añadir una cuenta' },
  addTreasury: { en: 'Add the treasury', nl: 'De kas toevoegen', es: 'Añadir la tesorería' },
  data: { en: 'Bytes that it is given', nl: 'Bytes die het krijgt', es: 'Bytes que recibe' },
  written: { en: 'Written in', nl: 'Geschreven in', es: 'Escritos en' },
  hexadecimal: { en: 'hexadecimal', nl: 'hexadecimaal', es: 'hexadecimal' },
  base64: { en: 'base64', nl: 'base64', es: 'base64' },
  plain: { en: 'plain text', nl: 'gewone tekst', es: 'texto corriente' },
  bytes: {
    en: '{n, plural, one {# byte} other {# bytes}}',
    nl: '{n, plural, one {# byte} other {# bytes}}',
    es: '{n, plural, one {# byte} other {# bytes}}',
  },
  badHexadecimal: {
    en: 'Not hexadecimal: write an even number of digits 0 to 9 and a to f.',
    nl: 'Niet hexadecimaal: schrijf een even aantal cijfers 0 tot 9 en a tot f.',
    es: 'No es hexadecimal: escribe un número par de dígitos 0 a 9 y a a f.',
  },
  badBase64: {
    en: 'Not base64: write groups of four of A to Z, a to z, 0 to 9, + and /, the last filled up with =.',
    nl: 'Geen base64: schrijf groepen van vier uit A tot Z, a tot z, 0 tot 9, + en /, de laatste aangevuld met =.',
    es: 'No es base64: escribe grupos de cuatro de A a Z, a a z, 0 a 9, + y /, el último completado con =.',
  },
  tooMany: {
    en: 'A call is given 65,535 bytes at most.',
    nl: 'Een aanroep krijgt hoogstens 65.535 bytes.',
    es: 'Una llamada recibe 65 535 bytes como máximo.',
  },
  works: {
    en: 'Made now, the call would go through.',
    nl: 'Nu gedaan zou de aanroep slagen.',
    es: 'Hecha ahora, la llamada funcionaría.',
  },
  fails: {
    en: 'Made now, the call would fail',
    nl: 'Nu gedaan zou de aanroep mislukken',
    es: 'Hecha ahora, la llamada fallaría',
  },
  failsNote: {
    en: 'It can be proposed all the same: until it is executed, things may change.',
    nl: 'Je kunt hem toch voorstellen: tot de uitvoering kan er iets veranderen.',
    es: 'Se puede proponer igualmente: hasta su ejecución las cosas pueden cambiar.',
  },
});
