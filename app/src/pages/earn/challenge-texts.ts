import { texts } from '../../i18n/index.tsx';

export const challengeTexts = texts({
  title: {
    en: 'Your files lead to another root',
    nl: 'Jouw bestanden leiden naar een andere wortel',
    es: 'Tus archivos llevan a otra raíz',
  },
  lead: {
    en: 'If you recomputed the epoch from its inputs, you can challenge it with your root. {bond} of your shares are at stake, as many as the proposer’s. The owners decide; who is wrong loses the bond to the other. Publish your files where the owners can check them.',
    nl: 'Als je het tijdvak uit de invoer hebt nagerekend, kun je het met jouw wortel aanvechten. {bond} van je aandelen staan op het spel, evenveel als die van de indiener. De eigenaren beslissen; wie ongelijk heeft verliest de inzet aan de ander. Publiceer je bestanden waar de eigenaren ze kunnen nagaan.',
    es: 'Si recalculaste la época a partir de sus entradas, puedes impugnarla con tu raíz. {bond} de tus participaciones quedan en juego, tantas como las del proponente. Deciden los propietarios; quien se equivoca pierde la fianza ante el otro. Publica tus archivos donde los propietarios puedan comprobarlos.',
  },
  challenge: { en: 'Challenge with this root', nl: 'Aanvechten met deze wortel', es: 'Impugnar con esta raíz' },
  notOpen: {
    en: 'It cannot be challenged any more.',
    nl: 'Aanvechten kan niet meer.',
    es: 'Ya no se puede impugnar.',
  },
  over: {
    en: 'The time for challenges is over.',
    nl: 'De tijd om aan te vechten is voorbij.',
    es: 'El plazo de impugnación terminó.',
  },
  unfit: {
    en: 'These files cannot stand in its place: they must be whole, of this pool and epoch, within the allocation, and their own manifest must name their root.',
    nl: 'Deze bestanden kunnen niet in de plaats komen: ze moeten heel zijn, van deze pool en dit tijdvak, binnen de toewijzing, en hun eigen manifest moet hun wortel noemen.',
    es: 'Estos archivos no pueden ocupar su lugar: deben estar completos, ser de este fondo y época, caber en la asignación, y su propio manifiesto debe nombrar su raíz.',
  },
  own: {
    en: 'You proposed it yourself.',
    nl: 'Je hebt het zelf voorgesteld.',
    es: 'La propusiste tú.',
  },
  poor: {
    en: 'The bond is {need} shares; your position holds {have}.',
    nl: 'De inzet is {need} aandelen; je positie heeft er {have}.',
    es: 'La fianza es de {need} participaciones; tu posición tiene {have}.',
  },
  collect: {
    en: 'Bring {amount} shares of bond home',
    nl: '{amount} aandelen inzet terughalen',
    es: 'Recuperar {amount} participaciones de fianza',
  },
});
