import { KIND_NAMES, type Kind } from '@makerstake/client';
import { catalogue } from '../../i18n/catalogue.ts';
import type { Text } from '../../i18n/index.tsx';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What each kind of action is called. */
export const kindTexts = Object.fromEntries(
  KIND_NAMES.map((kind) => [kind, catalogue(`part.kind.${snake(kind)}`)]),
) as Readonly<Record<Kind, Text>>;

/** What rules are about, by number. */
export const DOMAINS: readonly Text[] = ['moderation', 'data', 'product', 'economy'].map((domain) =>
  catalogue(`part.domain.${domain}`),
);
