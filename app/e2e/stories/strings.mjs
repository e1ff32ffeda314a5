// Words that somebody wrote to break the page, in every place where the chain, a file or a person can put words. They must
// stand there as text: nothing runs, nothing becomes markup, and the policy has nothing to refuse.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { layout, write } from '../layout.mjs';
import { accounts, as, CREATORS, GOVERNANCE, now, owners, poolOf } from '../people.mjs';
import { rpc } from '../processes.mjs';
import { base58 } from '../wallets.mjs';
import { file, visit } from '../world.mjs';

const CORPUS = [
  '<script>window.pwned=1</script>',
  '<img src=x onerror="window.pwned=1">',
  '<svg onload="window.pwned=1">',
  '"><iframe srcdoc="<script>parent.pwned=1</script>">',
  '</style><style>*{display:none}</style>',
  '<a href="javascript:window.pwned=1">click</a>',
  '<details open ontoggle=window.pwned=1>',
  '<form action=javascript:window.pwned=1><button>go',
  '<base href=https://evil.example/>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  'javascript:window.pwned=1//https://a.example',
  'data:text/html,<script>window.pwned=1</script>',
  '{{constructor.constructor("window.pwned=1")()}}',
  "{n, plural, other {#}} {title} '{' <b>{x",
  '&lt;script&gt;window.pwned=1&lt;/script&gt;',
  '__proto__ constructor toString',
];
/** What turns the direction of the text around it, or hides: shown as a sign that something is there. */
const HIDDEN = 'pay \u202e0001 SOL\u2066\u200b\u0000';
const SHOWN = 'pay \ufffd0001 SOL\ufffd\ufffd\ufffd';

/** Runs in the page before it: notes what the policy refuses. */
function watch() {
  window.violations = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    window.violations.push(`${violatedDirective} ${blockedURI}`);
  });
}

/** What became of the words: nothing may be in any of these. */
const harm = (page) =>
  page.evaluate(() => ({
    pwned: window.pwned,
    violations: window.violations,
    markup: [
      ...document.querySelectorAll(
        'iframe, object, embed, base, form[action], [onerror], [onload], [ontoggle], [onclick], img[src="x"], ' +
          'body script, body style, body link, a[href^="javascript:" i], a[href^="data:" i], a[href*="evil.example"]',
      ),
    ].map((element) => element.outerHTML.slice(0, 120)),
  }));
const NO_HARM = { pwned: undefined, violations: [], markup: [] };

/** An account as it is, and a way to make it another. */
async function plant(url, address, { data, owner, lamports = 10_000_000 }) {
  await rpc(url, 'surfnet_setAccount', [address, { data: data.toString('hex'), owner, lamports }]);
}
async function accountAt(url, address) {
  const { value } = await rpc(url, 'getAccountInfo', [address, { encoding: 'base64', commitment: 'confirmed' }]);
  return { data: Buffer.from(value.data[0], 'base64'), owner: value.owner, lamports: value.lamports };
}

/** Open proposals whose title and document address are the corpus. Gives their addresses. */
async function plantProposals(net, words) {
  const { places, size } = layout(GOVERNANCE, 'Proposal');
  const { discriminator } = GOVERNANCE.accounts.find(({ name }) => name === 'Proposal');
  const [{ address: platform }] = await accounts(net.rpc, GOVERNANCE, 'Platform');
  const time = await now(net.rpc);
  // A resolution: kind 16 and a hash.
  const action = Buffer.concat([Buffer.from([16]), randomBytes(32)]);
  const planted = [];
  for (const [at, word] of words.entries()) {
    const text = Buffer.from(word);
    const data = Buffer.alloc(size + 4 + 2 * text.length + action.length);
    Buffer.from(discriminator).copy(data);
    write(data, places, {
      platform: fromBase58(platform),
      number: 9_000 + at,
      voting_from: time + 86_400,
      voting_until: time + 2 * 86_400,
      actions: 1,
      title_bytes: text.length,
      uri_bytes: text.length,
      action_bytes: action.length,
    });
    Buffer.concat([text, text, action]).copy(data, size + 4);
    const address = base58(randomBytes(32));
    await plant(net.rpc, address, { data, owner: GOVERNANCE.address });
    planted.push(address);
  }
  return planted;
}

function fromBase58(text) {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let number = 0n;
  for (const letter of text) number = number * 58n + BigInt(alphabet.indexOf(letter));
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
}

/** The share mint with other metadata: type 19 of Token-2022, behind 166 bytes of mint, padding and type. */
function withMetadata(data, texts) {
  const extensions = [];
  for (let at = 166; at + 4 <= data.length; ) {
    const [type, length] = [data.readUInt16LE(at), data.readUInt16LE(at + 2)];
    if (type === 0) break;
    const content = data.subarray(at + 4, at + 4 + length);
    if (type !== 19) extensions.push(data.subarray(at, at + 4 + length));
    else {
      const words = texts.map((text) => {
        const bytes = Buffer.from(text);
        const head = Buffer.alloc(4);
        head.writeUInt32LE(bytes.length);
        return Buffer.concat([head, bytes]);
      });
      const metadata = Buffer.concat([content.subarray(0, 64), ...words, Buffer.alloc(4)]);
      const head = Buffer.alloc(4);
      head.writeUInt16LE(19);
      head.writeUInt16LE(metadata.length, 2);
      extensions.push(head, metadata);
    }
    at += 4 + length;
  }
  return Buffer.concat([data.subarray(0, 166), ...extensions]);
}

/** Looks at a page and at what became of the words on it. */
async function look(me, place, expected) {
  await me.go(place);
  await me.page.waitForFunction(() => document.querySelectorAll('[role=status][aria-label]').length === 0);
  for (const text of expected) await me.page.locator('main').getByText(text).first().waitFor({ state: 'attached' });
  assert.deepEqual(await harm(me.page), NO_HARM, place);
}

export async function hostileWordsOnTheChainStayWords(net) {
  if (net.localnet.isOwn) return;
  const policy = (await fetch(net.app.url)).headers.get('content-security-policy');
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
  const pool = await poolOf(net.rpc);
  const mint = await accountAt(net.rpc, pool.mint);
  const [victim] = await owners(net.rpc);
  const creator = await accountAt(net.rpc, victim.holder);
  const { places: handles } = layout(CREATORS, 'Creator');
  const words = [...CORPUS, HIDDEN];
  const planted = await plantProposals(net, words);
  try {
    for (const [at, locale] of ['en-GB', 'nl-NL', 'es-ES'].entries()) {
      // Another name and another handle in each language; the platform's name stands on every page.
      const [name, symbol, called] = [CORPUS[2 * at], CORPUS[2 * at + 1], CORPUS[at + 6]];
      await plant(net.rpc, pool.mint, { ...mint, data: withMetadata(mint.data, [name, symbol, CORPUS[10]]) });
      const handle = Buffer.alloc(32);
      Buffer.from(called).copy(handle);
      await plant(net.rpc, victim.holder, { ...creator, data: write(Buffer.from(creator.data), handles, { handle }) });
      const me = await visit(net, { locale, script: { fn: watch } });
      await look(me, '/', [name, symbol]);
      for (let page = 0; page < Math.ceil(words.length / 8); page += 1) {
        // Newest first, eight a page.
        const shown = [...words].reverse().slice(8 * page, 8 * page + 8);
        await look(
          me,
          '/governance/open',
          shown.map((word) => (word === HIDDEN ? SHOWN : word)),
        );
        const next = me.page.locator('main').getByRole('button', { name: /^(Next|Volgende|Siguiente)/ });
        if ((await next.count()) > 0 && (await next.first().isEnabled())) await next.first().click();
      }
      if (at === 0) await me.shot('hostile-proposals');
      for (const place of [
        '/creator',
        '/works/all',
        '/earn',
        '/ownership/grants',
        '/ownership/table',
        '/treasury',
        '/rulebook',
        '/governance/ended',
      ])
        await look(me, place, []);
      // A handle that breaks the rules is not shown at all.
      await me.go('/creator');
      assert.equal(await me.page.getByText(called.slice(0, 32)).count(), 0);
      await me.leave();
    }
  } finally {
    await plant(net.rpc, pool.mint, mint);
    await plant(net.rpc, victim.holder, creator);
    for (const address of planted)
      await plant(net.rpc, address, { data: Buffer.alloc(0), owner: '11111111111111111111111111111111', lamports: 0 });
  }
}

export async function hostileWordsInFilesStayWords(net) {
  if (net.localnet.isOwn) return;
  const [owner] = await owners(net.rpc);
  const me = await as(net, owner, '/works/verify');
  const { page } = me;
  await page.evaluate(watch);
  for (const name of CORPUS.filter((word) => !word.includes('/'))) {
    await page.getByLabel('The file to check').setInputFiles(file(name, name));
    await page.getByText(name, { exact: true }).first().waitFor();
  }
  assert.deepEqual(await harm(page), NO_HARM);

  // The reasons in an epoch's list, and its manifest.
  await me.go('/earn');
  const card = page.locator('section', { has: page.locator('[data-epoch="0"]') });
  await card.locator('summary').filter({ hasText: 'Check it' }).click();
  // What the format allows in a reason: no comma, no quote, 64 bytes.
  const reason = "<img src=x onerror='window.pwned=1'><script>window.pwned=1</script>".slice(0, 64);
  const manifest = { format: 'makerstake-distribution', version: 1, pool: CORPUS[0], epoch: CORPUS[1], leaves: {} };
  await card
    .getByLabel('Or the two files')
    .setInputFiles([
      file('manifest.json', JSON.stringify({ ...manifest, tree: { root: CORPUS[2] }, source: { kind: CORPUS[3] } })),
      file('leaves.csv', `holder,amount,score,reason\n${owner.holder},70,7,${reason}\n`),
    ]);
  await card.getByRole('button', { name: 'Recompute' }).click();
  await card.getByText('It does not match the chain').waitFor();
  await card.locator('[data-my-share]').getByText(reason).waitFor();
  assert.deepEqual(await harm(page), NO_HARM);
  await card.getByLabel('Or the two files').setInputFiles([file('manifest.json', '{}'), file('leaves.csv', CORPUS[0])]);
  await card.getByRole('button', { name: 'Recompute' }).click();
  await card.getByText('The files could not be checked').waitFor();
  assert.deepEqual(await harm(page), NO_HARM);

  // The texts of a rule, compared line by line.
  const [rule] = await accounts(net.rpc, GOVERNANCE, 'Rule');
  const before = await accountAt(net.rpc, rule.address);
  const { places } = layout(GOVERNANCE, 'Rule');
  const twoVersions = Buffer.from([2, 0, 0, 0, 1, 0, 0, 0]);
  await plant(net.rpc, rule.address, {
    ...before,
    data: write(Buffer.from(before.data), places, { numbers: twoVersions }),
  });
  try {
    await me.go('/rulebook');
    await me.later();
    await page.evaluate(watch);
    await page.locator('summary').filter({ hasText: 'Compare' }).first().click();
    const texts = page.locator('main input[type=file]');
    await texts.nth(0).setInputFiles(file('before.txt', CORPUS.slice(0, 8).join('\n')));
    await texts.nth(1).setInputFiles(file('after.txt', CORPUS.slice(4).join('\n')));
    for (const word of CORPUS) await page.locator('main ol').getByText(word).first().waitFor();
    assert.deepEqual(await harm(page), NO_HARM);
    await me.shot('hostile-rule-texts');
  } finally {
    await plant(net.rpc, rule.address, before);
  }

  // What a person types, said back by the review from the bytes.
  await me.go('/governance/create');
  await page.evaluate(watch);
  for (const [title, uri] of [
    [CORPUS[0], CORPUS[10]],
    [CORPUS[1].slice(0, 64), CORPUS[4].replaceAll(' ', '')],
    ["{n, plural, other {#}} {title} '{' <b>{x", '"><script>window.pwned=1</script>'],
  ]) {
    await page.getByLabel('Kind').selectOption('resolve');
    await page.getByLabel('Text').fill(CORPUS.join('\n'));
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByLabel('Title').fill(title);
    await page.getByLabel('Address of the document that explains it').fill(uri);
    await page.getByLabel('The document itself').setInputFiles(file('x.md', title));
    await page.locator('[data-hash]').waitFor();
    await page.getByRole('button', { name: 'Propose', exact: true }).last().click();
    const said = await me.review();
    assert.ok(said.includes(`“${title}”`) && said.includes(`“${uri}”`), said);
    assert.deepEqual(await harm(page), NO_HARM);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Remove' }).first().click();
  }

  // The watch itself is not blind: this is what it would have seen.
  await page.evaluate((words) => {
    document.querySelector('main').insertAdjacentHTML('beforeend', words);
  }, '<img src=x onerror="window.pwned=1"><a href="javascript:1">x</a>');
  await page.waitForFunction(() => window.violations.length > 0);
  const seen = await harm(page);
  assert.equal(seen.pwned, undefined, 'the policy refuses what runs inline');
  assert.equal(seen.markup.length, 2);
  await me.leave([/Content Security Policy/, /asked a stranger|\/x\b|404/]);
}
