import { isSolanaError } from '@solana/kit';
import { texts } from '../i18n/index.tsx';

/** What an endpoint did instead of answering. */
export type AnswerFault =
  /** It limits how much is asked of it. */
  | { is: 'limited' | 'limitedList' }
  /** It does not answer this at all. */
  | { is: 'refused' | 'refusedList' }
  /** Something answers there that is no node. */
  | { is: 'noNode' }
  | { is: 'silent' }
  | { is: 'broken'; status: number }
  | { is: 'other'; reason: string };

/** A question for a list of accounts that was not answered. Public endpoints limit or refuse these first. */
export class ListFault extends Error {
  constructor(override readonly cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/** JSON-RPC codes of a question that an endpoint has no index for, or that it does not know. */
const REFUSALS = [-32_010, -32_601, -32_600];
const LIMITS = [-32_005, -32_429, 429];

/** What an error of reading means. */
export function answerFault(error: unknown): AnswerFault {
  if (error instanceof ListFault) {
    const fault = answerFault(error.cause);
    if (fault.is === 'limited') return { is: 'limitedList' };
    return fault.is === 'refused' ? { is: 'refusedList' } : fault;
  }
  if (error instanceof SyntaxError) return { is: 'noNode' };
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) return { is: 'silent' };
  if (isSolanaError(error)) {
    const { statusCode, __code } = error.context as { statusCode?: unknown; __code?: unknown };
    if (typeof statusCode === 'number') return byStatus(statusCode);
    if (typeof __code === 'number' && REFUSALS.includes(__code)) return { is: 'refused' };
    if (typeof __code === 'number' && LIMITS.includes(__code)) return { is: 'limited' };
  }
  return { is: 'other', reason: error instanceof Error ? error.message : String(error) };
}

function byStatus(status: number): AnswerFault {
  if (status === 429) return { is: 'limited' };
  if ([401, 403, 405, 410].includes(status)) return { is: 'refused' };
  return status === 404 ? { is: 'noNode' } : { is: 'broken', status };
}

/** The host of an endpoint: the rest of its address may hold a key, which is nobody's business. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '?');

/** What is said about it, and what to do. */
export const answerTexts = texts({
  limited: {
    en: '{host} limits how much is asked of it. Wait a little, or choose another endpoint in the settings.',
    nl: '{host} beperkt hoeveel er gevraagd wordt. Wacht even, of kies een ander adres in de instellingen.',
    es: '{host} limita cuánto se le pregunta. Espera un poco, o elige otro punto de acceso en los ajustes.',
  },
  limitedList: {
    en: '{host} limits lists. Wait a little, or choose another endpoint in the settings. What needs no list still works.',
    nl: '{host} beperkt lijsten. Wacht even, of kies een ander adres in de instellingen. Wat geen lijst nodig heeft werkt wel.',
    es: '{host} limita las listas. Espera un poco, o elige otro punto de acceso en los ajustes. Lo que no necesita listas sigue funcionando.',
  },
  refused: {
    en: '{host} does not answer this question. Choose another endpoint in the settings.',
    nl: '{host} beantwoordt deze vraag niet. Kies een ander adres in de instellingen.',
    es: '{host} no responde a esta pregunta. Elige otro punto de acceso en los ajustes.',
  },
  refusedList: {
    en: '{host} gives no lists of accounts. Choose an endpoint of a provider that does in the settings. What needs no list still works.',
    nl: '{host} geeft geen lijsten van rekeningen. Kies in de instellingen een adres van een aanbieder die dat wel doet. Wat geen lijst nodig heeft werkt wel.',
    es: '{host} no da listas de cuentas. Elige en los ajustes un punto de acceso de un proveedor que sí lo haga. Lo que no necesita listas sigue funcionando.',
  },
  noNode: {
    en: 'What answers at {host} is no JSON-RPC node. It may be the login page of a network that you are in, or a mistyped address.',
    nl: 'Wat op {host} antwoordt is geen JSON-RPC-node. Het kan de inlogpagina van een netwerk zijn, of een verkeerd getypt adres.',
    es: 'Lo que responde en {host} no es un nodo JSON-RPC. Puede ser la página de acceso de una red, o una dirección mal escrita.',
  },
  silent: {
    en: 'No answer from {host}. Is this machine connected?',
    nl: '{host} antwoordt niet. Is deze machine verbonden?',
    es: '{host} no responde. ¿Está conectada esta máquina?',
  },
  broken: {
    en: '{host} answered with an error of its own (HTTP {status}). Try again, or choose another endpoint in the settings.',
    nl: '{host} antwoordde met een eigen fout (HTTP {status}). Probeer opnieuw, of kies een ander adres in de instellingen.',
    es: '{host} respondió con un error propio (HTTP {status}). Reintenta, o elige otro punto de acceso en los ajustes.',
  },
  other: { en: '{host}: {reason}', nl: '{host}: {reason}', es: '{host}: {reason}' },
});
