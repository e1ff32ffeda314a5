// The numbers of the programs, by name. A test compares them with the IDLs where those have them.
import { badInput } from './fault.ts';

/** What is attested. Registrations stand in batches only. */
export const WORK_KINDS = ['work', 'derivative', 'registration'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** A ballot; 0 stands for none. */
export const CHOICES = ['none', 'yes', 'no', 'abstain'] as const;
export type Choice = Exclude<(typeof CHOICES)[number], 'none'>;

/** What becomes of an epoch's distribution. */
export const EPOCH_STATUSES = ['proposed', 'challenged', 'resolved', 'final', 'void'] as const;
export type EpochStatus = (typeof EPOCH_STATUSES)[number];

/** What a rule is about. */
export const DOMAINS = ['moderation', 'data', 'product', 'economy'] as const;
export type Domain = (typeof DOMAINS)[number];

/** What a parameter of a rule counts. */
export const UNITS = ['unset', 'number', 'bps', 'amount', 'seconds', 'flags', 'bool'] as const;
export type Unit = Exclude<(typeof UNITS)[number], 'unset'>;

/** What an attestor may do, as bits of its scope. */
export const SCOPES = { attest: 1, revise: 2, batches: 4 } as const;
export type Scope = keyof typeof SCOPES;

/** The number of a name. */
export function numberOf<N extends string>(names: readonly N[], name: N): number {
  const number = names.indexOf(name);
  if (number < 0) throw badInput(`"${name}" is none of ${names.join(', ')}`);
  return number;
}

/** The name of a number; `unknown` for what a newer program may mean. */
export const nameOf = <N extends string>(names: readonly N[], number: number): N | 'unknown' =>
  names[number] ?? 'unknown';
