import { base64 } from './bytes.ts';
import { MakerstakeError } from './fault.ts';

/** What a node tells: a final fact. `id` comes again when the same message does. */
export interface Fact {
  id: string;
  /** Such as `proposal.created` or `epoch.final`. */
  type: string;
  [field: string]: unknown;
}

/** Seconds that a message may be old or early, so that none can be sent again later by somebody else. */
const TOLERANCE = 300;

/**
 * Reads a webhook of a node, signed as Standard Webhooks are. `body` is the text as it came, before anything parsed it.
 *
 * @throws MakerstakeError `forgedMessage` for what the node did not sign with this secret, or not lately.
 */
export async function readWebhook(
  headers: { get(name: string): string | null | undefined },
  body: string,
  secret: string,
  now = Date.now() / 1000,
): Promise<Fact> {
  const [id, time, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers.get(name));
  const forged = (what: string) => new MakerstakeError('forgedMessage', { what });
  if (!id || !time || !given) throw forged('a header is missing');
  if (!(Math.abs(now - Number(time)) <= TOLERANCE)) throw forged('it is of another time');
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(`${id}.${time}.${body}`)));
  // Compared as hashes of equal length, all of them, so that time tells nothing.
  const wanted = `v1,${base64(mac)}`;
  const isSame = given.split(' ').reduce((any, each) => equal(each, wanted) || any, false);
  if (!isSame) throw forged('its signature is not of this secret');
  return { ...JSON.parse(body), id };
}

function equal(a: string, b: string): boolean {
  let differs = a.length ^ b.length;
  for (let at = 0; at < b.length; at += 1) differs |= (a.charCodeAt(at) || 0) ^ b.charCodeAt(at);
  return differs === 0;
}
