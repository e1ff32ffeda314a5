// Back leads to where one was: the same place of the same list.
import { type RefObject, useEffect, useRef } from 'react';
import { entry, here, usePlace } from './place.ts';

const heights = new Map<string, number>();
/** How long lists may take until they are as long as they were. */
const PATIENCE = 4_000;

/** Scrolls to a height as soon as the page is long enough, unless the person scrolls first. Gives what ends it. */
function restore(height: number): () => void {
  const until = performance.now() + PATIENCE;
  let frame = 0;
  const end = () => cancelAnimationFrame(frame);
  const step = () => {
    const most = document.documentElement.scrollHeight - innerHeight;
    scrollTo(0, Math.min(height, most));
    if (most < height && performance.now() < until) frame = requestAnimationFrame(step);
  };
  step();
  for (const event of ['wheel', 'touchstart', 'keydown']) addEventListener(event, end, { once: true, passive: true });
  return end;
}

/** Keeps how far each entry was scrolled. A new page begins at its top, with the focus on it. */
export function useScroll(main: RefObject<HTMLElement | null>): void {
  const [path] = usePlace();
  const first = useRef(true);
  useEffect(() => {
    history.scrollRestoration = 'manual';
    const note = () => heights.set(entry().key, scrollY);
    addEventListener('scroll', note, { passive: true });
    return () => removeEventListener('scroll', note);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is what moves
  useEffect(() => {
    const isFirst = first.current;
    first.current = false;
    const { move } = here();
    if (isFirst || move === 'replaced' || move === 'within') return;
    main.current?.focus({ preventScroll: true });
    if (move === 'back') return restore(heights.get(entry().key) ?? 0);
    scrollTo(0, 0);
  }, [path]);
}
