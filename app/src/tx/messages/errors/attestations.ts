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
  ALREADY_REVOKED: ['dit is al ingetrokken', 'ya está revocado'],
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
  UNKNOWN_VERSION: [
    'de rekening heeft een indeling die dit programma niet kent: gebruik het programma dat haar schreef',
    'la cuenta tiene un formato que este programa no conoce: usa el programa que la escribió',
  ],
  UNSOUND: [
    'de wijziging zou de rekening in een onmogelijke toestand brengen: dit is een fout van het programma, meld die',
    'el cambio dejaría la cuenta en un estado imposible: es un error del programa, comunícalo',
  ],
  NOT_KEY: [
    'de ondertekenaar is noch de gezagssleutel noch de herstelsleutel van deze maker',
    'el firmante no es ni la autoridad ni la clave de recuperación de este creador',
  ],
  SELF_ATTESTOR: [
    'een maker heeft geen toestemming van zichzelf nodig: noem een andere maker',
    'un creador no necesita permiso de sí mismo: nombra a otro creador',
  ],
  UNKNOWN_SCOPE: [
    'het bereik is een som van 1 (attesteren), 2 (herzien) en 4 (batches), en niet 0',
    'el alcance es una suma de 1 (atestiguar), 2 (revisar) y 4 (lotes), y no 0',
  ],
  NO_PERIOD: ['de toestemming zou voorbij zijn voordat ze begint', 'el permiso terminaría antes de empezar'],
  PERMISSION_INCOMPLETE: [
    'geef de attestant samen met zijn toestemming, of geen van beide',
    'da al atestiguador junto con su permiso, o ninguno de los dos',
  ],
  PERMISSION_OF_OTHERS: [
    'de toestemming is voor een andere maker of een andere attestant',
    'el permiso es para otro creador u otro atestiguador',
  ],
  OUT_OF_SCOPE: [
    'de toestemming is voor iets anders: dit valt buiten haar bereik',
    'el permiso es para otra cosa: esto queda fuera de su alcance',
  ],
  PERMISSION_NOT_YET: ['de toestemming begint later', 'el permiso empieza más tarde'],
  PERMISSION_EXPIRED: ['de toestemming is voorbij', 'el permiso ha terminado'],
  PERMISSION_REVOKED: ['de toestemming is ingetrokken', 'el permiso está revocado'],
  PERMISSION_YOUNGER_THAN_BATCH: [
    'de toestemming is in het slot van de batch of later gegeven: de maker van het blad moet tekenen',
    'el permiso se dio en el slot del lote o después: debe firmar el creador de la hoja',
  ],
  BATCH_REVOKED: [
    'de batch is door zijn auteur ingetrokken: er wordt niets meer uit bevorderd',
    'el autor ha revocado el lote: ya no se promueve nada de él',
  ],
  ENDORSEMENT_WITHDRAWN: ['de aanbeveling is al ingetrokken', 'el aval ya está retirado'],
  ENDORSEMENT_STANDS: [
    'de aanbeveling staat nog: wie haar gaf moet haar eerst intrekken',
    'el aval sigue en pie: quien lo dio debe retirarlo primero',
  ],
  ENDORSEMENT_KEPT: [
    'een ingetrokken aanbeveling blijft 90 dagen bewaard, zodat wat geteld is opnieuw geteld kan worden',
    'un aval retirado se guarda 90 días, para que lo contado pueda contarse otra vez',
  ],
};
