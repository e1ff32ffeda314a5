// What the house does every night: one account for all that was uploaded, and the day's engagement, published and attested.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from '@makerstake/client';

const bytesOf = (text) => new TextEncoder().encode(text);

/** Attests what waits, in one batch; the list is published under its hash, and each film keeps its proof. */
export async function attestNight({ makerstake, store, config, house }) {
  const waiting = store.waiting();
  if (waiting.length === 0) return 0;
  const list = bytesOf(waiting.map(({ hash, creator }) => `${hash},${creator}\n`).join(''));
  const dataHash = await contentHash(list);
  writeFileSync(join(config.data, `${dataHash}.csv`), list);
  const { batch, works } = await makerstake.works.attestBatch({
    authority: config.studio,
    author: house,
    works: waiting.map(({ hash, creator }) => ({ content: hash, creator })),
    dataHash,
    payer: config.payer,
  });
  for (const work of works) store.batched(work.content, batch, work);
  return works.length;
}

/** Publishes how often each film was watched on a day, and attests it in the house's own name, once. */
export async function exportDay({ makerstake, store, config, house }, day) {
  const before = store.exported(day);
  if (before) return before;
  const rows = store.viewsOf(day).map(({ creator, hash, count }) => `${creator},${hash},${count}`);
  const table = bytesOf(`${['creator,content,views', ...rows].join('\n')}\n# ${day}\n`);
  const hash = await contentHash(table);
  writeFileSync(join(config.data, `${hash}.csv`), table);
  const stated = await makerstake.works.by(house, hash);
  const own = { authority: config.studio, creator: house, content: hash, payer: config.payer };
  const work = stated?.address ?? (await makerstake.works.attest(own)).work;
  store.addExport(day, hash, work);
  return store.exported(day);
}
