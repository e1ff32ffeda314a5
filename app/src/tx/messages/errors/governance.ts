import type { Translations } from '../errors.ts';

export const GOVERNANCE_ERRORS: Translations = {
  NOT_POOL_AUTHORITY: [
    'de ondertekenaar is niet het gezag van de pool van het platform',
    'el firmante no es la autoridad del fondo de la plataforma',
  ],
  NOT_FOUNDER: [
    'de ondertekenaar is niet de oprichter van dit platform',
    'el firmante no es el fundador de esta plataforma',
  ],
  NOT_HOLDER: [
    'de ondertekenaar handelt niet voor deze houder: teken met de sleutel van de houder, of de huidige gezagssleutel van de maker',
    'el firmante no actúa por este titular: firma con la clave del titular o la autoridad actual del creador',
  ],
  NOT_GUARDIAN: ['de ondertekenaar is niet de wachter', 'el firmante no es el guardián'],
  NOT_PROPOSER: ['de ondertekenaar handelt niet voor de indiener', 'el firmante no actúa por el proponente'],
  WRONG_POOL: ['de pool is niet die van het platform', 'el fondo no es el de la plataforma'],
  WRONG_PLATFORM: ['de rekening hoort bij een ander platform', 'la cuenta pertenece a otra plataforma'],
  WRONG_POSITION: ['de positie is niet die van de stemmer', 'la posición no es la del votante'],
  WRONG_TRACK: ['het spoor is niet dat van het voorstel', 'la vía no es la de la propuesta'],
  WRONG_TREASURY: ['de kas is niet die van het platform', 'la tesorería no es la de la plataforma'],
  WRONG_PAYER: ['de huur gaat terug naar de rekening die hem betaalde', 'la renta vuelve a la cuenta que la pagó'],
  FOUNDER_PERIOD_OVER: [
    'de oprichtersperiode is voorbij: wijzig sporen met een voorstel',
    'el periodo fundador terminó: cambia las vías con una propuesta',
  ],
  INVALID_FOUNDER_PERIOD: [
    'een oprichtersperiode eindigt na nu en binnen 366 dagen',
    'un periodo fundador termina después de ahora y en 366 días',
  ],
  ALREADY_HANDED_OVER: ['de pool is al overgedragen aan de kas', 'el fondo ya se entregó a la tesorería'],
  NO_CONSTITUTION: [
    'een platform heeft een grondwet nodig: geef de hash van de tekst',
    'una plataforma necesita una constitución: da el hash de su texto',
  ],
  INVALID_GUARDIAN: [
    'een wachter heeft een sleutel en een einde binnen 366 dagen nodig, of geen van beide',
    'un guardián necesita una clave y un fin en 366 días, o ninguno',
  ],
  INVALID_SEAT_RULE: [
    'een makerszetel moet verdiende aandelen vragen, anders zijn zetels vrij voor iedereen',
    'un escaño debe exigir participaciones ganadas, o serían libres para todos',
  ],
  INVALID_KINDS: [
    'de soorten van het spoor: minstens één, en geen die niet bestaat',
    'los tipos de la vía: al menos uno, y ninguno inexistente',
  ],
  INVALID_BPS: [
    'een deel is groter dan het mag, of een huis moet instemmen zonder quorum',
    'una parte supera lo permitido, o se pide aprobación a una cámara sin cuórum',
  ],
  INVALID_PERIODS: [
    'een periode valt buiten de grenzen: stemming minstens 3 dagen, uitvoering 1 dag, wachttijd 1 dag als er geld uitgaat',
    'un periodo está fuera de sus límites: votación al menos 3 días, ejecución 1 día, espera 1 día si salen fondos',
  ],
  NO_DECISION: [
    'een spoor heeft een quorum van het aandelenhuis nodig, of moet optimistisch zijn',
    'una vía necesita cuórum de la cámara de participaciones, o ser optimista',
  ],
  INVALID_OPTIMISTIC_TRACK: [
    'een optimistisch spoor gaat boven de vaste grenzen',
    'una vía optimista supera sus límites fijos',
  ],
  INVALID_SPENDING_LIMITS: [
    'de bestedingsgrenzen kloppen niet, of meten wat niet te meten is',
    'los límites de gasto no tienen sentido, o miden lo que no pueden',
  ],
  INVALID_BLOCKING: [
    'de wachter mag geen herroeping en niet zijn eigen vervanging kunnen blokkeren',
    'el guardián no debe poder bloquear una revocación ni su propio reemplazo',
  ],
  INVALID_BOND: ['een borg is hoogstens 100 SOL', 'una fianza es como máximo de 100 SOL'],
  INVALID_TITLE: ['de titel heeft 1 tot 64 bytes', 'el título tiene de 1 a 64 bytes'],
  INVALID_URI: [
    'het adres van het document heeft 1 tot 128 bytes leesbare ASCII',
    'la dirección del documento tiene de 1 a 128 bytes de ASCII imprimible',
  ],
  NO_DOCUMENT: [
    'een voorstel heeft een document nodig: geef de hash van de tekst',
    'una propuesta necesita un documento: da el hash de su texto',
  ],
  ACTIONS_TRUNCATED: [
    'de acties breken midden in een actie af: codeer ze opnieuw',
    'las acciones terminan a mitad de una: codifícalas de nuevo',
  ],
  UNKNOWN_ACTION: ['zo’n soort actie bestaat niet', 'no existe ese tipo de acción'],
  INVALID_ACTION: [
    'een veld van een actie heeft een waarde die niet kan',
    'un campo de una acción tiene un valor imposible',
  ],
  INVALID_ACTION_PARAMETERS: [
    'een actie kan zoals ze is nooit worden uitgevoerd',
    'una acción no podrá ejecutarse nunca tal como está',
  ],
  INVALID_ACTION_COUNT: [
    'een voorstel bevat 1 tot 10 acties, zelf of als hash',
    'una propuesta lleva de 1 a 10 acciones, incluidas o por hash',
  ],
  KIND_NOT_IN_TRACK: [
    'deze soort actie hoort niet bij dit spoor: stel haar in haar eigen spoor voor',
    'ese tipo de acción no pertenece a esta vía: proponlo en la suya',
  ],
  TOO_FEW_VOTES_TO_PROPOSE: [
    'de indiener heeft in dit tijdvak te weinig stemmen: elk openstaand voorstel vraagt opnieuw het deel van het spoor, een vrijgehouden plaats een twintigste; verzamel delegaties, of wacht tot er een is beslist',
    'el proponente tiene muy pocos votos en esta época: cada propuesta abierta exige de nuevo la parte de la vía, y un lugar reservado una vigésima parte; reúne delegaciones o espera a que se decida una',
  ],
  NO_VOTES: ['nog niemand heeft stemmen in dit tijdvak', 'nadie tiene votos aún en esta época'],
  TOO_LONG_FOR_EPOCH: [
    'de stemming kan niet binnen de twee volgende tijdvakken eindigen',
    'la votación no podría terminar en las dos épocas siguientes',
  ],
  NO_FREE_SLOT: [
    'alle stemplaatsen zijn bezet: wacht tot een voorstel is geteld',
    'todas las casillas de voto están ocupadas: espera a que se cuente una propuesta',
  ],
  ABOVE_ACTION_LIMIT: [
    'een actie besteedt meer dan het spoor in één keer toestaat',
    'una acción gasta más de lo que la vía permite de una vez',
  ],
  ABOVE_EPOCH_LIMIT: [
    'de bestedingsgrens van het spoor voor dit tijdvak zou worden overschreden',
    'se superaría el límite de gasto de la vía en esta época',
  ],
  BALANCE_MISSING: [
    'geef de rekening van de kas voor elke bezitting die wordt besteed, zodat de grens te meten is',
    'da la cuenta de la tesorería de cada activo que se gasta, para medir el límite',
  ],
  HASHED_ACTIONS_NOT_MEASURABLE: [
    'een spoor met bestedingsgrenzen wil zijn acties in het voorstel zelf',
    'una vía con límites de gasto necesita sus acciones incluidas',
  ],
  VOTING_NOT_BEGUN: ['de stemming is nog niet begonnen', 'la votación no ha empezado'],
  VOTING_OVER: ['de stemming is voorbij', 'la votación ha terminado'],
  COOL_OFF_PERIOD: ['in de bezinning tellen alleen stemmen tegen', 'en la reflexión solo cuentan los votos en contra'],
  INVALID_CHOICE: ['de keuze is 1 voor, 2 tegen, 3 onthouding', 'la opción es 1 sí, 2 no, 3 abstención'],
  NO_VOTES_IN_EPOCH: [
    'deze houder heeft in het tijdvak van het voorstel geen stemmen, in geen van beide huizen',
    'este titular no tiene votos en la época de la propuesta, en ninguna cámara',
  ],
  DELEGATE_MISSING: [
    'deze aandelen waren gedelegeerd: geef de stemrekening van de gemachtigde, die iedereen kan openen',
    'estas participaciones estaban delegadas: da la cuenta de votante del delegado, que cualquiera puede abrir',
  ],
  WRONG_DELEGATE: ['de stemrekening is niet die van de gemachtigde', 'la cuenta de votante no es la del delegado'],
  VOTE_NOT_OVER: ['de stemming is nog niet voorbij', 'la votación aún no ha terminado'],
  ALREADY_DECIDED: ['over het voorstel is al beslist', 'la propuesta ya está decidida'],
  VOTING_BEGUN: [
    'de stemming is begonnen: een voorstel kan alleen daarvoor worden ingetrokken',
    'la votación ha empezado: una propuesta solo se retira antes',
  ],
  NOT_PASSED: [
    'het voorstel is niet aangenomen, of nog niet geteld',
    'la propuesta no se aprobó, o aún no se ha contado',
  ],
  TIMELOCK_NOT_OVER: ['de wachttijd is nog niet voorbij', 'la espera no ha terminado'],
  GRACE_OVER: ['de tijd voor uitvoering is voorbij', 'el plazo de ejecución ha terminado'],
  WRONG_ACTION: [
    'de volgende actie van dit voorstel is van een andere soort',
    'la siguiente acción de esta propuesta es de otro tipo',
  ],
  PAYLOAD_MISMATCH: ['dit zijn niet de bytes waarover gestemd is', 'estos no son los bytes que se votaron'],
  UNEXPECTED_PAYLOAD: [
    'dit voorstel bevat zijn acties zelf: breng geen bytes mee',
    'esta propuesta incluye sus acciones: no traigas bytes',
  ],
  WRONG_RECIPIENT: ['de ontvanger is niet die waarover gestemd is', 'el destinatario no es el que se votó'],
  RECIPIENT_REFUSED: [
    'de ontvanger moet een wallet zijn, of een tokenrekening van de munt, en nooit die van de kas zelf',
    'el destinatario debe ser una cartera, o una cuenta de ese token, y nunca la propia tesorería',
  ],
  INSUFFICIENT_TREASURY: ['de kas heeft zoveel niet naast haar huur', 'la tesorería no tiene tanto además de su renta'],
  NOT_TERMINAL: [
    'het voorstel is niet ten einde: er kan nog niets terug',
    'la propuesta no ha terminado: aún no se puede devolver nada',
  ],
  GUARDIAN_EXPIRED: ['de termijn van de wachter is voorbij', 'el mandato del guardián ha terminado'],
  NOT_BLOCKABLE: ['dit spoor kan niet geblokkeerd worden', 'esta vía no puede bloquearse'],
  WRONG_MINT: ['de munt is niet die waarover gestemd is', 'el token no es el que se votó'],
  WRONG_SOURCE: [
    'de tokenrekening is niet van de kas, of van een andere munt',
    'la cuenta de tokens no es de la tesorería, o es de otro token',
  ],
  WRONG_DESTINATION: [
    'de bestemming is niet de gewone tokenrekening van de ontvanger',
    'el destino no es la cuenta asociada del destinatario',
  ],
  WRONG_VERSION: [
    'de versie van de regel is niet die na de nieuwste: een ander voorstel was eerder',
    'la versión de la regla no es la siguiente: otra propuesta llegó antes',
  ],
  WIDENS_DATA: [
    'deze gegevensregel verzamelt meer dan voorheen: stel haar voor als verruiming, in dat spoor',
    'esta regla de datos recoge más que antes: proponla como ampliación, en esa vía',
  ],
  WRONG_DOMAIN: ['een regel houdt voorgoed haar onderwerp', 'una regla mantiene su ámbito para siempre'],
  VOTER_IN_USE: [
    'de stemplaatsen of de zetel van deze stemmer zijn nog in gebruik',
    'las casillas o el escaño de este votante siguen en uso',
  ],
  NOT_CREATOR: ['alleen een maker kan een zetel nemen', 'solo un creador puede tomar un escaño'],
  CREATOR_TOO_YOUNG: ['de maker bestaat te kort voor een zetel', 'el creador es demasiado reciente para un escaño'],
  TOO_LITTLE_EARNED: [
    'de maker heeft te weinig aandelen verdiend voor een zetel',
    'el creador ha ganado muy pocas participaciones para un escaño',
  ],
  SEAT_TAKEN: ['de maker heeft al een zetel', 'el creador ya tiene un escaño'],
  NO_SEAT: ['de houder heeft geen zetel', 'el titular no tiene escaño'],
  STILL_QUALIFIED: ['de houder van de zetel voldoet nog steeds', 'el titular del escaño aún cumple'],
  BUDGET_REVOKED: ['het budget is ingetrokken', 'el presupuesto está revocado'],
  BUDGET_ENDED: ['het budget is voorbij', 'el presupuesto ha terminado'],
  REPORT_LATE: [
    'er is een verslag te laat: er wordt niets betaald tot het er is',
    'un informe se retrasa: no se paga nada hasta que llegue',
  ],
  NOTHING_ACCRUED: ['er is niets opgebouwd sinds de vorige opname', 'no se ha devengado nada desde el último cobro'],
  WRONG_BUDGET: ['de rekening is niet het budget waarover gestemd is', 'la cuenta no es el presupuesto que se votó'],
  NOT_REDUCED: [
    'een verlaging mag tarief, maximum of einde niet verhogen',
    'una reducción no puede subir la tasa, el tope ni el fin',
  ],
  BELOW_DRAWN: [
    'het maximum ligt onder wat al is opgenomen: trek het budget in plaats daarvan in',
    'el tope es menor que lo ya cobrado: revoca el presupuesto',
  ],
  BUDGET_RUNS: ['het budget loopt nog', 'el presupuesto sigue activo'],
  WRONG_TARGET: ['de rekening is niet die waarover gestemd is', 'la cuenta no es la que se votó'],
  PROGRAM_HASH_MISMATCH: [
    'de code van het programma is niet die waarover gestemd is: ze is vervangen, uitgebreid, of kan vervangen worden',
    'el código del programa no es el que se votó: se ha sustituido, ampliado, o puede sustituirse',
  ],
  NOT_UPGRADE_AUTHORITY: [
    'de kas heeft niet het gezag over het programma en de buffer: stel beide in voor u voorstelt',
    'la tesorería no es la autoridad del programa y del búfer: fija ambas antes de proponer',
  ],
  BUFFER_HASH_MISMATCH: [
    'de buffer bevat niet de code waarover gestemd is',
    'el búfer no contiene el código que se votó',
  ],
  ACCOUNTS_MISMATCH: [
    'dit zijn niet precies de rekeningen waarover gestemd is, in die volgorde',
    'estas no son exactamente las cuentas que se votaron, en ese orden',
  ],
  FLAG_MISSING: [
    'een rekening die volgens de stemming beschrijfbaar moet zijn of moet tekenen, is of doet dat niet',
    'una cuenta que según el voto debe ser modificable o firmar no lo es o no firma',
  ],
  GOVERNANCE_WRITABLE: [
    'een rekening van het bestuur mag in een aanroep niet beschrijfbaar zijn',
    'una cuenta de la gobernanza no puede ser modificable en una llamada',
  ],
  SELF_TARGET: [
    'het bestuur roept zichzelf niet aan: voor wat het doet is er een actie',
    'la gobernanza no se llama a sí misma: hay una acción para lo que hace',
  ],
  TREASURY_TAKEN: [
    'de kas moet een portemonnee blijven: de aanroep zou er iets anders van maken',
    'la tesorería debe seguir siendo una cartera: la llamada la convertiría en otra cosa',
  ],
  SLOT_NOT_PAST: [
    'een slot waarop code wordt vastgelegd ligt vóór dat van het voorstel: zet de code eerst in bedrijf',
    'el slot que fija el código es anterior al de la propuesta: despliega primero y propón después',
  ],
  BUDGET_ID_RESERVED: [
    'budgetten van sporen met uitgavengrenzen hebben nummers vanaf 2147483648, alle andere daaronder',
    'los presupuestos de las vías con límites de gasto tienen números desde 2147483648, los demás por debajo',
  ],
  BUDGET_NEWER: [
    'dit budget is geopend na het voorstel: dat gaat over een ander, dat dit nummer had',
    'este presupuesto se abrió después de la propuesta: esta trata de otro, que tenía su número',
  ],
  OUT_OF_RANGE: ['de getallen vallen buiten het bereik', 'los números están fuera de rango'],
  TOKEN_REFUSED: [
    'een tokenrekening met deze uitbreidingen of in deze staat kan niet veilig betaald worden',
    'no se puede pagar con seguridad a una cuenta de tokens con estas extensiones o en este estado',
  ],
  INVALID_CONSTITUTIONAL_TERMS: [
    'een spoor dat sporen schrijft, programma’s aanroept of vervangt, vraagt beide huizen om een quorum van 15 tot 40 % en een goedkeuring van 60 tot 75 %, en de indiener om hoogstens 1 % van alle stemmen',
    'una vía que escribe vías, llama o sustituye programas pide a ambas cámaras un cuórum del 15 al 40 % y una aprobación del 60 al 75 %, y a quien propone como mucho el 1 % de todos los votos',
  ],
  NO_TRACK_WRITER: [
    'het eerste spoor van een platform schrijft sporen, en een dat dat doet blijft: anders kon niets meer veranderen',
    'la primera vía de una plataforma escribe vías, y una que lo hace se queda: si no, nada podría cambiar ya',
  ],
  SNAPSHOT_EPOCH_TOO_SHORT: [
    'de tijdvakken van de pool zijn korter dan 7 dagen: geen stemming zou in twee ervan passen',
    'las épocas del fondo duran menos de 7 días: ninguna votación cabría en dos de ellas',
  ],
  OPTIMISTIC_CLOSED: [
    'er zijn te weinig aandelen in posities om door stilzwijgen te beslissen: stel het voor in een spoor waarin gestemd wordt',
    'hay muy pocas participaciones en posiciones para decidir por silencio: proponlo en una vía que se vota',
  ],
  WRONG_NUMBER: [
    'het voorstel heeft een ander nummer: deze stem was voor een ander gemaakt, dat dit adres eerder had',
    'la propuesta tiene otro número: este voto se hizo para otra que tuvo antes su dirección',
  ],
  ASSET_NOT_METERED: [
    'een spoor met bestedingsgrenzen betaalt in lamports, in de aandelen van de pool en in haar dividenden: stel dit in een ander voor',
    'una vía con límites de gasto paga en lamports, en participaciones del fondo y en sus dividendos: propón esto en otra',
  ],
};
