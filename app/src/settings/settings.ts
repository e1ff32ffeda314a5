import { useSyncExternalStore } from 'react';
import { LOCALES, type Locale, preferredLocale } from '../i18n/index.tsx';
import { config } from './config.ts';
import { keep, kept } from './storage.ts';
import { isLoopback, isRpcUrl } from './urls.ts';

export const EXPLORERS = ['solana', 'solscan', 'orb'] as const;
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What a person chose; kept in this browser and nowhere else. */
export interface Settings {
  /** Where JSON-RPC is spoken. */
  rpcUrl: string;
  /** The explorer that addresses and transactions link to. */
  explorer: (typeof EXPLORERS)[number];
  language: Locale;
  theme: Theme;
  /** The node that documents, titles and histories come from; empty: none. */
  nodeUrl: string;
  /** Most that a transaction may cost on top of the base fee, in lamports. */
  priorityCap: number;
}

const KEY = 'makerstake.settings';
export const LOCAL_RPC = 'http://127.0.0.1:8899';

function defaults(): Settings {
  return {
    rpcUrl: config().rpc ?? LOCAL_RPC,
    nodeUrl: config().node ?? '',
    explorer: (config().explorer as Settings['explorer'] | undefined) ?? 'solana',
    language: preferredLocale(typeof navigator === 'undefined' ? [] : navigator.languages),
    theme: 'system',
    priorityCap: 100_000,
  };
}

export { isLoopback, isRpcUrl };

/** Settings from what was stored: fields that are missing or make no sense fall back, one by one. */
export function parseSettings(stored: string | null): Settings {
  const base = defaults();
  let value: unknown;
  try {
    value = JSON.parse(stored ?? '{}');
  } catch {
    return base;
  }
  if (typeof value !== 'object' || value === null) return base;
  const given = value as Partial<Record<keyof Settings, unknown>>;
  const among = <T extends string>(choice: unknown, list: readonly T[], otherwise: T): T =>
    list.find((item) => item === choice) ?? otherwise;
  return {
    rpcUrl: typeof given.rpcUrl === 'string' && isRpcUrl(given.rpcUrl) ? given.rpcUrl : base.rpcUrl,
    explorer: among(given.explorer, EXPLORERS, base.explorer),
    language: among(given.language, LOCALES, base.language),
    theme: among(given.theme, THEMES, base.theme),
    nodeUrl:
      given.nodeUrl === '' || (typeof given.nodeUrl === 'string' && isRpcUrl(given.nodeUrl))
        ? (given.nodeUrl as string)
        : base.nodeUrl,
    priorityCap:
      typeof given.priorityCap === 'number' && given.priorityCap >= 0 && given.priorityCap <= 10_000_000
        ? Math.floor(given.priorityCap)
        : base.priorityCap,
  };
}

function read(): Settings {
  const settings = parseSettings(kept(KEY));
  // A link such as `?rpc=http://127.0.0.1:8899` chooses the endpoint for whoever opens it, on this machine only.
  const asked = new URLSearchParams(location.search).get('rpc');
  if (asked && isRpcUrl(asked) && isLoopback(new URL(asked).hostname)) settings.rpcUrl = asked;
  return settings;
}

let current: Settings | undefined;
const listeners = new Set<() => void>();

/** The present settings. */
export function settings(): Settings {
  current ??= read();
  return current;
}

/** What was chosen, without what nobody chose: that follows the configuration. */
function chosen(): Partial<Settings> {
  try {
    const value: unknown = JSON.parse(kept(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Changes some settings, and keeps them. */
export function change(some: Partial<Settings>): void {
  current = { ...settings(), ...some };
  keep(KEY, JSON.stringify({ ...chosen(), ...some }));
  for (const listener of listeners) listener();
}

/** Another tab changed them: this one follows, and so never writes old ones over them. */
function follow({ key }: StorageEvent): void {
  if (key !== KEY) return;
  current = read();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener('storage', follow);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener('storage', follow);
  };
}

/** The present settings, as they change. */
export const useSettings = (): Settings => useSyncExternalStore(subscribe, settings);
