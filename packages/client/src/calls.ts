import type { Address } from '@solana/kit';
import { type Explanation, explainError } from './errors.ts';

/** How the calls of a transaction went, by its logs. */
export interface Calls {
  /** The innermost program that failed first, its words, and what its code says where it is one of ours. */
  failure:
    | { program: Address; reason: string; code: number | undefined; explanation: Explanation | undefined }
    | undefined;
  /** Whether the logs were cut off, or their calls do not add up. */
  isTruncated: boolean;
}

/**
 * Follows the calls of a transaction through its logs, and tells what was logged as data by the program that was running. It knows no
 * events, so that a page which only explains failures need not load their decoders.
 */
export function walkLogs(lines: readonly string[], onData?: (running: string, data: string) => void): Calls {
  const running: string[] = [];
  const calls: Calls = { failure: undefined, isTruncated: false };
  for (const line of lines) {
    if (line === 'Log truncated') calls.isTruncated = true;
    const [, invoked, depth] = /^Program (\w{32,44}) invoke \[(\d+)\]$/.exec(line) ?? [];
    if (invoked && running.push(invoked) !== Number(depth)) calls.isTruncated = true;
    const [, data] = /^Program data: ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    if (data) onData?.(running.at(-1) ?? '', data);
    const [, ended, failed] = /^Program (\w{32,44}) (?:success$|failed: (.*)$)/.exec(line) ?? [];
    if (!ended) continue;
    if (running.pop() !== ended) calls.isTruncated = true;
    if (failed === undefined || calls.failure) continue;
    const [, hex] = /^custom program error: (0x[0-9a-f]+)$/i.exec(failed) ?? [];
    const code = hex === undefined ? undefined : Number(hex);
    const explanation = code === undefined ? undefined : explainError(ended, code);
    calls.failure = { program: ended as Address, reason: failed, code, explanation };
  }
  if (running.length > 0) calls.isTruncated = true;
  return calls;
}
