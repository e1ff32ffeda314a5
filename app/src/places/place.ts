// Where we are is behind the `#`: any server of plain files, and IPFS, serves one page for every address of ours.
import { useSyncExternalStore } from 'react';

/** What is kept with an entry of the browser's history. */
interface Entry {
  key: string;
  /** The dialog that this entry is of. */
  dialog?: string;
}

/** How we came to where we are; `within` is another part of the same page, such as a tab. */
export type Move = 'first' | 'forward' | 'within' | 'back' | 'replaced';

let count = 0;
/** A name for an entry, unlike all others of this tab. */
export const newKey = (): string => `${Date.now().toString(36)}-${(count++).toString(36)}`;

/** What is kept with the present entry. */
export function entry(): Entry {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'key' in state ? (state as Entry) : { key: '' };
}

/** The address behind the `#`: always with a `/` in front. */
const address = (): string => `/${location.hash.replace(/^#?\/?/, '')}`;

let now = typeof location === 'undefined' ? '/' : address();
let move: Move = 'first';
const listeners = new Set<() => void>();
/** Asked before a step back is carried out; whoever says true has used it up. */
const guards = new Set<() => boolean>();

function tell(how: Move): void {
  now = address();
  move = how;
  for (const listener of listeners) listener();
}

/** How to go: in the place of the present entry, or to another part of the same page. */
interface Steps {
  replace?: boolean;
  within?: boolean;
}

/** Goes to an address. From a dialog's entry it takes that one's place, so that Back does not lead to an empty dialog. */
export function go(to: string, { replace = false, within = false }: Steps = {}): void {
  const isDialogs = entry().dialog !== undefined;
  const key = replace ? entry().key || newKey() : newKey();
  history[replace || isDialogs ? 'replaceState' : 'pushState']({ key }, '', `#${to}`);
  tell(replace ? 'replaced' : within ? 'within' : 'forward');
}

function moved(): void {
  for (const guard of guards) if (guard()) return;
  if (address() === now) return;
  // An address that was typed has no entry of ours yet, and is a step forward.
  const isNew = entry().key === '';
  if (isNew) history.replaceState({ key: newKey() }, '');
  tell(isNew ? 'forward' : 'back');
}

if (typeof window !== 'undefined') {
  history.replaceState({ key: entry().key || newKey() }, '');
  addEventListener('popstate', moved);
  addEventListener('hashchange', moved);
}

/** Has a step back asked first. Gives what undoes it. */
export function guardBack(guard: () => boolean): () => void {
  guards.add(guard);
  return () => guards.delete(guard);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const pathOf = (place: string): string => place.split('?')[0] ?? '/';
const searchOf = (place: string): string => place.split('?')[1] ?? '';

/** The present path and search, and how we came there. */
export const here = () => ({ path: pathOf(now), search: searchOf(now), move });

/** Where we are, as wouter asks for it. */
export const usePlace = Object.assign(
  (): [string, typeof go] => [useSyncExternalStore(subscribe, () => pathOf(now)), go],
  {
    hrefs: (href: string) => `#${href}`,
    searchHook: () => useSyncExternalStore(subscribe, () => searchOf(now)),
  },
);

/** The platform that the address names: `/p/ADDRESS` in front of everything else. */
const ASKED = /^\/p\/([1-9A-HJ-NP-Za-km-z]{32,44})(?=\/|$)/;

/** The platform in the address, and what stands before each of its pages. */
export function useAsked(): { platform: string | undefined; base: string } {
  const platform = useSyncExternalStore(subscribe, () => ASKED.exec(now)?.[1]);
  return { platform, base: platform ? `/p/${platform}` : '' };
}
