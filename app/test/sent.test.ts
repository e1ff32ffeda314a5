// A transaction that was on its way when the page was loaded again is remembered until its end is known.
import { expect, test, vi } from 'vitest';
import { change, parseSettings, settings } from '../src/settings/settings.ts';
import { keep, kept } from '../src/settings/storage.ts';
import { forgetSent, rememberSent, type Sent, sentBefore } from '../src/tx/sent.ts';

const SENT: Sent = {
  rpcUrl: 'http://127.0.0.1:8899',
  signature: '5Sig',
  wire: Uint8Array.of(1, 2, 255),
  lastValidBlockHeight: 2n ** 60n,
  programs: ['11111111111111111111111111111111'],
  title: 'Vote',
};

test('what was sent comes back, and is forgotten with its end', () => {
  expect(sentBefore()).toBeUndefined();
  rememberSent(SENT);
  expect(sentBefore()).toEqual(SENT);
  rememberSent({ ...SENT, wire: undefined });
  expect(sentBefore()).toEqual({ ...SENT, wire: undefined });
  forgetSent();
  expect(sentBefore()).toBeUndefined();
  for (const nonsense of ['', '7', '{}', '{"rpcUrl":1}', 'no json']) {
    keep('makerstake.sent', nonsense);
    expect(sentBefore(), nonsense).toBeUndefined();
  }
});

test('where the browser keeps nothing, everything else still works', () => {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(kept('x')).toBeNull();
  expect(parseSettings(kept('makerstake.settings')).theme).toBe('system');
  change({ theme: 'dark' });
  expect(settings().theme).toBe('dark');
  rememberSent(SENT);
  expect(sentBefore()).toBeUndefined();
  vi.unstubAllGlobals();
});
