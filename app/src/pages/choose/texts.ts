import { texts } from '../../i18n/index.tsx';

export const chooseTexts = texts({
  title: { en: 'Choose a platform', nl: 'Kies een platform', es: 'Elige una plataforma' },
  lead: {
    en: 'Anybody can found a platform on this network and call it what they like. Nothing here is verified: take the address from somebody you trust.',
    nl: 'Iedereen kan op dit netwerk een platform oprichten en het noemen zoals hij wil. Niets hier is nagegaan: neem het adres van iemand die je vertrouwt.',
    es: 'Cualquiera puede fundar una plataforma en esta red y llamarla como quiera. Aquí nada está verificado: toma la dirección de alguien en quien confíes.',
  },
  none: {
    en: 'No platform at this address',
    nl: 'Geen platform op dit adres',
    es: 'No hay plataforma en esta dirección',
  },
  noneLead: {
    en: 'There is no platform of Makerstake at {address} on this network.',
    nl: 'Op {address} staat op dit netwerk geen platform van Makerstake.',
    es: 'En {address} no hay ninguna plataforma de Makerstake en esta red.',
  },
  platform: { en: 'Platform', nl: 'Platform', es: 'Plataforma' },
  ownWords: {
    en: 'Its own words; not checked by anybody',
    nl: 'Eigen woorden; door niemand nagegaan',
    es: 'Sus propias palabras; nadie las ha comprobado',
  },
  address: { en: 'Address', nl: 'Adres', es: 'Dirección' },
  age: { en: 'First seen on the chain', nl: 'Voor het eerst op de keten', es: 'Vista por primera vez en la cadena' },
  olderThan: { en: 'before {when}', nl: 'voor {when}', es: 'antes de {when}' },
  unknownAge: {
    en: 'the endpoint does not say',
    nl: 'het adres zegt het niet',
    es: 'el punto de acceso no lo dice',
  },
  program: { en: 'Program of its governance', nl: 'Programma van het bestuur', es: 'Programa de su gobierno' },
  equity: { en: 'Program of its shares', nl: 'Programma van de aandelen', es: 'Programa de sus participaciones' },
  open: { en: 'Open it', nl: 'Openen', es: 'Abrirla' },
  choose: { en: 'Choose a platform', nl: 'Een platform kiezen', es: 'Elegir una plataforma' },
});
