import type { Translations } from '../errors.ts';

export const EQUITY_ERRORS: Translations = {
  NOT_AUTHORITY: ['de ondertekenaar is niet het gezag van de pool', 'el firmante no es la autoridad del fondo'],
  NOT_SCORER: ['de ondertekenaar is niet de scorer van de pool', 'el firmante no es el puntuador del fondo'],
  NOT_HOLDER: [
    'de ondertekenaar handelt niet voor deze houder: teken met de wallet zelf, of met de huidige gezagssleutel van de maker',
    'el firmante no actúa por este titular: firma con la propia cartera o con la autoridad actual del creador',
  ],
  NOT_MINT_AUTHORITY: [
    'de ondertekenaar is niet het gezag van de munt: alleen wie mag uitgeven kan er een pool op oprichten',
    'el firmante no es la autoridad de la emisión: solo quien puede emitir puede fundar un fondo',
  ],
  MINT_HAS_SUPPLY: [
    'van de munt is al uitgegeven: richt de pool op met een nieuwe munt',
    'la emisión ya tiene unidades: funda el fondo con una nueva',
  ],
  MINT_HAS_FREEZE_AUTHORITY: [
    'de munt heeft een bevriezingsgezag, dat de kluis kan blokkeren: verwijder het eerst',
    'la emisión tiene autoridad de congelación, que podría bloquear la bóveda: quítala primero',
  ],
  MINT_EXTENSION: [
    'de aandelenmunt heeft een uitbreiding die de boekhouding kan breken',
    'la emisión de participaciones tiene una extensión que podría romper la contabilidad',
  ],
  DIVIDEND_MINT_EXTENSION: [
    'de dividendmunt heeft een uitbreiding waarmee dividend weggenomen of bevroren kan worden',
    'la moneda de dividendos tiene una extensión que podría quitar o congelar dividendos',
  ],
  WRONG_TOKEN_PROGRAM: [
    'het tokenprogramma is niet dat van deze munt',
    'el programa de tokens no es el dueño de esta emisión',
  ],
  INVALID_CAP: [
    'de maxima kloppen niet: samen moeten de drie boven 0 zijn en in 64 bits passen',
    'los topes no son válidos: los tres juntos deben ser mayores que 0 y caber en 64 bits',
  ],
  INVALID_BPS: [
    'afname en maximum per blad liggen boven 0 en zijn hoogstens 10.000 basispunten',
    'la reducción y el máximo por hoja son mayores que 0 y como máximo 10.000 puntos básicos',
  ],
  INVALID_PERIOD: [
    'een periode valt buiten het bereik: vensters, aanvechting, tijdvakken en afkoeling duren 1 tot 366 dagen',
    'un periodo está fuera de rango: ventanas, impugnación, épocas y espera duran de 1 a 366 días',
  ],
  INVALID_GENESIS: [
    'het eerste venster en het eerste tijdvak kunnen niet in de toekomst of voor 1970 beginnen',
    'la primera ventana y la primera época no pueden empezar en el futuro ni antes de 1970',
  ],
  INVALID_BOND: [
    'de inzet moet boven 0 zijn, en twee inzetten moeten passen in de bakken voor toekenningen en kas',
    'la fianza debe ser mayor que 0, y dos fianzas deben caber en los fondos de concesiones y tesorería',
  ],
  INVALID_DIVIDEND_MINIMUM: [
    'het minimum aan aandelen voor dividend ligt boven 0',
    'el mínimo de participaciones para dividendos es mayor que 0',
  ],
  ZERO_KEY: [
    'de sleutel bestaat uit nullen: geef een sleutel die iemand heeft',
    'la clave es todo ceros: da una clave que alguien tenga',
  ],
  WRONG_POOL: ['deze rekening hoort bij een andere pool', 'esta cuenta pertenece a otro fondo'],
  WRONG_MINT: ['dit is niet de munt van de pool', 'esta no es la emisión del fondo'],
  WRONG_VAULT: ['dit is niet de kluis van de pool', 'esta no es la bóveda del fondo'],
  WRONG_DIVIDEND_MINT: ['dit is niet de dividendmunt van de pool', 'esta no es la moneda de dividendos del fondo'],
  WRONG_DIVIDEND_VAULT: ['dit is niet de dividendkluis van de pool', 'esta no es la bóveda de dividendos del fondo'],
  HANDED_OVER: ['het gezag is al overgedragen, en voorgoed', 'la autoridad ya se entregó, y para siempre'],
  DISTRIBUTION_OPEN: [
    'er staat nog een verdeling open: maak haar definitief, of laat de aanvechting beslissen',
    'aún hay una distribución abierta: hazla definitiva, o deja que se resuelva su impugnación',
  ],
  WINDOW_TOO_SHORT: [
    'het venster is korter dan de vensterlengte van de pool',
    'la ventana es más corta que la del fondo',
  ],
  WINDOW_IN_FUTURE: ['het venster eindigt in de toekomst', 'la ventana termina en el futuro'],
  NOTHING_TO_ALLOCATE: ['er is niets meer te verdelen', 'no queda nada por asignar'],
  ZERO_HASH: [
    'een wortel en de hashes van gegevens, regel en invoer kunnen geen nullen zijn',
    'la raíz y los hashes de datos, regla y entradas no pueden ser ceros',
  ],
  INVALID_LEAVES: ['een boom heeft 1 tot 134.217.728 bladen', 'un árbol tiene de 1 a 134.217.728 hojas'],
  NOT_CHALLENGEABLE: [
    'de verdeling staat niet open voor aanvechting: ze is al aangevochten, definitief of vervallen',
    'la distribución no admite impugnación: ya está impugnada, definitiva o anulada',
  ],
  CHALLENGE_WINDOW_OVER: ['de termijn voor aanvechting is voorbij', 'el plazo de impugnación ha terminado'],
  CHALLENGE_WINDOW_OPEN: ['de termijn voor aanvechting is nog niet voorbij', 'el plazo de impugnación no ha terminado'],
  SAME_ROOT: [
    'wat je ertegenover stelt is wat werd voorgesteld: een andere wortel, of een ander aantal bladeren',
    'lo que opones es lo propuesto: otra raíz, u otro número de hojas',
  ],
  OWN_DISTRIBUTION: [
    'de indiener kan zijn eigen verdeling niet aanvechten',
    'el proponente no puede impugnar su propia distribución',
  ],
  NOT_CHALLENGED: ['de verdeling heeft geen open aanvechting', 'la distribución no tiene ninguna impugnación abierta'],
  UNRESOLVED: ['eerst moet over de aanvechting beslist worden', 'primero debe resolverse la impugnación'],
  SETTLED: ['de verdeling is al definitief of vervallen', 'la distribución ya es definitiva o está anulada'],
  NOT_FINAL: ['de verdeling is niet definitief', 'la distribución no es definitiva'],
  WRONG_HOLDER: ['de positie is van een andere houder', 'la posición pertenece a otro titular'],
  WRONG_DELEGATE: [
    'geef precies de positie van de huidige gemachtigde van de houder, of geen als die er niet is',
    'da exactamente la posición del delegado actual del titular, o ninguna si no lo hay',
  ],
  WRONG_PROOF: ['het bewijs leidt niet naar de wortel', 'la prueba no lleva a la raíz'],
  ZERO_AMOUNT: ['het bedrag is 0', 'el importe es 0'],
  LEAF_ABOVE_MAXIMUM: ['het blad ligt boven het maximum per blad', 'la hoja supera el máximo por hoja'],
  ABOVE_ALLOCATION: [
    'de opgehaalde aandelen zouden boven de toewijzing komen',
    'las reclamaciones superarían la asignación',
  ],
  ALREADY_CLAIMED: ['dit tijdvak is al opgehaald', 'esta época ya se reclamó'],
  EPOCH_TOO_OLD: [
    'er zijn 128 nieuwere tijdvakken voorgesteld: dit kan niet meer worden opgehaald',
    'se han propuesto 128 épocas más nuevas: esta ya no se puede reclamar',
  ],
  INSUFFICIENT_SHARES: [
    'zoveel aandelen zijn er niet in deze positie',
    'no hay tantas participaciones en esta posición',
  ],
  NO_PENDING_WITHDRAWAL: ['er is niets onderweg naar buiten', 'no hay nada en espera en esta posición'],
  COOLDOWN_ACTIVE: [
    'aandelen kunnen eruit vanaf het derde tijdvak na het verzoek',
    'las participaciones salen desde la tercera época después de la solicitud',
  ],
  SELF_DELEGATION: ['een houder kan niet zichzelf machtigen', 'un titular no puede delegar en sí mismo'],
  ALREADY_DELEGATED: ['deze houder is al de gemachtigde', 'este titular ya es el delegado'],
  NOT_DELEGATED: ['deze positie heeft geen gemachtigde', 'esta posición no tiene delegado'],
  DELEGATION_COOLDOWN: [
    'de vorige wijziging van gemachtigde moet twee tijdvakken hebben geteld',
    'el último cambio de delegado debe haber contado dos épocas',
  ],
  POSITION_IN_USE: [
    'er zitten nog aandelen, stemmen, dividend of een afkoelende opname in deze positie',
    'aún hay participaciones, votos, dividendos o una retirada en espera en esta posición',
  ],
  CLAIMS_ON_RECORD: [
    'een opgehaald tijdvak uit de nieuwste 128 moet bewaard blijven: sluit de positie als het eruit is geschoven',
    'una reclamación en las 128 épocas más nuevas debe quedar registrada: cierra la posición cuando haya salido',
  ],
  NOT_RENT_PAYER: ['de huur gaat terug naar de rekening die hem betaalde', 'la renta vuelve a la cuenta que la pagó'],
  INVALID_SCHEDULE: [
    'de tijden van de toekenning moeten op volgorde staan (begin, drempel, einde), binnen 50 jaar van nu',
    'los tiempos de la concesión deben estar en orden (inicio, umbral, fin), a menos de 50 años de ahora',
  ],
  ABOVE_BUCKET: ['zoveel is er niet meer over in de bak', 'no queda tanto en ese fondo'],
  NOTHING_VESTED: ['er is niets nieuws verworven', 'no se ha consolidado nada nuevo'],
  NOT_REVOCABLE: ['deze toekenning kan niet worden ingetrokken', 'esta concesión no se puede revocar'],
  FULLY_VESTED: [
    'de toekenning is volledig verworven: er is niets meer in te trekken of te versnellen',
    'la concesión está consolidada del todo: no queda nada que revocar ni acelerar',
  ],
  NOT_SOONER: [
    'een versnelde toekenning eindigt eerder dan voorheen',
    'una concesión acelerada termina antes que antes',
  ],
  SAME_HOLDER: ['de toekenning is al van deze houder', 'la concesión ya es de este titular'],
  GRANT_IN_USE: [
    'de toekenning bevat nog aandelen die niet zijn vrijgegeven',
    'la concesión aún contiene participaciones sin liberar',
  ],
  WRONG_DESTINATION: [
    'de bestemming is geen tokenrekening van het gezag van de pool',
    'el destino no es una cuenta de tokens de la autoridad del fondo',
  ],
  TOO_FEW_SHARES: [
    'er zitten te weinig aandelen in posities om dividend te delen',
    'hay muy pocas participaciones en posiciones para repartir un dividendo',
  ],
  NOTHING_DUE: ['er is geen dividend verschuldigd', 'no se debe ningún dividendo'],
  NO_BOND_DUE: ['deze houder heeft geen inzet tegoed', 'no se debe ninguna fianza a este titular'],
  OUT_OF_RANGE: ['de getallen vallen buiten het bereik', 'los números están fuera de rango'],
  UNBALANCED: ['de boeken kloppen niet', 'las cuentas no cuadran'],
  NOT_TRANSFERABLE: [
    'deze toekenning kan niet aan een ander worden gegeven',
    'esta concesión no se puede dar a otro titular',
  ],
  NO_PENDING_TRANSFER: [
    'er is geen overdracht van deze toekenning onderweg: niet gevraagd, of al ingegaan',
    'no hay ninguna cesión pendiente de esta concesión: no se pidió, o ya surtió efecto',
  ],
  NOT_RECOVERY_KEY: [
    'de ondertekenaar is niet de herstelsleutel van de maker die dit houdt',
    'el firmante no es la clave de recuperación del creador que tiene esto',
  ],
  NOT_A_MINT: [
    'deze rekening is geen munt van dit tokenprogramma',
    'esta cuenta no es una emisión de este programa de tokens',
  ],
};
