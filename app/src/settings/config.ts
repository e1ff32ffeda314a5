// What whoever serves the dApp says of the platform it is for: `config.json` beside the built files.
import { isAddress } from '@solana/kit';
import { visible } from '../chain/text.ts';
import { isRpcUrl } from './urls.ts';

/** What the file may say; everything may be missing. */
export interface Config {
  rpc?: string;
  node?: string;
  platform?: string;
  name?: string;
  /** SHA-256 of a picture that the node serves, or the path of a file beside the dApp. */
  logo?: string;
  explorer?: string;
}

/** A path beside the dApp: nothing that leads to another server. */
const isPath = (text: string): boolean => /^(?!\/\/)[\w./-]{1,200}$/.test(text) && !text.includes('..');

/** Reads the file's content. What makes no sense is left out, one by one. */
export function parseConfig(value: unknown): Config {
  if (typeof value !== 'object' || value === null) return {};
  const given = value as Record<string, unknown>;
  const config: Config = {};
  const take = (key: keyof Config, isGood: (text: string) => boolean) => {
    const text = given[key];
    if (typeof text === 'string' && isGood(text)) config[key] = text;
  };
  take('rpc', isRpcUrl);
  take('node', isRpcUrl);
  take('platform', isAddress);
  take('name', (text) => text.trim() !== '' && text.length <= 64 && visible(text) === text);
  take('logo', (text) => /^[0-9a-f]{64}$/.test(text) || isPath(text));
  take('explorer', (text) => ['solana', 'solscan', 'orb'].includes(text));
  return config;
}

let current: Config = {};

/** What the file says. */
export const config = (): Config => current;

/** Reads the file, before anything is shown. Where there is none, or none in time, everything is as without it. */
export async function loadConfig(patience = 3_000): Promise<void> {
  try {
    const response = await fetch(new URL('config.json', document.baseURI), {
      signal: AbortSignal.timeout(patience),
      cache: 'no-cache',
    });
    if (response.ok) current = parseConfig(await response.json());
  } catch {
    // A page of HTML instead of a file, or no answer: there is no configuration.
  }
}

/** For tests. */
export const setConfig = (to: Config): void => {
  current = to;
};
