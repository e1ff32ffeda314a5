import { useSyncExternalStore } from 'react';

let text = '';
const listeners = new Set<() => void>();

/** Says something to screen readers, politely. */
export function announce(message: string): void {
  text = message;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The place where screen readers listen; one on the page. */
export function Announcer() {
  const said = useSyncExternalStore(subscribe, () => text);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
