// Where we are, and how we came there: the address behind the `#`, and what Back does.
import { afterEach, expect, test, vi } from 'vitest';
import { holdBack } from '../src/places/dialogs.ts';
import { entry, go, guardBack, here } from '../src/places/place.ts';

/** Takes a step back, as the browser does: the entry and the address before, then word of it. */
function back(state: object, hash: string): void {
  history.replaceState(state, '', `#${hash}`);
  dispatchEvent(new PopStateEvent('popstate', { state }));
}

afterEach(() => {
  vi.useRealTimers();
});

test('a step is an entry of its own, another part of the page too, and a replacement is none', () => {
  const push = vi.spyOn(history, 'pushState');
  go('/governance?state=open');
  expect(here()).toEqual({ path: '/governance', search: 'state=open', move: 'forward' });
  go('/governance/tracks', { within: true });
  expect(here()).toMatchObject({ path: '/governance/tracks', search: '', move: 'within' });
  expect(push).toHaveBeenCalledTimes(2);
  const { key } = entry();
  go('/governance?q=pay', { replace: true });
  expect(here()).toMatchObject({ path: '/governance', search: 'q=pay', move: 'replaced' });
  expect(entry().key).toBe(key);
  expect(push).toHaveBeenCalledTimes(2);
});

test('back leads to the entry before, and an address that was typed is a step forward', () => {
  go('/works');
  const before = entry();
  go('/treasury');
  back(before, '/works');
  expect(here()).toMatchObject({ path: '/works', move: 'back' });
  location.hash = '#/rulebook';
  history.replaceState(null, '');
  dispatchEvent(new PopStateEvent('popstate'));
  expect(here()).toMatchObject({ path: '/rulebook', move: 'forward' });
  expect(entry().key).not.toBe('');
});

test('back closes a dialog and leaves the page as it is', () => {
  go('/works');
  const below = entry();
  const close = vi.fn(() => true);
  holdBack(close);
  expect(entry()).toMatchObject({ key: below.key, dialog: expect.any(String) });
  back(below, '/works');
  expect(close).toHaveBeenCalledTimes(1);
  expect(here()).toMatchObject({ path: '/works', move: 'forward' });
  // The dialog is gone: the next step back is the page's.
  const guard = vi.fn(() => false);
  const undo = guardBack(guard);
  back({ key: 'x' }, '/');
  expect(close).toHaveBeenCalledTimes(1);
  expect(here().path).toBe('/');
  undo();
});

/** Runs what waits, and carries out the step back that it takes. */
function settle(step: { mock: { calls: unknown[] } }, below: object): void {
  vi.runAllTimers();
  expect(step.mock.calls).toHaveLength(1);
  back(below, '/works');
}

test('a dialog that has to stay keeps its entry', () => {
  vi.useFakeTimers();
  const step = vi.spyOn(history, 'back').mockImplementation(() => undefined);
  go('/works');
  const below = entry();
  const undo = holdBack(() => false);
  back(below, '/works');
  expect(entry().dialog).toBeDefined();
  undo();
  settle(step, below);
});

test('a dialog that opens as another closes takes over its entry, and so does a page', () => {
  vi.useFakeTimers();
  go('/works');
  const steps = vi.spyOn(history, 'pushState');
  const step = vi.spyOn(history, 'back');
  const first = holdBack(() => true);
  first();
  const second = holdBack(() => true);
  vi.runAllTimers();
  expect(steps).toHaveBeenCalledTimes(1);
  second();
  go('/treasury');
  vi.runAllTimers();
  expect(steps).toHaveBeenCalledTimes(1);
  expect(step).not.toHaveBeenCalled();
  expect(entry().dialog).toBeUndefined();
});

test('a dialog that is closed by its button leaves its entry', () => {
  vi.useFakeTimers();
  go('/works');
  const step = vi.spyOn(history, 'back').mockImplementation(() => undefined);
  const below = entry();
  holdBack(() => true)();
  settle(step, below);
  expect(here().path).toBe('/works');
});
