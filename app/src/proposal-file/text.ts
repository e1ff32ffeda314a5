import { faults } from './fault.ts';

// The text of a file of a proposal. Its whole numbers go up to 64 bits, where JavaScript's lose digits: they are bigints.

/** Stands around a whole number of JSON until it has become a bigint. */
const MARK = 'a whole number';
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function parseJson(text: string): unknown {
  // Once as it is, so that a fault is reported where it stands in the file.
  JSON.parse(text);
  const marked = text.replace(TOKEN, (token) => (/^-?\d+$/.test(token) ? `{"${MARK}":"${token}"}` : token));
  return JSON.parse(marked, (_, value) =>
    typeof value?.[MARK] === 'string' && /^-?\d+$/.test(value[MARK]) ? BigInt(value[MARK]) : value,
  );
}

/** Reads JSON or TOML, as the name's ending says. */
export async function parseText(name: string, text: string): Promise<unknown> {
  try {
    if (/\.json$/i.test(name)) return parseJson(text);
    if (/\.toml$/i.test(name)) {
      const { parse } = await import('smol-toml');
      return parse(text, { integersAsBigInt: true });
    }
  } catch (error) {
    throw faults.syntax(error instanceof Error ? error.message : String(error));
  }
  throw faults.ending();
}

/** A value as JSON, indented, with every digit of its bigints. Fields that are undefined are left out. */
export function writeJson(value: unknown, indent = ''): string {
  const inner = `${indent}  `;
  const block = (open: string, items: readonly string[], close: string) =>
    items.length === 0 ? open + close : `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`;
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value))
    return block(
      '[',
      value.map((item) => writeJson(item, inner)),
      ']',
    );
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return block(
    '{',
    fields.map(([name, field]) => `${JSON.stringify(name)}: ${writeJson(field, inner)}`),
    '}',
  );
}
