import { lexer, type Token, type Tokens } from 'marked';
import { Fragment, type ReactNode, useMemo } from 'react';
import { visible } from '../chain/text.ts';
import { texts, useT } from '../i18n/index.tsx';

const t0 = texts({
  leads: { en: 'leads to {host}', nl: 'leidt naar {host}', es: 'lleva a {host}' },
  picture: { en: 'Picture', nl: 'Beeld', es: 'Imagen' },
});

/** How deep quotes and lists may lie in each other; what is deeper is shown as it was written. */
const DEEPEST = 24;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Text as a person must see it: entities that stand for characters become those, and nothing hides. */
const plain = (text: string): string =>
  visible(
    text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,5}));/gi, (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return ENTITIES[name] ?? whole;
    }),
  );

/** Line breaks stay, everything else that hides is shown. */
const lines = (text: string): string => text.split('\n').map(visible).join('\n');

/** Where a link leads, if it leads to a page. */
export function pageOf(href: string): URL | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}

function Leads({ href, children }: { href: string; children: ReactNode }) {
  const t = useT(t0);
  const url = pageOf(href);
  // An address of another kind is shown and not followed: whoever reads it knows what it is for.
  if (!url) return children;
  return (
    <a
      href={url.href}
      target="_blank"
      rel="noreferrer noopener nofollow"
      className="text-accent underline"
      title={t('leads', { host: url.host })}
    >
      {children} <span className="text-[0.85em] text-muted">({url.host})</span>
    </a>
  );
}

/** A picture is never fetched from elsewhere: that would tell its server who reads. */
function Pictured({ token }: { token: Tokens.Image }) {
  const t = useT(t0);
  const name = `${t('picture')}: ${plain(token.text)}`;
  return <Leads href={token.href}>{name}</Leads>;
}

function inline(tokens: readonly Token[] | undefined, depth: number): ReactNode {
  if (depth > DEEPEST) return tokens?.map(({ raw }) => lines(raw)).join('');
  return tokens?.map((token, at) => <Fragment key={at}>{one(token, depth + 1)}</Fragment>);
}

const HEADS = ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'] as const;
const SIZES = ['text-2xl', 'text-xl', 'text-lg', 'text-base', 'text-base', 'text-base'];

/** One piece. What is HTML stands there as text: nothing of it becomes markup. */
function one(token: Token, depth: number): ReactNode {
  const within = () => inline((token as { tokens?: Token[] }).tokens, depth);
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'heading': {
      const { depth: level } = token as Tokens.Heading;
      const Head = HEADS[level - 1] ?? 'h6';
      return <Head className={`mt-6 mb-2 font-semibold first:mt-0 ${SIZES[level - 1]}`}>{within()}</Head>;
    }
    case 'paragraph':
      return <p className="my-3">{within()}</p>;
    case 'text':
      return (token as Tokens.Text).tokens ? within() : plain((token as Tokens.Text).text);
    case 'escape':
      return visible((token as Tokens.Escape).text);
    case 'strong':
      return <strong>{within()}</strong>;
    case 'em':
      return <em>{within()}</em>;
    case 'del':
      return <del>{within()}</del>;
    case 'br':
      return <br />;
    case 'hr':
      return <hr className="my-6 border-line" />;
    case 'codespan':
      return <code className="rounded bg-sunken px-1 text-[0.9em]">{visible((token as Tokens.Codespan).text)}</code>;
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre className="my-3 overflow-x-auto rounded-xl bg-sunken p-3 text-sm" tabIndex={0}>
          <code>{lines((token as Tokens.Code).text)}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote className="my-3 border-edge border-l-4 pl-4 text-muted">{within()}</blockquote>;
    case 'list': {
      const { ordered, start, items } = token as Tokens.List;
      const content = items.map((item, at) => (
        <li key={at} className="my-1">
          {inline(item.tokens, depth)}
        </li>
      ));
      return ordered ? (
        <ol start={Number(start) || 1} className="my-3 list-decimal pl-6">
          {content}
        </ol>
      ) : (
        <ul className="my-3 list-disc pl-6">{content}</ul>
      );
    }
    case 'checkbox':
      return (token as Tokens.Checkbox).checked ? '☑ ' : '☐ ';
    case 'link':
      return <Leads href={(token as Tokens.Link).href}>{within()}</Leads>;
    case 'image':
      return <Pictured token={token as Tokens.Image} />;
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className="my-3 overflow-x-auto" tabIndex={0}>
          <table className="text-sm">
            <thead>
              <tr>
                {header.map((cell, at) => (
                  <th key={at} scope="col" className="border-line border-b px-2 py-1 text-left">
                    {inline(cell.tokens, depth)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, line) => (
                <tr key={line}>
                  {row.map((cell, at) => (
                    <td key={at} className="border-line border-b px-2 py-1 align-top">
                      {inline(cell.tokens, depth)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    }
    default:
      return lines(token.raw);
  }
}

/** The pieces of a text; undefined for one that no reader gets through. */
function piecesOf(text: string): Token[] | undefined {
  try {
    return lexer(text);
  } catch {
    return undefined;
  }
}

/** The title of a document: its first heading, or its first line. */
export function titleOf(text: string): string | undefined {
  const line = text.split('\n').find((each) => each.trim() !== '');
  const title = line && visible(line.replace(/^#{1,6}\s+|\s+#*\s*$/g, '').trim());
  return title ? title.slice(0, 200) : undefined;
}

/** Somebody's Markdown, as elements of ours: no HTML of theirs, no picture from elsewhere, links that say where they lead. */
export function Markdown({ text }: { text: string }) {
  const pieces = useMemo(() => piecesOf(text), [text]);
  return (
    <div className="max-w-prose break-words leading-relaxed">
      {pieces ? inline(pieces, 0) : <pre className="whitespace-pre-wrap">{lines(text)}</pre>}
    </div>
  );
}
