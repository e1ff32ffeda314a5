/** What a node answers, as docs/schema/node.openapi.json says: only what is read of it. `/v1` only grows. */

/** Who an address is: a creator, or the wallet of one. */
export interface Name {
  creator: string;
  handle: string | null;
  name: string | null;
  /** SHA-256 of a picture. */
  picture: string | null;
}

/** What a hash stands for, as far as the node knows. */
export interface DocumentNote {
  state: 'served' | 'missing' | 'pending' | 'blocked';
  title: string | null;
  /** SHA-256 of a picture that the document names. */
  picture: string | null;
  media: string | null;
  size: number | null;
}

/** What an answer says besides its content: for which slot it is true, and what stands behind its addresses and hashes. */
export interface Notes {
  slot: number;
  /** Whether history is linked block by block. */
  proven: boolean;
  names: Readonly<Record<string, Name>>;
  documents: Readonly<Record<string, DocumentNote>>;
}

/** A page of a list. `next` goes on: give it as `cursor`. */
export interface Page<T> extends Notes {
  items: readonly T[];
  next: string | null;
}

/** An account, with what the node adds. */
export interface Item<T> {
  address: string;
  /** The slot it was read at. */
  slot: number;
  /** When it was found closed; then it says what it said last. */
  closedSlot: number | null;
  /** What lists are filtered and sorted by, and texts behind the fields. */
  row: Readonly<Record<string, string | number | null>>;
  /** Its fields; undefined where history alone tells of it. */
  account: T | undefined;
  /** Fields that only the node knows, as it answers them. */
  more: Readonly<Record<string, unknown>>;
}

/** A row of history: when, and in which transaction. */
export interface Past {
  id: string;
  slot: number;
  signature: string;
  time: number;
  /** False for what is confirmed and not final yet. */
  final?: boolean;
}

/** A step of a proposal, the oldest first. */
export interface Step extends Past {
  step: 'created' | 'decided' | 'cancelled' | 'blocked' | 'executed' | 'skipped' | 'closed';
  detail: Readonly<Record<string, unknown>>;
}

/** A ballot. */
export interface Vote extends Past {
  proposal: string;
  holder: string | null;
  voter: string | null;
  /** 1 yes, 2 no, 3 abstain. */
  choice: number;
  /** Base units of shares. */
  weight: string | null;
  weight_from: 'log' | 'position' | 'unknown';
  /** Weight in the second house, where the node tells it. */
  makers?: string | null;
  is_override?: boolean | number;
}

/** A call of one of the programs. */
export interface Activity extends Past {
  program: string;
  instruction: string;
  is_inner: boolean;
  args: Readonly<Record<string, unknown>>;
  accounts: Readonly<Record<string, string>>;
  events: readonly unknown[];
}

/** What moved in or out of the treasury. */
export interface Movement extends Past {
  /** Empty for lamports. */
  mint: string;
  /** Base units, signed. */
  change: string;
  /** Base units. */
  after: string;
  instruction: string;
  calls?: readonly {
    instruction: string;
    accounts: Readonly<Record<string, string>>;
    args: Readonly<Record<string, unknown>>;
  }[];
}

/** A version of a rule that was seen. */
export interface RuleVersion {
  number: number;
  text_hash: string;
  effective_at: number;
  sunset_at: number;
  seen_slot: number;
}

/** Something found by words. */
export interface Hit {
  kind: 'creators' | 'proposals' | 'works' | 'document';
  address: string;
  title: string | null;
  by?: readonly { role: string; address: string }[];
}

/** Which node this is. */
export interface About {
  name: string;
  version: string;
  genesis: string;
  platform: string;
  pool: string;
  mint: string;
  treasury: string;
}

/** How following goes. */
export interface Health {
  status: 'ok' | 'behind' | 'syncing' | 'failing';
  tip: number;
  slot: number;
  lag_slots: number;
  proven: boolean;
  error?: string | null;
}
