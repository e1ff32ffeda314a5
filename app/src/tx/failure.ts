import { isSolanaError } from '@solana/kit';
import { type AnswerFault, answerFault } from '../chain/answer.ts';
import { WalletFault } from '../wallet/sign.ts';

/** Why a transaction failed or would fail. */
export type Failure =
  /** A program refused: which instruction, which program, which code. */
  | { kind: 'program'; instruction: number; program: string; code: number }
  /** The runtime refused an instruction, by its own name for the reason. */
  | { kind: 'instruction'; instruction: number; program: string; reason: string }
  /** The runtime refused the whole, such as `InsufficientFundsForFee`. */
  | { kind: 'transaction'; reason: string }
  /** The endpoint did not answer or answered that it will not. */
  | { kind: 'network'; reason: string }
  /** The endpoint answered something that is no answer, or that it will not. */
  | { kind: 'answer'; fault: AnswerFault }
  /** The wallet did not sign, for a reason in its own words. */
  | { kind: 'wallet'; reason: string }
  /** Another network answers at the endpoint than the one that was looked at. */
  | { kind: 'switched' }
  /** Something else, in the words of whoever raised it. */
  | { kind: 'other'; reason: string };

/** What simulation or status call an error, as RPC writes it: `{InstructionError: [0, {Custom: 6000}]}` or a name. */
export function failureOf(error: unknown, programs: readonly string[]): Failure {
  const plain = unwrap(error);
  if (typeof plain === 'string') return { kind: 'transaction', reason: plain };
  if (typeof plain === 'object' && plain !== null) {
    const [name, detail] = Object.entries(plain)[0] ?? ['Unknown', undefined];
    if (name === 'InstructionError' && Array.isArray(detail)) {
      const instruction = Number(detail[0]);
      const program = programs[instruction] ?? '';
      const reason: unknown = detail[1];
      if (typeof reason === 'object' && reason !== null && 'Custom' in reason) {
        return { kind: 'program', instruction, program, code: Number(reason.Custom) };
      }
      const word = typeof reason === 'string' ? reason : (Object.keys(reason ?? {})[0] ?? 'Unknown');
      return { kind: 'instruction', instruction, program, reason: word };
    }
    return { kind: 'transaction', reason: name };
  }
  return { kind: 'other', reason: String(plain) };
}

const unwrap = (error: unknown): unknown => (typeof error === 'bigint' ? Number(error) : error);

/**
 * The program that really refused. An instruction may call another program whose refusal it passes on, and codes of
 * programs overlap below 6000; the log names the innermost that failed first.
 */
export function culprit(logs: readonly string[], fallback: string): string {
  for (const line of logs) {
    const match = /^Program (\w{32,44}) failed: /.exec(line);
    if (match?.[1]) return match[1];
  }
  return fallback;
}

/** What an exception on the way means. */
export function thrown(error: unknown): Failure {
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return { kind: 'network', reason: error.message };
  }
  if (error instanceof WalletFault) return { kind: 'wallet', reason: error.message };
  const fault = answerFault(error);
  if (!['other', 'broken', 'silent'].includes(fault.is)) return { kind: 'answer', fault };
  if (isSolanaError(error)) {
    const status = (error.context as { statusCode?: unknown } | undefined)?.statusCode;
    if (typeof status === 'number') return { kind: 'network', reason: `HTTP ${status}` };
    const cause = error.cause instanceof Error ? error.cause.message : undefined;
    return { kind: 'other', reason: cause ?? error.message };
  }
  return { kind: 'other', reason: error instanceof Error ? error.message : String(error) };
}
