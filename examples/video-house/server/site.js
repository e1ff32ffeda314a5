import { createReadStream, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { serveStatic } from '@hono/node-server/serve-static';
import { contentHash, explain, isFault, readWebhook, signVoucher } from '@makerstake/client';
import { getBase58Encoder, getPublicKeyFromAddress, isAddress, verifySignature } from '@solana/kit';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { attestNight, exportDay } from './night.js';

const HASH = /^[0-9a-f]{64}$/;
const today = () => new Date().toISOString().slice(0, 10);

/** What a creator signs with an upload, so that nobody uploads in its name. */
const uploadMessage = (creator, hash, time) => `video-house upload\ncreator ${creator}\nsha256 ${hash}\ntime ${time}\n`;

/** The house: `makerstake` is the platform, `house` its own creator account. */
export function createSite(world) {
  const { makerstake, store, config, house } = world;
  const { rpc, node, platform } = config;
  const site = new Hono();
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${rpc} ${node}`,
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');

  site.use(async (c, next) => {
    await next();
    c.header('content-security-policy', policy);
    c.header('x-content-type-options', 'nosniff');
  });
  site.onError((error, c) => {
    const { code, message, remedy } = explain(error);
    if (code === 'other') console.error(error);
    return c.json({ error: `${message} ${remedy}`.trim(), code }, code === 'other' ? 500 : 422);
  });

  site.get('/api/config', (c) => c.json({ rpc, node, platform, house }));

  // Whom the house lets in is the house's to say; this one lets in everybody, once a key.
  site.post('/api/vouchers', async (c) => {
    const { genesisKey } = await c.req.json();
    if (typeof genesisKey !== 'string' || !isAddress(genesisKey))
      return c.json({ error: 'genesisKey: not an address' }, 400);
    const expires = Math.floor(Date.now() / 1000) + 600;
    return c.json(await signVoucher(config.studio, { platform, genesisKey, expires }));
  });

  site.post('/api/films', bodyLimit({ maxSize: 64 << 20 }), async (c) => {
    const { creator, title, time, signature, when } = c.req.query();
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const hash = await contentHash(bytes);
    if (!title || title.length > 100) return c.json({ error: 'title: 1 to 100 characters' }, 400);
    if (!isAddress(creator ?? '')) return c.json({ error: 'creator: not an address' }, 400);
    const known = await makerstake.creators.get(creator);
    if (!known) return c.json({ error: 'creator: not registered' }, 403);
    const isFresh = Math.abs(Date.now() / 1000 - Number(time)) < 300;
    if (!isFresh || !(await isSigned(known.authority, uploadMessage(creator, hash, time), signature)))
      return c.json({ error: 'signature: not of this creator, or old' }, 403);
    if (store.film(hash)) return c.json({ error: 'this film is here already' }, 409);
    writeFileSync(join(config.data, 'films', hash), bytes);
    store.addFilm({ hash, creator, title });
    if (when !== 'night') {
      const attesting = { authority: config.studio, creator, attestor: { creator: house }, payer: config.payer };
      const { work } = await makerstake.works.attest({ ...attesting, content: hash });
      store.attested(hash, work);
    }
    return c.json({ hash, work: store.film(hash).work }, 201);
  });

  site.get('/api/films', (c) => c.json(store.films()));
  site.post('/api/films/:hash/views', (c) => {
    if (!store.film(c.req.param('hash'))) return c.json({ error: 'no such film' }, 404);
    store.watched(c.req.param('hash'), today());
    return c.body(null, 204);
  });
  site.get('/films/:hash', (c) => {
    const hash = c.req.param('hash');
    const path = join(config.data, 'films', hash);
    if (!HASH.test(hash) || !existsSync(path)) return c.json({ error: 'no such film' }, 404);
    return c.body(Readable.toWeb(createReadStream(path)), 200, { 'content-type': 'application/octet-stream' });
  });
  site.get('/published/:hash', (c) => {
    const path = join(config.data, `${c.req.param('hash')}.csv`);
    if (!HASH.test(c.req.param('hash')) || !existsSync(path)) return c.json({ error: 'nothing here' }, 404);
    return c.body(Readable.toWeb(createReadStream(path)), 200, { 'content-type': 'text/csv; charset=utf-8' });
  });

  // A timer calls it each night; a person who runs the house may, from this machine, with its secret.
  site.post('/api/night', async (c) => {
    if (c.req.header('authorization') !== `Bearer ${config.secret}`) return c.json({ error: 'not yours' }, 403);
    const films = await attestNight(world);
    const engagement = await exportDay(world, today());
    return c.json({ films, engagement });
  });
  site.get('/api/exports', (c) => c.json(store.exports()));

  site.post('/hooks', async (c) => {
    try {
      store.addFact(await readWebhook(c.req.raw.headers, await c.req.text(), config.secret));
      return c.body(null, 204);
    } catch (error) {
      if (!isFault(error, 'forgedMessage')) throw error;
      return c.json({ error: error.message }, 401);
    }
  });
  site.get('/api/facts', (c) => c.json(store.facts()));

  site.use(serveStatic({ root: 'dist' }));
  return site;
}

/** Whether a key signed a text; the signature in base58. */
async function isSigned(address, text, signature) {
  try {
    const bytes = getBase58Encoder().encode(signature);
    return await verifySignature(await getPublicKeyFromAddress(address), bytes, new TextEncoder().encode(text));
  } catch {
    return false;
  }
}
