// What the house is told by its environment. Without keys of its own it plays the house of the demonstration, whose keys are
// the hashes of fixed texts: worth nothing, and known to everybody.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createKeyPairSignerFromBytes, createKeyPairSignerFromPrivateKeyBytes } from '@solana/kit';

const demonstration = (role) =>
  createKeyPairSignerFromPrivateKeyBytes(
    createHash('sha256').update(`makerstake demonstration key, worth nothing: ${role}`).digest(),
  );

const keyOf = (file, role) =>
  file ? createKeyPairSignerFromBytes(Uint8Array.from(JSON.parse(readFileSync(file, 'utf8')))) : demonstration(role);

/** Reads it. */
export async function configure({ env } = process) {
  const node = env.NODE_URL ?? 'http://127.0.0.1:8787';
  return {
    node,
    rpc: env.RPC_URL ?? 'http://127.0.0.1:8899',
    platform: env.PLATFORM ?? (await (await fetch(node)).json()).platform,
    /** The authority of the platform's own creator: lets people in, and attests what they upload. */
    studio: await keyOf(env.STUDIO_KEY, 'creator Reelhouse archive'),
    /** Pays for attestations. */
    payer: await keyOf(env.PAYER_KEY, 'sponsor'),
    /** What the node signs its messages with. */
    secret: env.WEBHOOK_SECRET ?? 'the secret of the demonstration',
    data: env.DATA ?? 'data',
    port: Number(env.PORT ?? 3000),
  };
}
