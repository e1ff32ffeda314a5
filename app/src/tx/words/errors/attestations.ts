import type { Translations } from '../errors.ts';

export const ATTESTATION_ERRORS: Translations = {
  NOT_AUTHORITY: [
    'de ondertekenaar is niet de gezagssleutel van deze maker: teken met de huidige gezagssleutel',
    'el firmante no es la autoridad de este creador: firma con su autoridad actual',
  ],
  NOT_THE_CREATOR: ['het werk is van een andere maker', 'la obra pertenece a otro creador'],
  ZERO_CONTENT: [
    'de hash van de inhoud bestaat uit nullen: hash de bytes van het werk met SHA-256',
    'el hash del contenido es todo ceros: calcula el SHA-256 de la obra',
  ],
  UNKNOWN_KIND: [
    'onbekende soort: 0 is een werk, 1 een afgeleid werk, 2 (in batches) een registratie',
    'tipo desconocido: 0 es una obra, 1 una derivada, 2 (en lotes) un registro',
  ],
  REGISTRATION_ALONE: [
    'een registratie wordt verklaard door de auteur van een batch, niet door de maker zelf',
    'un registro lo declara el autor de un lote, no el propio creador',
  ],
  PARENT_OF_ANOTHER: [
    'de te vervangen attestatie is van een andere maker',
    'la atestación que se sustituye es de otro creador',
  ],
  PARENT_REVOKED: [
    'de te vervangen attestatie is ingetrokken: attesteer het werk opnieuw',
    'la atestación que se sustituye está revocada: atestigua la obra de nuevo',
  ],
  PARENT_REVISED: [
    'de te vervangen attestatie heeft een nieuwere versie: herzie die',
    'la atestación que se sustituye tiene una revisión más nueva: revisa esa',
  ],
  PARENT_YOUNGER: [
    'de te vervangen attestatie is jonger dan de batch',
    'la atestación que se sustituye es posterior al lote',
  ],
  KIND_CHANGED: [
    'een herziening houdt de soort van wat ze vervangt',
    'una revisión mantiene el tipo de lo que sustituye',
  ],
  TOO_MANY_REVISIONS: ['een werk heeft hoogstens 65.535 versies', 'una obra tiene como máximo 65.535 revisiones'],
  ALREADY_REVOKED: ['de attestatie is al ingetrokken', 'la atestación ya está revocada'],
  ZERO_ROOT: ['de wortel bestaat uit nullen', 'la raíz es todo ceros'],
  ZERO_DATA_HASH: [
    'de hash van de gegevens van de batch bestaat uit nullen',
    'el hash de los datos del lote es todo ceros',
  ],
  NO_LEAVES: ['een batch heeft minstens één blad', 'un lote tiene al menos una hoja'],
  TOO_MANY_LEAVES: [
    'een batch heeft hoogstens 2^27 bladen: splits hem',
    'un lote tiene como máximo 2^27 hojas: divídelo',
  ],
  WRONG_PROOF_LENGTH: [
    'het bewijs moet precies zoveel buren hebben als de batch diep is',
    'la prueba debe tener exactamente tantos hermanos como la profundidad del lote',
  ],
  NOT_IN_BATCH: [
    'het blad zit niet in de batch: controleer de velden, de nonce en het bewijs',
    'la hoja no está en el lote: revisa sus campos, su nonce y la prueba',
  ],
  CREATOR_MUST_SIGN: [
    'de batch is van een andere maker: de maker van het blad moet met zijn huidige gezagssleutel tekenen',
    'el lote es de otro creador: el creador de la hoja debe firmar con su autoridad actual',
  ],
  ATTESTATION_REVOKED: [
    'de attestatie is ingetrokken: ervoor instaan kan niet',
    'la atestación está revocada: no se puede avalar',
  ],
  SELF_ENDORSEMENT: ['niemand staat in voor zijn eigen werk', 'nadie avala su propia obra'],
  NOT_THE_ENDORSER: ['een andere maker stond hiervoor in', 'el aval lo dio otro creador'],
  NOT_RENT_PAYER: ['de huur gaat terug naar de rekening die hem betaalde', 'la renta vuelve a la cuenta que la pagó'],
};
