import type { Translations } from '../errors.ts';

export const CREATOR_ERRORS: Translations = {
  NOT_AUTHORITY: [
    'de ondertekenaar is niet de gezagssleutel van deze maker: teken met de huidige gezagssleutel',
    'el firmante no es la autoridad de este creador: firma con su autoridad actual',
  ],
  NOT_RECOVERY_KEY: [
    'de ondertekenaar is niet de herstelsleutel van deze maker',
    'el firmante no es la clave de recuperación de este creador',
  ],
  NOT_KEY: [
    'de ondertekenaar is noch de gezagssleutel noch de herstelsleutel van deze maker',
    'el firmante no es ni la autoridad ni la clave de recuperación de este creador',
  ],
  RECOVERY_KEY_MUST_SIGN: [
    'deze maker heeft een herstelsleutel, en die moet de verwijdering mede ondertekenen',
    'este creador tiene una clave de recuperación, que también debe firmar su eliminación',
  ],
  NOT_SUCCESSOR: [
    'de ondertekenaar is niet de sleutel waaraan deze maker wordt overgedragen',
    'el firmante no es la clave a la que se entrega este creador',
  ],
  ZERO_KEY: [
    'de sleutel bestaat uit nullen: geef een sleutel die iemand heeft',
    'la clave es todo ceros: da una clave que alguien tenga',
  ],
  UNCHANGED_KEY: ['de sleutel staat daar al', 'la clave ya está en ese lugar'],
  SAME_AS_RECOVERY_KEY: [
    'gezagssleutel en herstelsleutel moeten verschillen, anders verlies je met de ene ook de andere',
    'la autoridad y la clave de recuperación deben ser distintas, o al perder una se pierden ambas',
  ],
  NO_OFFER: ['zo’n aanbod loopt er niet', 'no hay tal oferta pendiente'],
  OFFER_PENDING: [
    'er loopt een aanbod: trek het eerst in, of laat de herstelsleutel mede tekenen',
    'hay una oferta pendiente: retírala primero, o firma también con la clave de recuperación',
  ],
  OFFER_NOT_DUE: [
    'een aanbod dat de herstelsleutel niet tekende kan 7 dagen na het aanbod worden aangenomen, niet eerder',
    'una oferta que la clave de recuperación no firmó puede aceptarse 7 días después de hacerse, no antes',
  ],
  RECOVERY_PENDING: [
    'er loopt een herstel: stop het eerst, of laat de herstelsleutel mede tekenen',
    'hay una recuperación pendiente: cancélala primero, o firma también con la clave de recuperación',
  ],
  NO_RECOVERY: ['er loopt geen herstel', 'no hay ninguna recuperación pendiente'],
  NO_RECOVERY_KEY: ['deze maker heeft geen herstelsleutel', 'este creador no tiene clave de recuperación'],
  RECOVERY_NOT_DUE: [
    'een herstel kan 7 dagen na het begin worden afgerond',
    'una recuperación puede completarse 7 días después de iniciarse',
  ],
  HANDLE_TOO_SHORT: ['een handle heeft minstens 3 tekens', 'un alias tiene al menos 3 caracteres'],
  HANDLE_CHARACTER: [
    'een handle bestaat uit de letters a tot z, cijfers, _ en -',
    'un alias se compone de las letras a a z, dígitos, _ y -',
  ],
  HANDLE_SEPARATOR: ['_ en - staan alleen en tussen letters of cijfers', '_ y - van solos y entre letras o dígitos'],
  HANDLE_INCOMPLETE: [
    'geef bij een handle ook zijn rekening, en zonder handle geen van beide',
    'da la cuenta del alias junto con el alias, o ninguno de los dos',
  ],
  HAS_HANDLE: [
    'deze maker heeft al een handle: laat die eerst los',
    'este creador ya tiene un alias: suéltalo primero',
  ],
  NOT_HANDLE_OWNER: ['de handle is van een andere maker', 'el alias pertenece a otro creador'],
  HANDLE_RELEASED: ['de handle is al losgelaten', 'el alias ya está suelto'],
  HANDLE_IN_USE: [
    'de handle is in gebruik: de eigenaar moet hem eerst loslaten',
    'el alias está en uso: su dueño debe soltarlo primero',
  ],
  HANDLE_RESTING: [
    'een losgelaten handle rust 30 dagen voordat iemand anders hem kan nemen',
    'un alias suelto descansa 30 días antes de que otro pueda tomarlo',
  ],
  NOT_RENT_PAYER: ['de huur gaat terug naar de rekening die hem betaalde', 'la renta vuelve a la cuenta que la pagó'],
  PROFILE_INCOMPLETE: [
    'het profiel heeft zowel het adres van zijn document als de hash daarvan nodig, of geen van beide',
    'el perfil necesita la dirección de su documento y su hash, o ninguno de los dos',
  ],
  PROFILE_URI_TOO_LONG: [
    'het adres van het profiel is langer dan 200 bytes',
    'la dirección del perfil supera los 200 bytes',
  ],
  PROFILE_URI_INVALID: [
    'het adres van het profiel moet een https-, ipfs- of ar-adres zijn in ASCII zonder spaties of aanhalingstekens',
    'la dirección del perfil debe ser https, ipfs o ar en ASCII sin espacios ni comillas',
  ],
  OUT_OF_RANGE: ['de getallen vallen buiten het bereik', 'los números están fuera de rango'],
  UNKNOWN_VERSION: [
    'de rekening heeft een indeling die dit programma niet kent: gebruik het programma dat haar schreef',
    'la cuenta tiene un formato que este programa no conoce: usa el programa que la escribió',
  ],
  UNSOUND: [
    'de wijziging zou de rekening in een onmogelijke toestand brengen: dit is een fout van het programma, meld die',
    'el cambio dejaría la cuenta en un estado imposible: es un error del programa, comunícalo',
  ],
};
