import { same } from '../chain/bytes.ts';
import { sha256 } from '../workers/sha256.ts';
import { type Action, encodeActions } from './actions.ts';
import { kindsOf } from './kinds.ts';

// Mirrors crates/domain/src/action/payload.rs: actions by hash. A proposal holds one digest, and each execution brings one
// action and the digest of what follows it.

const LINK = Uint8Array.of(2);
/** Behind the last action. */
const END = new Uint8Array(32);

/** The digests of a list: one for each action with all that follow it, and zeros behind the last. */
export function chain(wires: readonly Uint8Array[]): Uint8Array[] {
  let next: Uint8Array = END;
  const links = [next];
  for (const wire of [...wires].reverse()) {
    next = sha256(LINK, next, wire);
    links.unshift(next);
  }
  return links;
}

/** Each action on the wire, by itself. */
export const wiresOf = (actions: readonly Action[]): Uint8Array[] => actions.map((action) => encodeActions([action]));

/** What the execution of an action brings along: the digest of what follows, and the action. */
export function brought(actions: readonly Action[], at: number): Uint8Array {
  const wires = wiresOf(actions);
  return Uint8Array.from([...(chain(wires)[at + 1] ?? END), ...(wires[at] ?? [])]);
}

/** What a proposal promises of actions that it does not carry: their digest, their kinds and how many there are. */
export const promise = (actions: readonly Action[]) => ({
  link: chain(wiresOf(actions))[0] ?? END,
  kinds: kindsOf(actions.map(({ kind }) => kind)),
  count: actions.length,
});

/** What a proposal by hash says of its actions. */
export interface Promised {
  payload: ArrayLike<number>;
  actions: number;
  cursor: number;
}

/**
 * Whether these are the actions that were voted on: as many, and those that are left hash to what the proposal holds. It
 * holds nothing of what is executed already, and nothing at all at the end.
 */
export function isVoted({ payload, actions: count, cursor }: Promised, actions: readonly Action[]): boolean {
  const link = chain(wiresOf(actions))[cursor];
  return cursor < count && actions.length === count && link !== undefined && same(link, Uint8Array.from(payload));
}
