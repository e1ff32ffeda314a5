import type { Translations } from '../errors.ts';

export const EQUITY_ERRORS: Translations = {
  6200: ['de ondertekenaar is niet het gezag van de pool', 'el firmante no es la autoridad del fondo'],
  6201: ['de ondertekenaar is niet de scorer van de pool', 'el firmante no es el puntuador del fondo'],
  6202: [
    'de ondertekenaar handelt niet voor deze houder: teken met de wallet zelf, of met de huidige gezagssleutel van de maker',
    'el firmante no actúa por este titular: firma con la propia cartera o con la autoridad actual del creador',
  ],
  6203: [
    'de ondertekenaar is niet het gezag van de munt: alleen wie mag uitgeven kan er een pool op oprichten',
    'el firmante no es la autoridad de la emisión: solo quien puede emitir puede fundar un fondo',
  ],
  6204: [
    'van de munt is al uitgegeven: richt de pool op met een nieuwe munt',
    'la emisión ya tiene unidades: funda el fondo con una nueva',
  ],
  6205: [
    'de munt heeft een bevriezingsgezag, dat de kluis kan blokkeren: verwijder het eerst',
    'la emisión tiene autoridad de congelación, que podría bloquear la bóveda: quítala primero',
  ],
  6206: [
    'de aandelenmunt heeft een uitbreiding die de boekhouding kan breken',
    'la emisión de participaciones tiene una extensión que podría romper la contabilidad',
  ],
  6207: [
    'de dividendmunt heeft een uitbreiding waarmee dividend weggenomen of bevroren kan worden',
    'la moneda de dividendos tiene una extensión que podría quitar o congelar dividendos',
  ],
  6208: [
    'de dividendmunt is de aandelenmunt: dividend wordt in een ander token betaald',
    'la moneda de dividendos es la de participaciones: los dividendos se pagan en otro token',
  ],
  6209: ['het tokenprogramma is niet dat van deze munt', 'el programa de tokens no es el dueño de esta emisión'],
  6210: [
    'de maxima kloppen niet: samen moeten de drie boven 0 zijn en in 64 bits passen',
    'los topes no son válidos: los tres juntos deben ser mayores que 0 y caber en 64 bits',
  ],
  6211: [
    'afname en maximum per blad liggen boven 0 en zijn hoogstens 10.000 basispunten',
    'la reducción y el máximo por hoja son mayores que 0 y como máximo 10.000 puntos básicos',
  ],
  6212: [
    'een periode valt buiten het bereik: vensters, aanvechting en tijdvakken duren 1 tot 366 dagen, de afkoeling 0 tot 366',
    'un periodo está fuera de rango: ventanas, impugnación y épocas duran de 1 a 366 días, la espera de 0 a 366',
  ],
  6213: [
    'het eerste venster en het eerste tijdvak kunnen niet in de toekomst of voor 1970 beginnen',
    'la primera ventana y la primera época no pueden empezar en el futuro ni antes de 1970',
  ],
  6214: [
    'de inzet moet boven 0 zijn, en twee inzetten moeten passen in de bakken voor toekenningen en kas',
    'la fianza debe ser mayor que 0, y dos fianzas deben caber en los fondos de concesiones y tesorería',
  ],
  6215: [
    'het minimum aan aandelen voor dividend ligt boven 0',
    'el mínimo de participaciones para dividendos es mayor que 0',
  ],
  6216: [
    'de sleutel bestaat uit nullen: geef een sleutel die iemand heeft',
    'la clave es todo ceros: da una clave que alguien tenga',
  ],
  6217: ['deze rekening hoort bij een andere pool', 'esta cuenta pertenece a otro fondo'],
  6218: ['dit is niet de munt van de pool', 'esta no es la emisión del fondo'],
  6219: ['dit is niet de kluis van de pool', 'esta no es la bóveda del fondo'],
  6220: ['dit is niet de dividendmunt van de pool', 'esta no es la moneda de dividendos del fondo'],
  6221: ['dit is niet de dividendkluis van de pool', 'esta no es la bóveda de dividendos del fondo'],
  6222: ['het gezag is al overgedragen, en voorgoed', 'la autoridad ya se entregó, y para siempre'],
  6223: [
    'er staat nog een verdeling open: maak haar definitief, of laat de aanvechting beslissen',
    'aún hay una distribución abierta: hazla definitiva, o deja que se resuelva su impugnación',
  ],
  6224: ['het venster is korter dan de vensterlengte van de pool', 'la ventana es más corta que la del fondo'],
  6225: ['het venster eindigt in de toekomst', 'la ventana termina en el futuro'],
  6226: ['er is niets meer te verdelen', 'no queda nada por asignar'],
  6227: [
    'een wortel en de hashes van gegevens, regel en invoer kunnen geen nullen zijn',
    'la raíz y los hashes de datos, regla y entradas no pueden ser ceros',
  ],
  6228: ['een boom heeft 1 tot 134.217.728 bladen', 'un árbol tiene de 1 a 134.217.728 hojas'],
  6229: [
    'de verdeling staat niet open voor aanvechting: ze is al aangevochten, definitief of vervallen',
    'la distribución no admite impugnación: ya está impugnada, definitiva o anulada',
  ],
  6230: ['de termijn voor aanvechting is voorbij', 'el plazo de impugnación ha terminado'],
  6231: ['de termijn voor aanvechting is nog niet voorbij', 'el plazo de impugnación no ha terminado'],
  6232: ['de andere wortel is dezelfde als de voorgestelde', 'la raíz rival es la propuesta'],
  6233: [
    'de indiener kan zijn eigen verdeling niet aanvechten',
    'el proponente no puede impugnar su propia distribución',
  ],
  6234: ['de verdeling heeft geen open aanvechting', 'la distribución no tiene ninguna impugnación abierta'],
  6235: ['eerst moet over de aanvechting beslist worden', 'primero debe resolverse la impugnación'],
  6236: ['de verdeling is al definitief of vervallen', 'la distribución ya es definitiva o está anulada'],
  6237: ['de verdeling is niet definitief', 'la distribución no es definitiva'],
  6238: ['de positie is van een andere houder', 'la posición pertenece a otro titular'],
  6239: [
    'geef precies de positie van de huidige gemachtigde van de houder, of geen als die er niet is',
    'da exactamente la posición del delegado actual del titular, o ninguna si no lo hay',
  ],
  6240: ['het bewijs leidt niet naar de wortel', 'la prueba no lleva a la raíz'],
  6241: ['het bedrag is 0', 'el importe es 0'],
  6242: ['het blad ligt boven het maximum per blad', 'la hoja supera el máximo por hoja'],
  6243: ['de opgehaalde aandelen zouden boven de toewijzing komen', 'las reclamaciones superarían la asignación'],
  6244: ['dit tijdvak is al opgehaald', 'esta época ya se reclamó'],
  6245: [
    'er zijn 128 nieuwere tijdvakken voorgesteld: dit kan niet meer worden opgehaald',
    'se han propuesto 128 épocas más nuevas: esta ya no se puede reclamar',
  ],
  6246: ['de maker bestond niet voordat het venster sloot', 'el creador no existía antes de cerrarse la ventana'],
  6247: ['zoveel aandelen zijn er niet in deze positie', 'no hay tantas participaciones en esta posición'],
  6248: ['er koelt niets af in deze positie', 'no hay nada en espera en esta posición'],
  6249: ['de afkoeltijd is nog niet voorbij', 'el periodo de espera no ha terminado'],
  6250: ['een houder kan niet zichzelf machtigen', 'un titular no puede delegar en sí mismo'],
  6251: ['deze houder is al de gemachtigde', 'este titular ya es el delegado'],
  6252: ['deze positie heeft geen gemachtigde', 'esta posición no tiene delegado'],
  6253: [
    'de vorige wijziging van gemachtigde moet twee tijdvakken hebben geteld',
    'el último cambio de delegado debe haber contado dos épocas',
  ],
  6254: [
    'er zitten nog aandelen, stemmen, dividend of een afkoelende opname in deze positie',
    'aún hay participaciones, votos, dividendos o una retirada en espera en esta posición',
  ],
  6255: [
    'een opgehaald tijdvak uit de nieuwste 128 moet bewaard blijven: sluit de positie als het eruit is geschoven',
    'una reclamación en las 128 épocas más nuevas debe quedar registrada: cierra la posición cuando haya salido',
  ],
  6256: ['de huur gaat terug naar de rekening die hem betaalde', 'la renta vuelve a la cuenta que la pagó'],
  6257: [
    'de tijden van de toekenning moeten op volgorde staan (begin, drempel, einde), binnen 50 jaar van nu',
    'los tiempos de la concesión deben estar en orden (inicio, umbral, fin), a menos de 50 años de ahora',
  ],
  6258: ['zoveel is er niet meer over in de bak', 'no queda tanto en ese fondo'],
  6259: ['er is niets nieuws verworven', 'no se ha consolidado nada nuevo'],
  6260: ['deze toekenning kan niet worden ingetrokken', 'esta concesión no se puede revocar'],
  6261: [
    'de toekenning is volledig verworven: er is niets meer in te trekken of te versnellen',
    'la concesión está consolidada del todo: no queda nada que revocar ni acelerar',
  ],
  6262: ['een versnelde toekenning eindigt eerder dan voorheen', 'una concesión acelerada termina antes que antes'],
  6263: ['de toekenning is al van deze houder', 'la concesión ya es de este titular'],
  6264: [
    'de toekenning bevat nog aandelen die niet zijn vrijgegeven',
    'la concesión aún contiene participaciones sin liberar',
  ],
  6265: [
    'de bestemming is geen tokenrekening van het gezag van de pool',
    'el destino no es una cuenta de tokens de la autoridad del fondo',
  ],
  6266: [
    'er zitten te weinig aandelen in posities om dividend te delen',
    'hay muy pocas participaciones en posiciones para repartir un dividendo',
  ],
  6267: ['er is geen dividend verschuldigd', 'no se debe ningún dividendo'],
  6268: ['deze houder heeft geen inzet tegoed', 'no se debe ninguna fianza a este titular'],
  6269: ['de geschiedenis bevat dit tijdvak niet meer', 'el historial ya no contiene esta época'],
  6270: ['de getallen vallen buiten het bereik', 'los números están fuera de rango'],
  6271: ['de boeken kloppen niet', 'las cuentas no cuadran'],
  6272: [
    'deze rekening is geen munt van dit tokenprogramma',
    'esta cuenta no es una emisión de este programa de tokens',
  ],
};
