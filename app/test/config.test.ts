import { expect, test, vi } from 'vitest';
import { config, loadConfig, parseConfig, setConfig } from '../src/settings/config.ts';
import { parseSettings } from '../src/settings/settings.ts';
import { linkTo } from '../src/ui/share.tsx';

const PLATFORM = 'HMJ6u1V5PWoB85F44CjgqmsZXx4CAVQTJwLd9vFxBAxi';
const WHOLE = {
  rpc: 'https://rpc.example/?key=1',
  node: 'http://127.0.0.1:8787',
  platform: PLATFORM,
  name: 'Reelhouse',
  logo: 'ab'.repeat(32),
  explorer: 'solscan',
};

test('what makes sense is taken, and the rest left out one by one', () => {
  expect(parseConfig({ ...WHOLE, ws: null, more: 1 })).toEqual(WHOLE);
  for (const [key, wrong] of [
    ['rpc', 'http://rpc.example'],
    ['node', 'javascript:alert(1)'],
    ['node', 'http://node.example'],
    ['platform', 'nobody'],
    ['name', 'x'.repeat(65)],
    ['name', 'Reel\u202ehouse'],
    ['name', ' '],
    ['logo', 'https://elsewhere.example/logo.png'],
    ['logo', '//elsewhere.example/logo.png'],
    ['logo', '../secret.png'],
    ['explorer', 'mine'],
  ] as const) {
    const { [key]: _, ...rest } = WHOLE;
    expect(parseConfig({ ...WHOLE, [key]: wrong }), `${key} ${wrong}`).toEqual(rest);
  }
  for (const nothing of [null, [], 'x', 7]) expect(parseConfig(nothing)).toEqual({});
  expect(parseConfig({ logo: './brand/logo.png' })).toEqual({ logo: './brand/logo.png' });
});

test('a server without the file, or with a page in its place, is none', async () => {
  setConfig({ name: 'before' });
  vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response('<!doctype html>'));
  await loadConfig();
  expect(config()).toEqual({ name: 'before' });
  vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response(JSON.stringify(WHOLE)));
  await loadConfig();
  expect(config()).toEqual(WHOLE);
  setConfig({});
});

test('what a person chose counts more, and what nobody chose follows the file', () => {
  setConfig(parseConfig(WHOLE));
  expect(parseSettings('{"theme":"dark"}')).toMatchObject({
    rpcUrl: WHOLE.rpc,
    nodeUrl: WHOLE.node,
    explorer: 'solscan',
    theme: 'dark',
  });
  expect(parseSettings('{"rpcUrl":"https://mine.example","nodeUrl":""}')).toMatchObject({
    rpcUrl: 'https://mine.example',
    nodeUrl: '',
  });
  setConfig({});
});

test('a link names the platform once', () => {
  expect(linkTo('/governance/3', PLATFORM)).toMatch(new RegExp(`#/p/${PLATFORM}/governance/3$`));
  expect(linkTo(`/p/${PLATFORM}/works`, PLATFORM)).toMatch(new RegExp(`#/p/${PLATFORM}/works$`));
  expect(linkTo('/works', undefined)).toMatch(/#\/works$/);
});
