// Everything that can go wrong around the rules, by a code that programs can switch on, with what to do about it.
// This module imports nothing: it also says that the WebAssembly is missing.

/** What went wrong, and what to do. `{…}` stands for a detail. */
const FAULTS = {
  badInput: ['{what}', 'Correct it: nothing was sent.'],
  noWasm: [
    'The WebAssembly of the rules could not be started: {what}',
    "Serve the package's folder `wasm/` beside its JavaScript, as application/wasm, and allow 'wasm-unsafe-eval' in script-src.",
  ],
  endpointDown: [
    'No answer from the endpoint {host}: {what}',
    'Check its address and the network, then ask again: reading changes nothing.',
  ],
  endpointLimited: ['The endpoint {host} limits how much is asked of it.', 'Wait a little, or use another endpoint.'],
  endpointRefused: [
    'The endpoint {host} does not answer this question: {what}',
    'Public endpoints refuse lists: name a node of the platform (`node`), or use an endpoint that gives them.',
  ],
  notAnEndpoint: ['What answers at {host} is no JSON-RPC endpoint.', 'Check the address of `rpc`.'],
  nodeDown: [
    'No answer from the node {host}: {what}',
    'Leave `node` out, or ask again: the chain has everything but texts.',
  ],
  nodeRefused: ['The node {host} refuses: {what}', 'Read its reason; nothing was sent.'],
  notANode: ['What answers at {host} is no node of Makerstake.', 'Check the address of `node`.'],
  wrongCluster: [
    '{host} is on the cluster {found}, not on {wanted}.',
    'Name an endpoint and a node of the cluster that the platform is on.',
  ],
  wrongPlatform: [
    '{address} is no platform of these programs: {what}',
    "Name a platform's address, its pool's or its share mint's.",
  ],
  wrongVersion: [
    '{address} has another layout than this package reads: {found}, not {wanted}.',
    'Install the version of @makerstake/client that belongs to the deployed programs.',
  ],
  noAccount: ['There is no {what} at {address}.', 'Check the address; what is new appears a moment after it landed.'],
  noFunds: [
    '{address} has {found} lamports and needs about {wanted}.',
    'Send SOL there, or let the platform pay: a payer of its own, or a voucher for the node (`sponsoredBy`).',
  ],
  noSponsor: [
    'The node {host} pays for nobody.',
    'Pay with `payer`, or start the node with --sponsor and --registrar.',
  ],
  sponsorQuota: ['The node {host} pays no more: {what}', 'Wait until tomorrow, raise its caps, or pay with `payer`.'],
  sponsorRefused: ['The node {host} does not pay for this: {what}', 'Renew the voucher, or pay with `payer`.'],
  notSigned: ['It was not signed: {what}', 'Ask again: nothing was sent.'],
  refused: ['{program} refuses: {what}', 'Nothing was sent. {remedy}'],
  failed: ['{program} refused it on the chain: {what}', 'Only the fee was paid. {remedy}'],
  expired: ['{signature} was not taken in time.', 'It can never land any more: it is safe to try again.'],
  unknownOutcome: [
    'Nobody could say yet what became of {signature}.',
    'Call `resume()`, or do the same again: it is looked for before anything is signed anew.',
  ],
  cutLogs: ['These logs are not whole: {what}', 'Read the accounts instead: they are the truth.'],
  forgedEvent: [
    '{program} logged what looks like the event {what} of Makerstake.',
    'Disbelieve it; read the accounts of a transaction that matters.',
  ],
  forgedMessage: [
    "A message is not the node's: {what}",
    "Disbelieve it; compare the secret with the node's configuration.",
  ],
} as const;

/** What can go wrong. */
export type FaultCode = keyof typeof FAULTS;

/** Something that went wrong, with what to do. `code` and `values` are stable, the words are not. */
export class MakerstakeError extends Error {
  override readonly name = 'MakerstakeError';
  /** What to do about it. */
  readonly remedy: string;

  constructor(
    readonly code: FaultCode,
    readonly values: Readonly<Record<string, string>> = {},
    override readonly cause?: unknown,
  ) {
    const [what, remedy] = FAULTS[code];
    const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '').trim();
    super(filled(what));
    this.remedy = filled(remedy);
  }
}

/** Whether an error is this one of ours. */
export const isFault = (error: unknown, code?: FaultCode): error is MakerstakeError =>
  error instanceof MakerstakeError && (code === undefined || error.code === code);

/** Refuses an argument, in words. */
export const badInput = (what: string): MakerstakeError => new MakerstakeError('badInput', { what });

/** The words of whatever was thrown. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The host of an address: the rest of it may hold a key, which is nobody's business. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
