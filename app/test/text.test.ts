import { expect, test } from 'vitest';
import { readMint } from '../src/chain/mint.ts';
import { visible } from '../src/chain/text.ts';

test('what has no shape of its own is shown as such', () => {
  expect(visible('pay \u202e0001\u202c SOL\u200b\u0000\n\ufeff')).toBe(
    'pay \ufffd0001\ufffd SOL\ufffd\ufffd\ufffd\ufffd',
  );
  expect(visible('\u2066a\u2069\u2028\ud800\u061c')).toBe('\ufffda\ufffd\ufffd\ufffd\ufffd');
  // What people write stays: joiners, accents, other scripts, emoji.
  for (const text of ['Añ0 – “ok” <b>', 'می\u200cخواهم', '👩\u200d🎨', 'e\u0301', 'עברית'])
    expect(visible(text)).toBe(text);
});

/** A mint of Token-2022 whose metadata is `texts`. */
function mintOf(texts: readonly string[], claimed?: number): Uint8Array {
  const encoder = new TextEncoder();
  const fields = texts.flatMap((text) => {
    const bytes = encoder.encode(text);
    const length = claimed ?? bytes.length;
    return [length & 255, (length >> 8) & 255, 0, 0, ...bytes];
  });
  const extension = [...new Uint8Array(64), ...fields];
  const data = new Uint8Array(166 + 4 + 4 + extension.length);
  data[44] = 9;
  data[165] = 1;
  // Another extension comes first and is passed over: type 18, no content.
  data.set([18, 0, 0, 0, 19, 0, extension.length & 255, extension.length >> 8, ...extension], 166);
  return data;
}

test('a mint tells its decimals, and its name as text', () => {
  expect(readMint(mintOf(['Reelhouse', 'REEL', 'https://a.example']))).toEqual({
    decimals: 9,
    name: 'Reelhouse',
    symbol: 'REEL',
  });
  expect(readMint(mintOf(['a\u202eb', 'x'.repeat(70)]))).toEqual({
    decimals: 9,
    name: 'a\ufffdb',
    symbol: 'x'.repeat(64),
  });
  expect(readMint(new Uint8Array(82))).toEqual({ decimals: 0 });
});

test('metadata that reaches beyond its extension says nothing', () => {
  expect(readMint(mintOf(['name', 'symbol'], 60_000))).toEqual({ decimals: 9 });
  expect(readMint(mintOf(['name', 'symbol']).slice(0, 190))).toEqual({ decimals: 9 });
  expect(readMint(new Uint8Array(50))).toBeUndefined();
  const account = new Uint8Array(170);
  account[165] = 2;
  expect(readMint(account)).toBeUndefined();
});
