import type { Translations } from '../errors.ts';

export const ATTESTATION_ERRORS: Translations = {
  6100: [
    'de ondertekenaar is niet de gezagssleutel van deze maker: teken met de huidige gezagssleutel',
    'el firmante no es la autoridad de este creador: firma con su autoridad actual',
  ],
  6101: ['het werk is van een andere maker', 'la obra pertenece a otro creador'],
  6102: [
    'de hash van de inhoud bestaat uit nullen: hash de bytes van het werk met SHA-256',
    'el hash del contenido es todo ceros: calcula el SHA-256 de la obra',
  ],
  6103: [
    'onbekende soort: 0 is een werk, 1 een afgeleid werk, 2 (in batches) een registratie',
    'tipo desconocido: 0 es una obra, 1 una derivada, 2 (en lotes) un registro',
  ],
  6104: [
    'een registratie wordt verklaard door de auteur van een batch, niet door de maker zelf',
    'un registro lo declara el autor de un lote, no el propio creador',
  ],
  6105: ['de te vervangen attestatie is van een andere maker', 'la atestación que se sustituye es de otro creador'],
  6106: [
    'de te vervangen attestatie is ingetrokken: attesteer het werk opnieuw',
    'la atestación que se sustituye está revocada: atestigua la obra de nuevo',
  ],
  6107: [
    'de te vervangen attestatie heeft een nieuwere versie: herzie die',
    'la atestación que se sustituye tiene una revisión más nueva: revisa esa',
  ],
  6108: ['de te vervangen attestatie is jonger dan de batch', 'la atestación que se sustituye es posterior al lote'],
  6109: ['een herziening houdt de soort van wat ze vervangt', 'una revisión mantiene el tipo de lo que sustituye'],
  6110: ['een werk heeft hoogstens 65.535 versies', 'una obra tiene como máximo 65.535 revisiones'],
  6111: ['de attestatie is al ingetrokken', 'la atestación ya está revocada'],
  6112: ['de wortel bestaat uit nullen', 'la raíz es todo ceros'],
  6113: ['de hash van de gegevens van de batch bestaat uit nullen', 'el hash de los datos del lote es todo ceros'],
  6114: ['een batch heeft minstens één blad', 'un lote tiene al menos una hoja'],
  6115: ['een batch heeft hoogstens 2^27 bladen: splits hem', 'un lote tiene como máximo 2^27 hojas: divídelo'],
  6116: [
    'het bewijs moet precies zoveel buren hebben als de batch diep is',
    'la prueba debe tener exactamente tantos hermanos como la profundidad del lote',
  ],
  6117: [
    'het blad zit niet in de batch: controleer de velden, de nonce en het bewijs',
    'la hoja no está en el lote: revisa sus campos, su nonce y la prueba',
  ],
  6118: [
    'de batch is van een andere maker: de maker van het blad moet met zijn huidige gezagssleutel tekenen',
    'el lote es de otro creador: el creador de la hoja debe firmar con su autoridad actual',
  ],
  6119: ['de attestatie is ingetrokken: ervoor instaan kan niet', 'la atestación está revocada: no se puede avalar'],
  6120: ['niemand staat in voor zijn eigen werk', 'nadie avala su propia obra'],
  6121: ['een andere maker stond hiervoor in', 'el aval lo dio otro creador'],
  6122: ['de huur gaat terug naar de rekening die hem betaalde', 'la renta vuelve a la cuenta que la pagó'],
};
