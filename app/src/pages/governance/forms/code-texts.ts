import { texts } from '../../../i18n/index.tsx';

/** Which code a program has, and what must be so that it can be replaced. */
export const codeTexts = texts({
  program: { en: 'Address of the program', nl: 'Adres van het programma', es: 'Dirección del programa' },
  noProgram: {
    en: 'There is no program at this address. Check it, and the network in the settings.',
    nl: 'Op dit adres staat geen programma. Controleer het, en het netwerk in de instellingen.',
    es: 'No hay ningún programa en esta dirección. Compruébala, y la red en los ajustes.',
  },
  notReplaceable: {
    en: 'Nobody can replace this program: its code is final.',
    nl: 'Niemand kan dit programma vervangen: de code is definitief.',
    es: 'Nadie puede sustituir este programa: su código es definitivo.',
  },
  notOurs: {
    en: 'The treasury may not replace this program. Whoever may must first make {treasury} its upgrade authority (solana program set-upgrade-authority).',
    nl: 'De kas mag dit programma niet vervangen. Wie dat mag moet eerst {treasury} de upgrade-autoriteit maken (solana program set-upgrade-authority).',
    es: 'La tesorería no puede sustituir este programa. Quien puede debe primero hacer de {treasury} su autoridad de actualización (solana program set-upgrade-authority).',
  },
  buffer: { en: 'Buffer with the new code', nl: 'Buffer met de nieuwe code', es: 'Búfer con el código nuevo' },
  noBuffer: {
    en: 'There is no buffer at this address. One is made with solana program write-buffer.',
    nl: 'Op dit adres staat geen buffer. Je maakt er een met solana program write-buffer.',
    es: 'No hay ningún búfer en esta dirección. Se crea con solana program write-buffer.',
  },
  bufferNotOurs: {
    en: 'Somebody can still change this buffer. Its authority must first be {treasury} (solana program set-buffer-authority).',
    nl: 'Iemand kan deze buffer nog wijzigen. De autoriteit moet eerst {treasury} zijn (solana program set-buffer-authority).',
    es: 'Alguien aún puede cambiar este búfer. Su autoridad debe ser primero {treasury} (solana program set-buffer-authority).',
  },
  tooLong: {
    en: 'The new code is {n} bytes longer than the room for it. Anybody may make room first (solana program extend); then come back, because that changes the program.',
    nl: 'De nieuwe code is {n} bytes langer dan de ruimte ervoor. Iedereen mag eerst ruimte maken (solana program extend); kom dan terug, want dat verandert het programma.',
    es: 'El código nuevo es {n} bytes más largo que el espacio que hay. Cualquiera puede ampliarlo antes (solana program extend); vuelve después, porque eso cambia el programa.',
  },
  compare: {
    en: 'The built program, to compare with the buffer (may be left out)',
    nl: 'Het gebouwde programma, om met de buffer te vergelijken (mag weg)',
    es: 'El programa compilado, para compararlo con el búfer (opcional)',
  },
  isSame: {
    en: 'The buffer holds exactly this file.',
    nl: 'De buffer bevat precies dit bestand.',
    es: 'El búfer contiene exactamente este archivo.',
  },
  isOther: {
    en: 'The buffer holds other code than this file. Do not propose it before you know why.',
    nl: 'De buffer bevat andere code dan dit bestand. Stel het niet voor zolang je niet weet waarom.',
    es: 'El búfer contiene otro código que este archivo. No lo propongas sin saber por qué.',
  },
  spill: {
    en: 'Who gets the rent of the buffer (handle or address)',
    nl: 'Wie de huur van de buffer krijgt (handle of adres)',
    es: 'Quién recibe la renta del búfer (alias o dirección)',
  },
  spillHint: { en: 'Whoever paid for it.', nl: 'Wie ervoor betaald heeft.', es: 'Quien lo pagó.' },
  distinct: {
    en: 'The program, the buffer and who gets the rent must be three different addresses.',
    nl: 'Het programma, de buffer en wie de huur krijgt moeten drie verschillende adressen zijn.',
    es: 'El programa, el búfer y quien recibe la renta deben ser tres direcciones distintas.',
  },
  pin: {
    en: 'Only if the program then has',
    nl: 'Alleen als het programma dan heeft',
    es: 'Solo si el programa tiene entonces',
  },
  pinCode: { en: 'the same code', nl: 'dezelfde code', es: 'el mismo código' },
  pinSlot: { en: 'the same last deployment', nl: 'dezelfde laatste plaatsing', es: 'el mismo último despliegue' },
  pinFixed: {
    en: 'code that nobody can change',
    nl: 'code die niemand kan wijzigen',
    es: 'un código que nadie puede cambiar',
  },
  pinCodeHint: {
    en: 'Nobody can spoil this. It is hashed on the chain.',
    nl: 'Niemand kan dit verstoren. Het wordt op de keten gehasht.',
    es: 'Nadie puede estropear esto. Se comprueba en la cadena.',
  },
  pinSlotHint: {
    en: 'Anybody who extends the program by empty bytes spoils this. Take it only for code too large to hash on the chain.',
    nl: 'Wie het programma met lege bytes verlengt verstoort dit. Kies het alleen voor code die te groot is om op de keten te hashen.',
    es: 'Quien amplíe el programa con bytes vacíos estropea esto. Elígelo solo para código demasiado grande para comprobarlo en la cadena.',
  },
  tooCostly: {
    en: 'One transaction can hash {most} bytes, and this asks for {n}. Pin the last deployment instead, or make the code smaller.',
    nl: 'Eén transactie kan {most} bytes hashen, en dit vraagt er {n}. Leg de laatste plaatsing vast, of maak de code kleiner.',
    es: 'Una transacción puede comprobar {most} bytes, y esto exige {n}. Fija el último despliegue, o haz el código más pequeño.',
  },
  size: { en: 'Bytes of code', nl: 'Bytes code', es: 'Bytes de código' },
  hash: { en: 'SHA-256 of the code', nl: 'SHA-256 van de code', es: 'SHA-256 del código' },
  slot: { en: 'Last deployed in slot', nl: 'Laatst geplaatst in slot', es: 'Último despliegue en la ranura' },
  authority: { en: 'Can be changed by', nl: 'Kan gewijzigd worden door', es: 'Lo puede cambiar' },
  nobody: { en: 'nobody', nl: 'niemand', es: 'nadie' },
});
