import '@makerstake/elements/define';
import { addresses, contentHash, createMakerstake, explain, storageJournal } from '@makerstake/client';
import { createSignableMessage, getBase58Decoder } from '@solana/kit';
import { mySigner, newSigner } from './identity.js';

const YEAR = 365 * 86_400;
const part = (id) => document.getElementById(id);
const api = async (path, options) => {
  const answer = await fetch(`/api/${path}`, options);
  const json = answer.status === 204 ? undefined : await answer.json();
  if (!answer.ok) throw new Error(json.error);
  return json;
};

const { rpc, node, platform, house } = await api('config');
const makerstake = await createMakerstake({ rpc, node, platform, journal: storageJournal(localStorage) });
// What was on its way when the page was left.
await makerstake.resume();

/** An element of the suite, for this platform. */
function element(name, attributes, properties = {}) {
  const made = document.createElement(`makerstake-${name}`);
  for (const [key, value] of Object.entries({ rpc, node, platform, ...attributes })) made.setAttribute(key, value);
  return Object.assign(made, properties);
}

const item = (text) => Object.assign(document.createElement('li'), { textContent: text });

/** Does what a form asks for, and says how it went. */
function onSubmit(section, run) {
  const [form, said] = [section.querySelector('form'), section.querySelector('[role=status]')];
  // Before this, the browser would send the form by itself.
  form.querySelector('button').disabled = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    said.textContent = 'A moment …';
    try {
      said.textContent = await run(new FormData(form));
      form.reset();
    } catch (error) {
      const { message, remedy } = explain(error);
      said.textContent = `${message} ${remedy}`;
    }
    button.disabled = false;
  });
}

async function showProfile(signer) {
  const [me] = await makerstake.creators.of(signer.address);
  part('join').hidden = me !== undefined;
  part('profile').hidden = me === undefined;
  if (me)
    part('profile')
      .querySelector('div')
      .replaceChildren(element('creator', { creator: me.address }));
  return me;
}

async function showFilms() {
  const films = await api('films');
  const rows = films.map(({ hash, title, views, work, batch }) => {
    const row = item(
      `${title}: watched ${views} times, ${work ? 'attested' : batch ? 'attested by night' : 'waits for the night'} `,
    );
    const watch = Object.assign(document.createElement('button'), { textContent: `Watch ${title}` });
    watch.addEventListener('click', async () => {
      await api(`films/${hash}/views`, { method: 'POST' });
      await showFilms();
    });
    row.append(watch);
    return row;
  });
  part('films')
    .querySelector('ul')
    .replaceChildren(...rows);
}

async function showPlatform(signer, me) {
  const [votes, rules, facts] = await Promise.all([
    makerstake.proposals.list(['voting']),
    makerstake.rules.list(),
    api('facts'),
  ]);
  // With a creator of this browser, it signs; else the visitor's wallet is asked.
  const acting = me ? { signer, holder: me.address } : {};
  const boxes = votes.map(({ address }) => element('vote', { proposal: address }, acting));
  part('votes')
    .querySelector('div')
    .replaceChildren(...boxes);
  const said = rules
    .filter(({ inForce }) => inForce)
    .map(({ name, domain, inForce }) =>
      item(`${name} (${domain}): ${inForce.params.map(({ unit, value }) => `${value} ${unit}`).join(', ')}`),
    );
  part('rules')
    .querySelector('ul')
    .replaceChildren(...said);
  part('news')
    .querySelector('ul')
    .replaceChildren(...facts.map(({ type, at }) => item(`${type}, ${new Date(at * 1000).toLocaleString()}`)));
}

onSubmit(part('join'), async (form) => {
  const genesisKey = (await mySigner()) ?? (await newSigner());
  const voucher = await api('vouchers', { method: 'POST', body: JSON.stringify({ genesisKey: genesisKey.address }) });
  const until = (await makerstake.now()) + YEAR;
  const handle = String(form.get('handle'));
  await makerstake.creators.register({ genesisKey, handle, attestor: { attestor: house, until }, payer: { voucher } });
  await showPlatform(genesisKey, await showProfile(genesisKey));
  return `Welcome, @${handle}.`;
});

onSubmit(part('profile'), async (form) => {
  const signer = await mySigner();
  const [film, creator] = [form.get('film'), await addresses.creator(signer.address)];
  const time = Math.floor(Date.now() / 1000);
  const hash = await contentHash(film);
  const text = `video-house upload\ncreator ${creator}\nsha256 ${hash}\ntime ${time}\n`;
  const [signatures] = await signer.signMessages([createSignableMessage(text)]);
  const signature = getBase58Decoder().decode(signatures[signer.address]);
  const when = form.get('night') ? 'night' : 'now';
  const query = new URLSearchParams({ creator, title: form.get('title'), time, signature, when });
  await api(`films?${query}`, { method: 'POST', body: film });
  await Promise.all([showFilms(), showProfile(signer)]);
  return when === 'now' ? 'It is attested.' : 'It is attested with tonight’s batch.';
});

part('who').querySelector('div').append(element('verify', {}));
const signer = await mySigner();
const me = signer && (await showProfile(signer));
await Promise.all([showFilms(), showPlatform(signer, me)]);
