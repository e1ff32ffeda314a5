import { expect, test } from 'vitest';
import { readAbout } from '../src/chain/metadata.ts';
import { inForceAt, paramName, paramValue } from '../src/pages/rulebook/params.ts';

const version = (number: number, effectiveAt: number, sunsetAt = Number.MAX_SAFE_INTEGER) => ({
  number,
  effectiveAt,
  sunsetAt,
});

test('the version in force is the newest that has begun and not ended', () => {
  const versions = [version(3, 300), version(2, 200, 250), version(1, 100)];
  expect([50, 100, 199, 225, 250, 299, 300].map((at) => inForceAt(versions, at)?.number)).toEqual([
    undefined,
    1,
    1,
    2,
    undefined,
    undefined,
    3,
  ]);
  // A version that was replaced before it took effect never does.
  expect(inForceAt([version(3, 100), version(2, 200)], 250)?.number).toBe(3);
});

test('parameters have the names that docs/governance.md and docs/scoring.md give them, and their units', () => {
  expect([0, 1, 2, 3, 4].map((at) => paramName(1, at))).toEqual([
    'dataCollected',
    'dataPurposes',
    'dataKept',
    'dataRecipients',
    undefined,
  ]);
  expect(paramName(3, 6)).toBe('capCreator');
  expect(paramName(0, 0)).toBeUndefined();
  expect(
    [
      [0, 9n],
      [1, 1_234n],
      [2, 1_250n],
      [3, 5_000_000n],
      [4, 259_200n],
      [5, 0b101n],
      [5, 0n],
      [6, 1n],
    ].map(([unit, value]) => paramValue(Number(unit), BigInt(value!), 'en')),
  ).toEqual(['–', '1,234', '12.5%', '5', '3 days', '0, 2', '–', '✓']);
});

test('documents say what makes sense in them, and nothing else', () => {
  const thumbnail = 'ab'.repeat(32);
  expect(
    readAbout(
      JSON.stringify({
        title: 'Film \u202eone',
        media_type: 'video/mp4',
        licence: 'CC-BY-4.0',
        thumbnail,
        co_authors: [{ creator: 'A', share_bps: 10_000 }, { creator: 7 }, null],
        links: ['https://a.example', 7, 'x'.repeat(201)],
      }),
    ),
  ).toEqual({
    title: 'Film \ufffdone',
    mediaType: 'video/mp4',
    licence: 'CC-BY-4.0',
    picture: thumbnail,
    coAuthors: [{ creator: 'A', shareBps: 10_000 }],
    links: ['https://a.example'],
  });
  expect(readAbout(JSON.stringify({ name: 'Ada', picture: `sha256:${thumbnail}` }))).toMatchObject({
    title: 'Ada',
    picture: thumbnail,
  });
  for (const nothing of ['', '[]', 'null', '7', '{"picture":"https://evil.example/x.png"}'])
    expect(readAbout(nothing)).toEqual({ links: [], coAuthors: [] });
});
