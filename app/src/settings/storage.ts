// What this browser keeps for us. Where it keeps nothing, by a setting or in a private window, everything else still works.

/** What is kept under a key; null for nothing, and where nothing can be kept. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text under a key, or forgets it, as far as the browser lets us. */
export function keep(key: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // It lasts until the page is left.
  }
}
