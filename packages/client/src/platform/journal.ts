import { base64, fromBase64 } from './bytes.ts';

/** A transaction on its way. */
export interface Sent {
  /** What it does, as a hash: the same again is looked for before it is signed anew. */
  id: string;
  /** Its first signature; unknown where a node signs last and did not answer. */
  signature: string | undefined;
  /** The signed bytes; for a sponsored one those without the payer's signature. */
  wire: Uint8Array;
  lastValidBlockHeight: bigint;
  /** The programs that it calls, in order. */
  programs: readonly string[];
  /** An account that it writes, by which it is found where its signature is unknown. */
  writes: string;
}

/** Where transactions are remembered until their end is known. */
export interface Journal {
  all(): readonly Sent[] | Promise<readonly Sent[]>;
  keep(sent: Sent): void | Promise<void>;
  forget(id: string): void | Promise<void>;
}

/** Remembers for as long as the program runs. */
export function memoryJournal(): Journal {
  const kept = new Map<string, Sent>();
  return {
    all: () => [...kept.values()],
    keep: (sent) => {
      kept.set(sent.id, sent);
    },
    forget: (id) => {
      kept.delete(id);
    },
  };
}

/** A place for texts: `localStorage`, or anything like it. */
export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Remembers in a place for texts, such as `localStorage`, beyond a reload. What cannot be read there is no entry. */
export function storageJournal(store: TextStore, key = 'makerstake.sent'): Journal {
  const load = (): Record<string, string> => {
    try {
      return JSON.parse(store.getItem(key) ?? '{}');
    } catch {
      return {};
    }
  };
  const save = (entries: Record<string, string>) =>
    Object.keys(entries).length === 0 ? store.removeItem(key) : store.setItem(key, JSON.stringify(entries));
  return {
    all: () => Object.values(load()).flatMap(parsed),
    keep: (sent) => save({ ...load(), [sent.id]: journalText(sent) }),
    forget: (id) => {
      const { [id]: _, ...others } = load();
      save(others);
    },
  };
}

/** An entry as a text, for journals in files and databases. */
export const journalText = ({ wire, lastValidBlockHeight, ...rest }: Sent): string =>
  JSON.stringify({ ...rest, wire: base64(wire), height: String(lastValidBlockHeight) });

/** What {@link journalText} wrote. */
export function journalEntry(text: string): Sent {
  const { wire, height, ...rest } = JSON.parse(text);
  return { ...rest, wire: fromBase64(wire), lastValidBlockHeight: BigInt(height) };
}

function parsed(text: string): Sent[] {
  try {
    return [journalEntry(text)];
  } catch {
    return [];
  }
}
