import { texts } from '../../i18n/index.tsx';

/** What the forms of proposals share, and what only one of them says. */
export const proposeTexts = texts({
  wouldFail: {
    en: 'The proposal would fail if it were executed now.',
    nl: 'Het voorstel zou mislukken als het nu werd uitgevoerd.',
    es: 'La propuesta fallaría si se ejecutara ahora.',
  },
  ofAction: { en: 'Action {n}:', nl: 'Actie {n}:', es: 'Acción {n}:' },
  title: { en: 'Title', nl: 'Titel', es: 'Título' },
  titleHint: { en: 'At most 64 bytes.', nl: 'Hoogstens 64 bytes.', es: 'Como máximo 64 bytes.' },
  uri: {
    en: 'Address of the document that explains it',
    nl: 'Adres van het document dat het uitlegt',
    es: 'Dirección del documento que lo explica',
  },
  uriHint: {
    en: 'Printable ASCII, at most 128 bytes.',
    nl: 'Leesbare ASCII, hoogstens 128 bytes.',
    es: 'ASCII imprimible, como máximo 128 bytes.',
  },
  document: {
    en: 'The document itself, to hash it here',
    nl: 'Het document zelf, om het hier te hashen',
    es: 'El documento, para calcular aquí su hash',
  },
  track: { en: 'Track', nl: 'Spoor', es: 'Vía' },
  trackHint: {
    en: 'What it does decides where it belongs.',
    nl: 'Wat het doet bepaalt waar het hoort.',
    es: 'Lo que hace decide dónde va.',
  },
  noTrack: {
    en: 'No one track takes all of these actions.',
    nl: 'Geen enkel spoor neemt al deze acties samen.',
    es: 'Ninguna vía admite todas estas acciones juntas.',
  },
  actions: { en: 'Actions', nl: 'Acties', es: 'Acciones' },
  add: { en: 'Add', nl: 'Toevoegen', es: 'Añadir' },
  remove: { en: 'Remove', nl: 'Weghalen', es: 'Quitar' },
  kind: { en: 'Kind', nl: 'Soort', es: 'Tipo' },
  asset: { en: 'In', nl: 'In', es: 'En' },
  to: { en: 'To (handle or address)', nl: 'Aan (handle of adres)', es: 'Para (alias o dirección)' },
  amount: { en: 'Amount', nl: 'Bedrag', es: 'Importe' },
  perDay: { en: 'A day', nl: 'Per dag', es: 'Al día' },
  cap: { en: 'At most, in all', nl: 'Hoogstens, in totaal', es: 'Como máximo, en total' },
  days: { en: 'For how many days', nl: 'Hoeveel dagen', es: 'Durante cuántos días' },
  reportDays: {
    en: 'A report every so many days',
    nl: 'Een verslag om de zoveel dagen',
    es: 'Un informe cada tantos días',
  },
  budget: { en: 'Which budget', nl: 'Welk budget', es: 'Qué presupuesto' },
  cliffDays: { en: 'Cliff after days', nl: 'Drempel na dagen', es: 'Umbral tras días' },
  vestDays: { en: 'Fully vested after days', nl: 'Volledig verworven na dagen', es: 'Consolidada tras días' },
  who: { en: 'You cannot propose', nl: 'Je kunt niet voorstellen', es: 'No puedes proponer' },
  few: {
    en: 'This asks its proposer for {n} votes, the more the more proposals of yours are open; you had {have} in this epoch.',
    nl: 'Dit vraagt van de indiener {n} stemmen, meer naarmate er meer voorstellen van jou openstaan; je had er {have} in dit tijdvak.',
    es: 'Esto exige al proponente {n} votos, más cuantas más propuestas tuyas estén abiertas; tenías {have} en esta época.',
  },
  noSlot: {
    en: 'As many proposals are open as there can be. Wait until one is decided.',
    nl: 'Er staan zoveel voorstellen open als er kunnen zijn. Wacht tot er een is beslist.',
    es: 'Hay abiertas tantas propuestas como caben. Espera a que se decida una.',
  },
  closed: {
    en: 'Too few shares are in positions for decisions by silence. Choose a track that is voted on.',
    nl: 'Er zitten te weinig aandelen in posities om bij zwijgen te beslissen. Kies een spoor waarover gestemd wordt.',
    es: 'Hay muy pocas participaciones en posiciones para decidir por silencio. Elige una vía que se vote.',
  },
  addedBond: {
    en: '{n} SOL of it come on top because many proposals are open: they come back only if this passes by votes.',
    nl: '{n} SOL daarvan komt erbij omdat er veel voorstellen openstaan: dat komt alleen terug als dit bij stemming slaagt.',
    es: '{n} SOL se añaden porque hay muchas propuestas abiertas: solo vuelven si esta se aprueba por votos.',
  },
  bond: {
    en: 'Bond: {n} SOL. It comes back, unless almost nobody supports the proposal.',
    nl: 'Borg: {n} SOL. Je krijgt die terug, tenzij bijna niemand het voorstel steunt.',
    es: 'Fianza: {n} SOL. Se devuelve, salvo que casi nadie apoye la propuesta.',
  },
  byHash: {
    en: 'Put only the hash of the actions on the chain',
    nl: 'Zet alleen de hash van de acties op de keten',
    es: 'Poner en la cadena solo el hash de las acciones',
  },
  byHashNote: {
    en: 'For actions that are too large together for one transaction. The file with them is then part of the proposal: publish it with the document, unchanged. Who votes compares it, and who executes brings it.',
    nl: 'Voor acties die samen te groot zijn voor één transactie. Het bestand ermee is dan deel van het voorstel: publiceer het met het document, ongewijzigd. Wie stemt vergelijkt het, en wie uitvoert brengt het mee.',
    es: 'Para acciones que juntas son demasiado grandes para una transacción. El archivo con ellas es entonces parte de la propuesta: publícalo con el documento, sin cambios. Quien vota lo compara, y quien ejecuta lo aporta.',
  },
  isLong: {
    en: 'These actions may be too large for one transaction.',
    nl: 'Deze acties zijn misschien te groot voor één transactie.',
    es: 'Estas acciones pueden ser demasiado grandes para una transacción.',
  },
  saveFile: {
    en: 'Save the file with the actions',
    nl: 'Bewaar het bestand met de acties',
    es: 'Guardar el archivo con las acciones',
  },
  saveFirst: {
    en: 'Save it before you propose. Whatever changes afterwards needs a new file.',
    nl: 'Bewaar het voor je voorstelt. Wat daarna wijzigt vraagt een nieuw bestand.',
    es: 'Guárdalo antes de proponer. Lo que cambie después exige un archivo nuevo.',
  },
  submit: { en: 'Propose', nl: 'Voorstellen', es: 'Proponer' },
  held: {
    en: 'There is {amount} {unit}.',
    nl: 'Er is {amount} {unit}.',
    es: 'Hay {amount} {unit}.',
  },
  present: {
    en: 'Now: {value}',
    nl: 'Nu: {value}',
    es: 'Ahora: {value}',
  },
  adds: {
    en: 'This would:',
    nl: 'Dit zou:',
    es: 'Esto haría:',
  },
  unsound: {
    en: 'The program refuses this: something in it can never be executed.',
    nl: 'Het programma weigert dit: iets erin kan nooit uitgevoerd worden.',
    es: 'El programa rechaza esto: algo no podrá ejecutarse nunca.',
  },
  noBudgets: {
    en: 'No budget runs.',
    nl: 'Er loopt geen budget.',
    es: 'No hay presupuestos en curso.',
  },
  daysFromThen: {
    en: 'For how many days from execution',
    nl: 'Hoeveel dagen vanaf de uitvoering',
    es: 'Cuántos días desde la ejecución',
  },
  reduceEnds: {
    en: 'It must end no later than the budget does, {n} days from now, and voting takes time.',
    nl: 'Het moet uiterlijk eindigen met het budget, over {n} dagen, en stemmen kost tijd.',
    es: 'Debe terminar a más tardar con el presupuesto, en {n} días, y votar lleva tiempo.',
  },
  shareAmount: {
    en: 'Shares',
    nl: 'Aandelen',
    es: 'Participaciones',
  },
  revocable: {
    en: 'The owners can revoke what has not vested',
    nl: 'De eigenaren kunnen intrekken wat niet verworven is',
    es: 'Los propietarios pueden revocar lo no consolidado',
  },
  transferable: {
    en: 'The holder can give the grant to another',
    nl: 'De houder kan de toekenning aan een ander geven',
    es: 'El titular puede dar la concesión a otro',
  },
  grant: {
    en: 'Which grant',
    nl: 'Welke toekenning',
    es: 'Qué concesión',
  },
  noGrants: {
    en: 'There is no grant that can be revoked.',
    nl: 'Er is geen toekenning die ingetrokken kan worden.',
    es: 'No hay concesiones revocables.',
  },
  unvested: {
    en: '{amount} shares have not vested yet.',
    nl: '{amount} aandelen zijn nog niet verworven.',
    es: '{amount} participaciones aún no se consolidan.',
  },
  epoch: {
    en: 'Which disputed epoch',
    nl: 'Welk betwist tijdvak',
    es: 'Qué época en disputa',
  },
  noDisputed: {
    en: 'No epoch is disputed.',
    nl: 'Er wordt geen tijdvak betwist.',
    es: 'Ninguna época está disputada.',
  },
  ruling: {
    en: 'Ruling',
    nl: 'Uitspraak',
    es: 'Fallo',
  },
  ruling0: {
    en: 'It stands as proposed; nobody loses a bond',
    nl: 'Het blijft zoals voorgesteld; niemand verliest een borg',
    es: 'Queda como se propuso; nadie pierde su fianza',
  },
  ruling1: {
    en: 'It stands as proposed; the challenger loses its bond',
    nl: 'Het blijft zoals voorgesteld; de aanvechter verliest zijn borg',
    es: 'Queda como se propuso; el impugnador pierde su fianza',
  },
  ruling2: {
    en: 'Void: the epoch is proposed again, nobody loses a bond',
    nl: 'Vervallen: het tijdvak wordt opnieuw ingediend, niemand verliest een borg',
    es: 'Anulada: la época se propone de nuevo, nadie pierde su fianza',
  },
  ruling3: {
    en: 'Void: the epoch is proposed again, the proposer loses its bond',
    nl: 'Vervallen: het tijdvak wordt opnieuw ingediend, de indiener verliest zijn borg',
    es: 'Anulada: la época se propone de nuevo, el proponente pierde su fianza',
  },
  ruling4: {
    en: 'Void: the epoch is proposed again, the challenger loses its bond',
    nl: 'Vervallen: het tijdvak wordt opnieuw ingediend, de aanvechter verliest zijn borg',
    es: 'Anulada: la época se propone de nuevo, el impugnador pierde su fianza',
  },
  constitution: {
    en: 'The text of the new constitution',
    nl: 'De tekst van de nieuwe grondwet',
    es: 'El texto de la nueva constitución',
  },
  guardian: {
    en: 'Guardian (handle or address)',
    nl: 'Wachter (handle of adres)',
    es: 'Guardián (alias o dirección)',
  },
  noGuardian: {
    en: 'Have no guardian',
    nl: 'Geen wachter hebben',
    es: 'No tener guardián',
  },
  scorer: {
    en: 'Scorer (handle or address)',
    nl: 'Scorer (handle of adres)',
    es: 'Puntuador (alias o dirección)',
  },
  walletHint: {
    en: 'The wallet that will sign.',
    nl: 'De wallet die zal ondertekenen.',
    es: 'La cartera que firmará.',
  },
  fewDelegated: {
    en: 'This asks its proposer for {n} votes, the more the more proposals of yours are open; you have {have} in this epoch, because {delegated} are delegated. Your delegate can propose with them.',
    nl: 'Dit vraagt van de indiener {n} stemmen, meer naarmate er meer voorstellen van jou openstaan; je hebt er {have} in dit tijdvak, want {delegated} zijn gedelegeerd. Je gedelegeerde kan er wel mee voorstellen.',
    es: 'Esto exige al proponente {n} votos, más cuantas más propuestas tuyas estén abiertas; tienes {have} en esta época, porque {delegated} están delegados. Tu delegado puede proponer con ellos.',
  },
  presentCap: {
    en: 'Now: {value}. Not below the {drawn} that are drawn already.',
    nl: 'Nu: {value}. Niet onder de {drawn} die al zijn opgenomen.',
    es: 'Ahora: {value}. No por debajo de los {drawn} ya cobrados.',
  },
});
