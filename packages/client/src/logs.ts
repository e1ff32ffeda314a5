import { type Address, getBase64Encoder } from '@solana/kit';
import { type Calls, walkLogs } from './calls.ts';
import { type Program, programAt } from './errors.ts';
import { decodeMakerstakeAttestationsEvent } from './generated/attestations/events/index.ts';
import { decodeMakerstakeCreatorsEvent } from './generated/creators/events/index.ts';
import { decodeMakerstakeEquityEvent } from './generated/equity/events/index.ts';
import { decodeMakerstakeGovernanceEvent } from './generated/governance/events/index.ts';
import { decodeMakerstakeModerationEvent } from './generated/moderation/events/index.ts';
import { decodeMakerstakeOfferingsEvent } from './generated/offerings/events/index.ts';
import { MakerstakeError } from './platform/fault.ts';

const DECODERS = {
  attestations: decodeMakerstakeAttestationsEvent,
  creators: decodeMakerstakeCreatorsEvent,
  equity: decodeMakerstakeEquityEvent,
  governance: decodeMakerstakeGovernanceEvent,
  moderation: decodeMakerstakeModerationEvent,
  offerings: decodeMakerstakeOfferingsEvent,
};

/** An event, and the program that logged it. */
export type LoggedEvent = {
  [P in Program]: { program: P } & NonNullable<ReturnType<(typeof DECODERS)[P]>>;
}[Program];

/** What the logs of a transaction say. */
export interface Logs extends Calls {
  /** In their order. */
  events: LoggedEvent[];
  /** What other programs logged that looks like an event of ours. It is none. */
  forged: { program: Address; name: string }[];
}

const base64 = getBase64Encoder();

/**
 * Reads the logs of a transaction. Whoever fills the logs first cuts off what follows, and any program can log what looks
 * like an event of its own: an event counts as that of the program that was running, and nothing should rest on one.
 */
export function parseLogs(lines: readonly string[]): Logs {
  const found: Pick<Logs, 'events' | 'forged'> = { events: [], forged: [] };
  const calls = walkLogs(lines, (running, data) => readData(found, running, new Uint8Array(base64.encode(data))));
  return { ...found, ...calls };
}

/** Adds what a program logged: an event, if it is ours and the data are one; a forgery, if only the data are. */
function readData(logs: Pick<Logs, 'events' | 'forged'>, running: string, data: Uint8Array): void {
  const program = programAt(running);
  if (program) {
    const event = DECODERS[program](data);
    if (event) logs.events.push({ program, ...event } as LoggedEvent);
    return;
  }
  const event = Object.values(DECODERS)
    .map((decode) => named(decode, data))
    .find((found) => found);
  if (event) logs.forged.push({ program: running as Address, name: event });
}

/** The name of the event that data look like; those of others need not have its length. */
function named(decode: (data: Uint8Array) => { name: string } | undefined, data: Uint8Array): string | undefined {
  try {
    return decode(data)?.name;
  } catch {
    return 'of a wrong length';
  }
}

/**
 * The events of whole logs, each by the program that was running when it was logged. What another program logged in an
 * event's likeness is left out; with `forged: 'throw'`, it is refused.
 *
 * @throws MakerstakeError `cutLogs`, where events are missing; `forgedEvent`, if asked for.
 */
export function eventsOf(
  lines: readonly string[],
  { forged = 'skip' }: { forged?: 'skip' | 'throw' } = {},
): LoggedEvent[] {
  const logs = parseLogs(lines);
  if (logs.isTruncated)
    throw new MakerstakeError('cutLogs', { what: 'they were cut off, or their calls do not add up' });
  const [first] = logs.forged;
  if (first && forged === 'throw')
    throw new MakerstakeError('forgedEvent', { program: first.program, what: first.name });
  return logs.events;
}
