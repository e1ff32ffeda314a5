import { expect, test } from 'vitest';
import { explorerUrl } from '../src/chain/explorer.ts';
import { amount, decimal, duration, share, short } from '../src/chain/format.ts';
import { preferredLocale } from '../src/i18n/index.tsx';
import { isRpcUrl, parseSettings } from '../src/settings/settings.ts';

test('amounts lose nothing', () => {
  expect(decimal(18_446_744_073_709_551_615n, 6)).toBe('18446744073709.551615');
  expect(decimal(-5n, 9)).toBe('-0.000000005');
  expect(amount(18_446_744_073_709_551_615n, 6, 'en')).toBe('18,446,744,073,709.551615');
  expect(amount(1_234_567n, 6, 'nl')).toBe('1,234567');
  expect(amount(1_999_999n, 6, 'en', 2)).toBe('1.99');
  expect(share(1n, 3n, 'en')).toBe('33.33%');
  expect(share(0n, 0n, 'en')).toBe('0%');
});

test('durations never read zero too early', () => {
  expect(duration(0.2, 'en')).toBe('1 sec');
  expect(duration(90_000, 'en')).toBe('1 day 1 hr');
  expect(short('abcdefghij')).toBe('abcd…ghij');
});

test('only safe endpoints are taken', () => {
  expect(
    ['https://a.example', 'http://127.0.0.1:8899', 'http://a.example', 'javascript:alert(1)', 'x'].map(isRpcUrl),
  ).toEqual([true, true, false, false, false]);
  expect(parseSettings('{"rpcUrl":"http://evil.example","theme":"dark","priorityCap":-1}').theme).toBe('dark');
  expect(parseSettings('{"rpcUrl":"http://evil.example"}').rpcUrl).toBe('http://127.0.0.1:8899');
  expect(parseSettings('nonsense').priorityCap).toBe(100_000);
});

test('the browser’s language is spoken if it is ours', () => {
  expect(preferredLocale(['fr-FR', 'es-MX', 'en'])).toBe('es');
  expect(preferredLocale(['zh'])).toBe('en');
});

test('explorers are told which network', () => {
  const settings = parseSettings(null);
  expect(explorerUrl('tx', 'abc', settings, 'localnet')).toContain(
    'cluster=custom&customUrl=http%3A%2F%2F127.0.0.1%3A8899',
  );
  expect(explorerUrl('address', 'abc', settings, 'mainnet')).toBe('https://explorer.solana.com/address/abc');
});
