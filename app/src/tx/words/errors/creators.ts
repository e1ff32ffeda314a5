import type { Translations } from '../errors.ts';

export const CREATOR_ERRORS: Translations = {
  6000: [
    'de ondertekenaar is niet de gezagssleutel van deze maker: teken met de huidige gezagssleutel',
    'el firmante no es la autoridad de este creador: firma con su autoridad actual',
  ],
  6001: [
    'de ondertekenaar is niet de herstelsleutel van deze maker',
    'el firmante no es la clave de recuperación de este creador',
  ],
  6002: [
    'de ondertekenaar is noch de gezagssleutel noch de herstelsleutel van deze maker',
    'el firmante no es ni la autoridad ni la clave de recuperación de este creador',
  ],
  6003: [
    'deze maker heeft een herstelsleutel, en die moet de verwijdering mede ondertekenen',
    'este creador tiene una clave de recuperación, que también debe firmar su eliminación',
  ],
  6004: [
    'de ondertekenaar is niet de sleutel waaraan deze maker wordt overgedragen',
    'el firmante no es la clave a la que se entrega este creador',
  ],
  6005: [
    'de sleutel bestaat uit nullen: geef een sleutel die iemand heeft',
    'la clave es todo ceros: da una clave que alguien tenga',
  ],
  6006: ['de sleutel staat daar al', 'la clave ya está en ese lugar'],
  6007: [
    'gezagssleutel en herstelsleutel moeten verschillen, anders verlies je met de ene ook de andere',
    'la autoridad y la clave de recuperación deben ser distintas, o al perder una se pierden ambas',
  ],
  6008: ['zo’n aanbod loopt er niet', 'no hay tal oferta pendiente'],
  6009: [
    'er loopt een aanbod: trek het eerst in, of laat de herstelsleutel mede tekenen',
    'hay una oferta pendiente: retírala primero, o firma también con la clave de recuperación',
  ],
  6010: [
    'een aanbod dat de herstelsleutel niet tekende kan 7 dagen na het aanbod worden aangenomen, niet eerder',
    'una oferta que la clave de recuperación no firmó puede aceptarse 7 días después de hacerse, no antes',
  ],
  6011: [
    'er loopt een herstel: stop het eerst, of laat de herstelsleutel mede tekenen',
    'hay una recuperación pendiente: cancélala primero, o firma también con la clave de recuperación',
  ],
  6012: ['er loopt geen herstel', 'no hay ninguna recuperación pendiente'],
  6013: ['deze maker heeft geen herstelsleutel', 'este creador no tiene clave de recuperación'],
  6014: [
    'een herstel kan 7 dagen na het begin worden afgerond',
    'una recuperación puede completarse 7 días después de iniciarse',
  ],
  6015: ['een handle heeft minstens 3 tekens', 'un alias tiene al menos 3 caracteres'],
  6016: [
    'een handle bestaat uit de letters a tot z, cijfers, _ en -',
    'un alias se compone de las letras a a z, dígitos, _ y -',
  ],
  6017: ['_ en - staan alleen en tussen letters of cijfers', '_ y - van solos y entre letras o dígitos'],
  6018: [
    'geef bij een handle ook zijn rekening, en zonder handle geen van beide',
    'da la cuenta del alias junto con el alias, o ninguno de los dos',
  ],
  6019: ['deze maker heeft al een handle: laat die eerst los', 'este creador ya tiene un alias: suéltalo primero'],
  6020: ['de handle is van een andere maker', 'el alias pertenece a otro creador'],
  6021: ['de handle is al losgelaten', 'el alias ya está suelto'],
  6022: [
    'de handle is in gebruik: de eigenaar moet hem eerst loslaten',
    'el alias está en uso: su dueño debe soltarlo primero',
  ],
  6023: [
    'een losgelaten handle rust 30 dagen voordat iemand anders hem kan nemen',
    'un alias suelto descansa 30 días antes de que otro pueda tomarlo',
  ],
  6024: ['de huur gaat terug naar de rekening die hem betaalde', 'la renta vuelve a la cuenta que la pagó'],
  6025: [
    'het profiel heeft zowel het adres van zijn document als de hash daarvan nodig, of geen van beide',
    'el perfil necesita la dirección de su documento y su hash, o ninguno de los dos',
  ],
  6026: ['het adres van het profiel is langer dan 200 bytes', 'la dirección del perfil supera los 200 bytes'],
  6027: [
    'het adres van het profiel moet een https-, ipfs- of ar-adres zijn in ASCII zonder spaties of aanhalingstekens',
    'la dirección del perfil debe ser https, ipfs o ar en ASCII sin espacios ni comillas',
  ],
  6028: ['de getallen vallen buiten het bereik', 'los números están fuera de rango'],
};
