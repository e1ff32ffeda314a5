import en from '../../../locales/en.json' with { type: 'json' };
import es from '../../../locales/es.json' with { type: 'json' };
import nl from '../../../locales/nl.json' with { type: 'json' };
import type { Text } from './index.tsx';

// The catalogue that all clients share. It is large: nothing that a first visit needs may import it.

const TEXTS: Readonly<Record<keyof Text, Readonly<Record<string, string>>>> = { en, nl, es };

/** The text of a key in every language; undefined where a language does not have it. */
export function find(key: string): Partial<Text> {
  return { en: TEXTS.en[key], nl: TEXTS.nl[key], es: TEXTS.es[key] };
}

/** The text of a key that every language has. */
export function catalogue(key: string): Text {
  const { en = key, nl = en, es = en } = find(key);
  return { en, nl, es };
}

/** As a sentence of its own: parts of sentences stand in the catalogue without a capital and a full stop. */
export const whole = (text: Text): Text => ({ en: ended(text.en), nl: ended(text.nl), es: ended(text.es) });

const ended = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
