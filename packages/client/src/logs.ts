import { type Address, getBase64Encoder } from '@solana/kit';
import { type Explanation, explainError, type Program, programAt } from './errors.ts';
import { decodeMakerstakeAttestationsEvent } from './generated/attestations/events/index.ts';
import { decodeMakerstakeCreatorsEvent } from './generated/creators/events/index.ts';
import { decodeMakerstakeEquityEvent } from './generated/equity/events/index.ts';
import { decodeMakerstakeGovernanceEvent } from './generated/governance/events/index.ts';

const DECODERS = {
  attestations: decodeMakerstakeAttestationsEvent,
  creators: decodeMakerstakeCreatorsEvent,
  equity: decodeMakerstakeEquityEvent,
  governance: decodeMakerstakeGovernanceEvent,
};

/** An event, and the program that logged it. */
export type LoggedEvent = {
  [P in Program]: { program: P } & NonNullable<ReturnType<(typeof DECODERS)[P]>>;
}[Program];

/** What the logs of a transaction say. */
export interface Logs {
  /** In their order. */
  events: LoggedEvent[];
  /** The innermost program that failed first, its words, and what its code says where it is one of ours. */
  failure:
    | { program: Address; reason: string; code: number | undefined; explanation: Explanation | undefined }
    | undefined;
  /** Whether the node cut the logs off: then events are missing. */
  isTruncated: boolean;
}

const base64 = getBase64Encoder();

/**
 * Reads the logs of a transaction. Whoever fills the logs first cuts off what follows, and any program can log what looks
 * like an event of its own: an event counts as that of the program that was running, and nothing should rest on one.
 */
export function parseLogs(lines: readonly string[]): Logs {
  const running: string[] = [];
  const logs: Logs = { events: [], failure: undefined, isTruncated: false };
  for (const line of lines) {
    if (line === 'Log truncated') logs.isTruncated = true;
    const [, invoked] = /^Program (\w{32,44}) invoke \[\d+\]$/.exec(line) ?? [];
    if (invoked) running.push(invoked);
    const [, data] = /^Program data: ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const program = programAt(running.at(-1) ?? '');
    if (data && program) {
      const event = DECODERS[program](base64.encode(data));
      if (event) logs.events.push({ program, ...event } as LoggedEvent);
    }
    const [, ended, failed] = /^Program (\w{32,44}) (?:success$|failed: (.*)$)/.exec(line) ?? [];
    if (!ended) continue;
    running.pop();
    if (failed === undefined || logs.failure) continue;
    const [, hex] = /^custom program error: (0x[0-9a-f]+)$/i.exec(failed) ?? [];
    const code = hex === undefined ? undefined : Number(hex);
    const explanation = code === undefined ? undefined : explainError(ended, code);
    logs.failure = { program: ended as Address, reason: failed, code, explanation };
  }
  return logs;
}
