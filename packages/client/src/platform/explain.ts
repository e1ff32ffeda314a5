import { isSolanaError, SOLANA_ERROR__INSTRUCTION_ERROR__CUSTOM } from '@solana/kit';
import { walkLogs } from '../calls.ts';
import { explainError, type Program, programAt } from '../errors.ts';
import { type FaultCode, MakerstakeError, wordsOf } from './fault.ts';

/** An error, for people: what happened and what to do. */
export interface Explained {
  /** To switch on; `other` for what is not of this package. */
  code: FaultCode | 'other';
  /** What happened, one sentence. */
  message: string;
  /** What to do about it. */
  remedy: string;
  /** Which program refused, and which of its rules was broken, such as `VotingClosed`. */
  program: Program | undefined;
  name: string | undefined;
}

/** Why a transaction failed or would fail, as the runtime writes it, and in words. */
export interface Failure {
  program: string;
  what: string;
  /** The broken rule of one of our programs. */
  name: string | undefined;
  /** Whether somebody lacks lamports. */
  isPoor: boolean;
}

const SYSTEM = '11111111111111111111111111111111';
/** What the runtime refuses before any program runs, and the system program, in words. */
const RUNTIME: Readonly<Record<string, string>> = {
  AccountNotFound: 'whoever pays has no SOL',
  InsufficientFundsForFee: 'whoever pays has too little SOL for the fee',
  InsufficientFundsForRent: 'an account would be left with too little SOL',
  BlockhashNotFound: 'it took too long to sign: try again',
  AlreadyProcessed: 'this transaction has landed already',
};
const POOR = ['AccountNotFound', 'InsufficientFundsForFee', 'InsufficientFundsForRent'];

/**
 * What an error of a simulation or a status says: `{InstructionError: [0, {Custom: 6000}]}` or a name; `programs` are those
 * that the transaction calls, in order.
 */
export function failureOf(error: unknown, programs: readonly string[], logs: readonly string[]): Failure {
  const [name, detail] =
    typeof error === 'object' && error !== null ? (Object.entries(error)[0] ?? ['Unknown']) : [String(error)];
  if (name !== 'InstructionError' || !Array.isArray(detail))
    return { program: 'The network', what: RUNTIME[name] ?? name, name: undefined, isPoor: POOR.includes(name) };
  const inner = walkLogs(logs).failure;
  const program: string = inner?.program ?? programs[Number(detail[0])] ?? '';
  const reason: unknown = detail[1];
  if (typeof reason !== 'object' || reason === null || !('Custom' in reason)) {
    const word = typeof reason === 'string' ? reason : (Object.keys(reason ?? {})[0] ?? 'Unknown');
    return { program: nameOf(program), what: word, name: undefined, isPoor: word === 'InsufficientFunds' };
  }
  const code = inner?.code ?? Number(reason.Custom);
  const explained = explainError(program, code);
  if (explained) return { program: explained.program, what: explained.message, name: explained.name, isPoor: false };
  if (program === SYSTEM && code === 0)
    return {
      program: 'The system program',
      what: 'an account that it opens is there already',
      name: undefined,
      isPoor: false,
    };
  if (program === SYSTEM && code === 1)
    return { program: 'The system program', what: 'too little SOL', name: undefined, isPoor: true };
  return { program: nameOf(program), what: `error ${code}`, name: undefined, isPoor: false };
}

const nameOf = (program: string) => programAt(program) ?? (program || 'A program');

/** Explains whatever was thrown: by this package, by @solana/kit, by a wallet. */
export function explain(error: unknown): Explained {
  const none = { program: undefined, name: undefined };
  if (error instanceof MakerstakeError) {
    const { code, message, remedy, values } = error;
    const program = (['attestations', 'creators', 'equity', 'governance', 'offerings'] as const).find(
      (one) => one === values.program,
    );
    return { code, message, remedy, program, name: values.name };
  }
  if (isSolanaError(error, SOLANA_ERROR__INSTRUCTION_ERROR__CUSTOM)) {
    const words = 'The words of a code depend on its program: ask `explainError(program, code)`.';
    return { code: 'refused', message: `A program refused with error ${error.context.code}.`, remedy: words, ...none };
  }
  if (isSolanaError(error) && error.cause !== undefined) return explain(error.cause);
  return { code: 'other', message: wordsOf(error), remedy: '', ...none };
}
