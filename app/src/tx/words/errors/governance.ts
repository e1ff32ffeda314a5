import type { Translations } from '../errors.ts';

export const GOVERNANCE_ERRORS: Translations = {
  6300: [
    'de ondertekenaar is niet het gezag van de pool van het platform',
    'el firmante no es la autoridad del fondo de la plataforma',
  ],
  6301: ['de ondertekenaar is niet de oprichter van dit platform', 'el firmante no es el fundador de esta plataforma'],
  6302: [
    'de ondertekenaar handelt niet voor deze houder: teken met de sleutel van de houder, of de huidige gezagssleutel van de maker',
    'el firmante no actúa por este titular: firma con la clave del titular o la autoridad actual del creador',
  ],
  6303: ['de ondertekenaar is niet de wachter', 'el firmante no es el guardián'],
  6304: ['de ondertekenaar handelt niet voor de indiener', 'el firmante no actúa por el proponente'],
  6305: ['de pool is niet die van het platform', 'el fondo no es el de la plataforma'],
  6306: ['de rekening hoort bij een ander platform', 'la cuenta pertenece a otra plataforma'],
  6307: ['de positie is niet die van de stemmer', 'la posición no es la del votante'],
  6308: ['het spoor is niet dat van het voorstel', 'la vía no es la de la propuesta'],
  6309: ['de kas is niet die van het platform', 'la tesorería no es la de la plataforma'],
  6310: ['de huur gaat terug naar de rekening die hem betaalde', 'la renta vuelve a la cuenta que la pagó'],
  6311: [
    'de oprichtersperiode is voorbij: wijzig sporen met een voorstel',
    'el periodo fundador terminó: cambia las vías con una propuesta',
  ],
  6312: [
    'een oprichtersperiode eindigt na nu en binnen 366 dagen',
    'un periodo fundador termina después de ahora y en 366 días',
  ],
  6313: ['de pool is al overgedragen aan de kas', 'el fondo ya se entregó a la tesorería'],
  6314: [
    'een platform heeft een grondwet nodig: geef de hash van de tekst',
    'una plataforma necesita una constitución: da el hash de su texto',
  ],
  6315: [
    'een wachter heeft een sleutel en een einde binnen 366 dagen nodig, of geen van beide',
    'un guardián necesita una clave y un fin en 366 días, o ninguno',
  ],
  6316: [
    'een makerszetel moet verdiende aandelen vragen, anders zijn zetels vrij voor iedereen',
    'un escaño debe exigir participaciones ganadas, o serían libres para todos',
  ],
  6317: [
    'de soorten van het spoor: minstens één, en geen die niet bestaat',
    'los tipos de la vía: al menos uno, y ninguno inexistente',
  ],
  6318: [
    'een deel is groter dan het mag, of een huis moet instemmen zonder quorum',
    'una parte supera lo permitido, o se pide aprobación a una cámara sin cuórum',
  ],
  6319: [
    'een periode valt buiten de grenzen: stemming minstens 3 dagen, uitvoering 1 dag, wachttijd 1 dag als er geld uitgaat',
    'un periodo está fuera de sus límites: votación al menos 3 días, ejecución 1 día, espera 1 día si salen fondos',
  ],
  6320: [
    'een spoor heeft een quorum van het aandelenhuis nodig, of moet optimistisch zijn',
    'una vía necesita cuórum de la cámara de participaciones, o ser optimista',
  ],
  6321: ['een optimistisch spoor gaat boven de vaste grenzen', 'una vía optimista supera sus límites fijos'],
  6322: [
    'de bestedingsgrenzen kloppen niet, of meten wat niet te meten is',
    'los límites de gasto no tienen sentido, o miden lo que no pueden',
  ],
  6323: [
    'de wachter mag een intrekking of zijn eigen vervanging niet kunnen blokkeren',
    'el guardián no debe poder bloquear una revocación ni su propio reemplazo',
  ],
  6324: ['een borg is hoogstens 100 SOL', 'una fianza es como máximo de 100 SOL'],
  6325: ['de titel heeft 1 tot 64 bytes', 'el título tiene de 1 a 64 bytes'],
  6326: [
    'het adres van het document heeft 1 tot 128 bytes leesbare ASCII',
    'la dirección del documento tiene de 1 a 128 bytes de ASCII imprimible',
  ],
  6327: [
    'een voorstel heeft een document nodig: geef de hash van de tekst',
    'una propuesta necesita un documento: da el hash de su texto',
  ],
  6328: [
    'de acties breken midden in een actie af: codeer ze opnieuw',
    'las acciones terminan a mitad de una: codifícalas de nuevo',
  ],
  6329: ['zo’n soort actie bestaat niet', 'no existe ese tipo de acción'],
  6330: ['een veld van een actie heeft een waarde die niet kan', 'un campo de una acción tiene un valor imposible'],
  6331: ['een actie kan zoals ze is nooit worden uitgevoerd', 'una acción no podrá ejecutarse nunca tal como está'],
  6332: [
    'een voorstel bevat 1 tot 10 acties, zelf of als hash',
    'una propuesta lleva de 1 a 10 acciones, incluidas o por hash',
  ],
  6333: [
    'deze soort actie hoort niet bij dit spoor: stel haar in haar eigen spoor voor',
    'ese tipo de acción no pertenece a esta vía: proponlo en la suya',
  ],
  6334: [
    'de indiener heeft in dit tijdvak te weinig stemmen voor dit spoor',
    'el proponente tiene muy pocos votos en esta época para esta vía',
  ],
  6335: ['nog niemand heeft stemmen in dit tijdvak', 'nadie tiene votos aún en esta época'],
  6336: [
    'de stemming kan niet binnen de twee volgende tijdvakken eindigen',
    'la votación no podría terminar en las dos épocas siguientes',
  ],
  6337: [
    'alle stemplaatsen zijn bezet: wacht tot een voorstel is geteld',
    'todas las casillas de voto están ocupadas: espera a que se cuente una propuesta',
  ],
  6338: [
    'een actie besteedt meer dan het spoor in één keer toestaat',
    'una acción gasta más de lo que la vía permite de una vez',
  ],
  6339: [
    'de bestedingsgrens van het spoor voor dit tijdvak zou worden overschreden',
    'se superaría el límite de gasto de la vía en esta época',
  ],
  6340: [
    'geef de rekening van de kas voor elke bezitting die wordt besteed, zodat de grens te meten is',
    'da la cuenta de la tesorería de cada activo que se gasta, para medir el límite',
  ],
  6341: [
    'een spoor met bestedingsgrenzen wil zijn acties in het voorstel zelf',
    'una vía con límites de gasto necesita sus acciones incluidas',
  ],
  6342: ['de stemming is nog niet begonnen', 'la votación no ha empezado'],
  6343: ['de stemming is voorbij', 'la votación ha terminado'],
  6344: ['in de bezinning tellen alleen stemmen tegen', 'en la reflexión solo cuentan los votos en contra'],
  6345: ['de keuze is 1 voor, 2 tegen, 3 onthouding', 'la opción es 1 sí, 2 no, 3 abstención'],
  6346: [
    'deze houder heeft in het tijdvak van het voorstel geen stemmen, in geen van beide huizen',
    'este titular no tiene votos en la época de la propuesta, en ninguna cámara',
  ],
  6347: [
    'deze aandelen waren gedelegeerd: geef de stemrekening van de gemachtigde, die iedereen kan openen',
    'estas participaciones estaban delegadas: da la cuenta de votante del delegado, que cualquiera puede abrir',
  ],
  6348: ['de stemrekening is niet die van de gemachtigde', 'la cuenta de votante no es la del delegado'],
  6349: ['de stemming is nog niet voorbij', 'la votación aún no ha terminado'],
  6350: ['over het voorstel is al beslist', 'la propuesta ya está decidida'],
  6351: [
    'de stemming is begonnen: een voorstel kan alleen daarvoor worden ingetrokken',
    'la votación ha empezado: una propuesta solo se retira antes',
  ],
  6352: ['het voorstel is niet aangenomen, of nog niet geteld', 'la propuesta no se aprobó, o aún no se ha contado'],
  6353: ['de wachttijd is nog niet voorbij', 'la espera no ha terminado'],
  6354: ['de tijd voor uitvoering is voorbij', 'el plazo de ejecución ha terminado'],
  6355: [
    'de volgende actie van dit voorstel is van een andere soort',
    'la siguiente acción de esta propuesta es de otro tipo',
  ],
  6356: ['dit zijn niet de bytes waarover gestemd is', 'estos no son los bytes que se votaron'],
  6357: [
    'dit voorstel bevat zijn acties zelf: breng geen bytes mee',
    'esta propuesta incluye sus acciones: no traigas bytes',
  ],
  6358: ['de ontvanger is niet die waarover gestemd is', 'el destinatario no es el que se votó'],
  6359: [
    'de ontvanger moet een wallet zijn, of een tokenrekening van de munt, en nooit die van de kas zelf',
    'el destinatario debe ser una cartera, o una cuenta de ese token, y nunca la propia tesorería',
  ],
  6360: ['de kas heeft zoveel niet naast haar huur', 'la tesorería no tiene tanto además de su renta'],
  6361: [
    'het voorstel is niet ten einde: er kan nog niets terug',
    'la propuesta no ha terminado: aún no se puede devolver nada',
  ],
  6362: ['de termijn van de wachter is voorbij', 'el mandato del guardián ha terminado'],
  6363: ['dit spoor kan niet geblokkeerd worden', 'esta vía no puede bloquearse'],
  6364: ['de munt is niet die waarover gestemd is', 'el token no es el que se votó'],
  6365: [
    'de tokenrekening is niet van de kas, of van een andere munt',
    'la cuenta de tokens no es de la tesorería, o es de otro token',
  ],
  6366: [
    'de bestemming is niet de gewone tokenrekening van de ontvanger',
    'el destino no es la cuenta asociada del destinatario',
  ],
  6367: [
    'de versie van de regel is niet die na de nieuwste: een ander voorstel was eerder',
    'la versión de la regla no es la siguiente: otra propuesta llegó antes',
  ],
  6368: [
    'deze gegevensregel verzamelt meer dan voorheen: stel haar voor als verruiming, in dat spoor',
    'esta regla de datos recoge más que antes: proponla como ampliación, en esa vía',
  ],
  6369: ['een regel houdt voorgoed haar onderwerp', 'una regla mantiene su ámbito para siempre'],
  6370: [
    'de stemplaatsen of de zetel van deze stemmer zijn nog in gebruik',
    'las casillas o el escaño de este votante siguen en uso',
  ],
  6371: ['alleen een maker kan een zetel nemen', 'solo un creador puede tomar un escaño'],
  6372: ['de maker bestaat te kort voor een zetel', 'el creador es demasiado reciente para un escaño'],
  6373: [
    'de maker heeft te weinig aandelen verdiend voor een zetel',
    'el creador ha ganado muy pocas participaciones para un escaño',
  ],
  6374: ['de maker heeft al een zetel', 'el creador ya tiene un escaño'],
  6375: ['de houder heeft geen zetel', 'el titular no tiene escaño'],
  6376: ['de houder van de zetel voldoet nog steeds', 'el titular del escaño aún cumple'],
  6377: ['het budget is ingetrokken', 'el presupuesto está revocado'],
  6378: ['het budget is voorbij', 'el presupuesto ha terminado'],
  6379: [
    'er is een verslag te laat: er wordt niets betaald tot het er is',
    'un informe se retrasa: no se paga nada hasta que llegue',
  ],
  6380: ['er is niets opgebouwd sinds de vorige opname', 'no se ha devengado nada desde el último cobro'],
  6381: ['de rekening is niet het budget waarover gestemd is', 'la cuenta no es el presupuesto que se votó'],
  6382: [
    'een verlaging mag tarief, maximum of einde niet verhogen',
    'una reducción no puede subir la tasa, el tope ni el fin',
  ],
  6383: [
    'het maximum ligt onder wat al is opgenomen: trek het budget in plaats daarvan in',
    'el tope es menor que lo ya cobrado: revoca el presupuesto',
  ],
  6384: ['het budget loopt nog', 'el presupuesto sigue activo'],
  6385: ['de rekening is niet die waarover gestemd is', 'la cuenta no es la que se votó'],
  6386: ['de getallen vallen buiten het bereik', 'los números están fuera de rango'],
  6387: [
    'een tokenrekening met deze uitbreidingen of in deze staat kan niet veilig betaald worden',
    'no se puede pagar con seguridad a una cuenta de tokens con estas extensiones o en este estado',
  ],
};
