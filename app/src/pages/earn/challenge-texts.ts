import { texts } from '../../i18n/index.tsx';

export const challengeTexts = texts({
  title: {
    en: 'Your files lead to another root',
    nl: 'Jouw bestanden leiden naar een andere wortel',
    es: 'Tus archivos llevan a otra raíz',
  },
  lead: {
    en: 'If you recomputed the epoch from its inputs, you can challenge it. You put up {bond}, as much as the proposer, and your manifest is the evidence: publish your files where the owners can check them. The owners rule; who is wrong loses the bond, half to the other and half to the treasury. If nobody rules for 45 days, the epoch is void and you lose a tenth.',
    nl: 'Als je het tijdvak uit de invoer hebt nagerekend, kun je het aanvechten. Je stelt {bond}, evenveel als de indiener, en je manifest is het bewijs: publiceer je bestanden waar de eigenaren ze kunnen nagaan. De eigenaren beslissen; wie ongelijk heeft verliest de borg, half aan de ander en half aan de kas. Als 45 dagen lang niemand beslist, vervalt het tijdvak en verlies je een tiende.',
    es: 'Si recalculaste la época a partir de sus entradas, puedes impugnarla. Pones {bond}, tanto como el proponente, y tu manifiesto es la prueba: publica tus archivos donde los propietarios puedan comprobarlos. Fallan los propietarios; quien se equivoca pierde la fianza, mitad para el otro y mitad para la tesorería. Si nadie falla en 45 días, la época queda anulada y pierdes una décima parte.',
  },
  challenge: { en: 'Challenge it', nl: 'Aanvechten', es: 'Impugnarla' },
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
    en: 'These files are no evidence: they must be whole, of this pool and epoch, within the allocation, and their own manifest must name their root.',
    nl: 'Deze bestanden zijn geen bewijs: ze moeten heel zijn, van deze pool en dit tijdvak, binnen de toewijzing, en hun eigen manifest moet hun wortel noemen.',
    es: 'Estos archivos no son una prueba: deben estar completos, ser de este fondo y época, caber en la asignación, y su propio manifiesto debe nombrar su raíz.',
  },
  own: {
    en: 'You proposed it yourself.',
    nl: 'Je hebt het zelf voorgesteld.',
    es: 'La propusiste tú.',
  },
  collect: {
    en: 'Collect {amount} of bond',
    nl: '{amount} borg ophalen',
    es: 'Recuperar {amount} de fianza',
  },
});
