import { texts, useT } from '../i18n/index.tsx';

const t0 = texts({
  both: { en: '{whole} and {part}', nl: '{whole} en {part}', es: '{whole} y {part}' },
  d1: {
    en: '{n, plural, one {# tenth} other {# tenths}}',
    nl: '{n, plural, one {# tiende} other {# tienden}}',
    es: '{n, plural, one {# décima} other {# décimas}}',
  },
  d2: {
    en: '{n, plural, one {# hundredth} other {# hundredths}}',
    nl: '{n, plural, one {# honderdste} other {# honderdsten}}',
    es: '{n, plural, one {# centésima} other {# centésimas}}',
  },
  d3: {
    en: '{n, plural, one {# thousandth} other {# thousandths}}',
    nl: '{n, plural, one {# duizendste} other {# duizendsten}}',
    es: '{n, plural, one {# milésima} other {# milésimas}}',
  },
  smaller: {
    en: '{digits} behind the decimal sign',
    nl: '{digits} achter het decimaalteken',
    es: '{digits} tras el signo decimal',
  },
  understood: { en: 'Understood as {words}.', nl: 'Begrepen als {words}.', es: 'Se entiende: {words}.' },
});

const GROUP = /\B(?=(\d{3})+$)/g;

/** Says a number so that nobody reads another one, whatever signs they are used to: “1 and 304 thousandths”. */
export function useInWords(): (units: bigint, decimals: number) => string {
  const t = useT(t0);
  return (units, decimals) => {
    const digits = units.toString().padStart(decimals + 1, '0');
    // Thousands stand apart by a space, which is nobody's decimal sign.
    const whole = digits.slice(0, digits.length - decimals).replace(GROUP, '\u00a0');
    const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
    const names = { 1: 'd1', 2: 'd2', 3: 'd3' } as const;
    const name = names[fraction.length as 1];
    const part =
      fraction === ''
        ? ''
        : name
          ? t(name, { n: Number(fraction) })
          : t('smaller', { digits: fraction.replace(/(\d{3})(?=\d)/g, '$1\u00a0') });
    const words = part === '' ? whole : whole === '0' && name ? part : t('both', { whole, part });
    return t('understood', { words });
  };
}
