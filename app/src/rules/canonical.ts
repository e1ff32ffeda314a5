/** A JSON value as RFC 8785 writes it, which is what document hashes are of. Refuses what JSON has no one form for. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('JSON has no such number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') {
    // Sorted by UTF-16 code units, as the RFC asks and as JavaScript compares.
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, item]) => `${text(key)}:${canonical(item)}`).join(',')}}`;
  }
  throw new TypeError('not a JSON value');
}

function text(value: null | boolean | string): string {
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('a lone surrogate has no UTF-8');
  return JSON.stringify(value);
}
