import { textOf, useDocument } from './documents.ts';
import { visible } from './text.ts';

/** What a work's or a creator's document says, as far as it makes sense. Everything in it is its author's own word. */
export interface About {
  title?: string;
  about?: string;
  mediaType?: string;
  licence?: string;
  /** SHA-256 of a picture. */
  picture?: string;
  links: readonly string[];
  coAuthors: readonly { creator: string; shareBps: number }[];
}

const HASH = /^(?:sha256:)?([0-9a-f]{64})$/;
const PICTURES = ['thumbnail', 'picture', 'image', 'avatar', 'poster', 'cover'];

/** Reads a document of metadata or a profile; what is no such document says nothing. */
export function readAbout(text: string): About {
  const none: About = { links: [], coAuthors: [] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return none;
  }
  if (typeof value !== 'object' || value === null) return none;
  const given = value as Record<string, unknown>;
  const word = (key: string, most: number) => {
    const found = given[key];
    return typeof found === 'string' && found.trim() !== '' ? visible(found).slice(0, most) : undefined;
  };
  const [title, about, mediaType, licence] = [
    word('title', 200) ?? word('name', 200),
    word('about', 2_000),
    word('media_type', 128),
    word('licence', 200),
  ];
  const picture = PICTURES.map((key) => HASH.exec(String(given[key] ?? ''))?.[1]).find(Boolean);
  const list = (key: string): readonly unknown[] => (Array.isArray(given[key]) ? given[key].slice(0, 64) : []);
  return {
    ...(title ? { title } : {}),
    ...(about ? { about } : {}),
    ...(mediaType ? { mediaType } : {}),
    ...(licence ? { licence } : {}),
    ...(picture ? { picture } : {}),
    links: list('links').filter((link): link is string => typeof link === 'string' && link.length <= 200),
    coAuthors: list('co_authors').flatMap((each) => {
      const { creator, share_bps } = (each ?? {}) as Record<string, unknown>;
      return typeof creator === 'string' && Number.isInteger(share_bps)
        ? [{ creator, shareBps: Number(share_bps) }]
        : [];
    }),
  };
}

/** What the document behind a hash says of a work or a creator. */
export function useAbout(hash: ArrayLike<number> | undefined): About | undefined {
  const { data } = useDocument(hash, 64 << 10);
  const text = data ? textOf(data) : undefined;
  return text === undefined ? undefined : readAbout(text);
}
