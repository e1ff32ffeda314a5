// What people type into fields for amounts and numbers: taken exactly, said in words, or refused; never another number.
import { act, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { parseAmount, typedAmount } from '../src/chain/typed.ts';
import { Language } from '../src/i18n/index.tsx';
import { AmountField } from '../src/ui/amount-field.tsx';
import { WithFaults } from '../src/ui/faults.tsx';
import { NumberField } from '../src/ui/number-field.tsx';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

test('typed amounts are exact, or refused with the reason', () => {
  const million = (typed: string, locale: string) => parseAmount(typed, 6, locale);
  for (const [locale, typed, units] of [
    ['en', '0.5', 500_000n],
    ['en', '1,304.53', 1_304_530_000n],
    ['en', '12,345,678', 12_345_678_000_000n],
    ['nl', '1.304,53', 1_304_530_000n],
    ['de-DE', '0,5', 500_000n],
    ['de-CH', '1’304.5', 1_304_500_000n],
    ['fr', '1 304,5', 1_304_500_000n],
    ['fr', '1\u202f304,5', 1_304_500_000n],
    ['hi-IN', '12,34,567', 1_234_567_000_000n],
    ['en', ' 5 ', 5_000_000n],
    ['en', '5.', 5_000_000n],
  ] as const)
    expect(million(typed, locale), `${typed} in ${locale}`).toBe(units);
  for (const [locale, typed] of [
    ['en', '0,5'],
    ['en', '5,25'],
    ['en', '1.000,00'],
    ['en', '12,34,567'],
    ['en', '1,2345'],
    ['en', ',5'],
    ['en', '1,304,5'],
    ['nl', '0.5'],
    ['nl', '1,000.00'],
    ['de-DE', '0.5'],
    ['en', '-1'],
    ['en', '1e3'],
    ['en', '0x10'],
    ['en', '18446744073709.551616'],
  ] as const)
    expect(million(typed, locale), `${typed} in ${locale}`).toBe('invalid');
  expect(million('', 'en')).toBe('empty');
  expect(million('0.0000001', 'en')).toBe('precision');
  for (const locale of ['en', 'nl', 'fr', 'de-CH', 'hi-IN'])
    for (const units of [0n, 500_000n, 1_304_530_000n, 2n ** 64n - 1n])
      expect(million(typedAmount(units, 6, locale), locale), `${units} in ${locale}`).toBe(units);
});

/** A page with one field, in English texts, on a browser of a language. */
async function page(language: string, field: (report: (value: unknown) => void) => React.ReactNode) {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue([language]);
  const box = document.createElement('div');
  document.body.append(box);
  const root = createRoot(box);
  let reported: unknown;
  await act(async () =>
    root.render(
      <Language locale="en">
        <WithFaults>
          {(hasFaults) => (
            <div data-faults={hasFaults}>
              {field((value) => {
                reported = value;
              })}
            </div>
          )}
        </WithFaults>
      </Language>,
    ),
  );
  const input = box.querySelector('input')!;
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
  return {
    input,
    type: (text: string) =>
      act(async () => {
        set.call(input, text);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    leave: () => act(async () => input.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))),
    reported: () => reported,
    note: () => box.querySelector('p')!.textContent,
    hasFaults: () => box.querySelector('[data-faults]')!.getAttribute('data-faults') === 'true',
  };
}

test('an amount is in the browser’s format, whatever the language of the texts, and is said in words', async () => {
  const german = await page('de-DE', (report) => <AmountField label="Amount" decimals={6} onUnits={report} />);
  await german.type('0,5');
  expect([german.reported(), german.note()]).toEqual([500_000n, 'Understood as 5 tenths.']);
  await german.type('1.304');
  expect([german.reported(), german.note()]).toEqual([1_304_000_000n, 'Understood as 1\u00a0304.']);
  await german.type('1,304');
  expect([german.reported(), german.note()]).toEqual([1_304_000n, 'Understood as 1 and 304 thousandths.']);
  await german.type('0.5');
  expect([german.reported(), german.note(), german.hasFaults()]).toEqual([undefined, '', true]);
  await german.leave();
  expect(german.input.value).toBe('0.5');
  expect(german.note()).toContain('its decimal sign is “,”');
});

function Days({ report, ...rest }: { report: (value: unknown) => void; min: number; max: number; step?: number }) {
  const [days, setDays] = useState(30);
  return (
    <NumberField
      label="Days"
      value={Math.max(days, rest.min)}
      {...rest}
      onNumber={(number) => {
        setDays(number);
        report(number);
      }}
    />
  );
}

test('a number field keeps what is typed, and judges it when it is left', async () => {
  const days = await page('en', (report) => <Days report={report} min={3} max={366} />);
  // Select all, 14: the 1 alone is too little, and must not become a 3 under the cursor.
  for (const text of ['1', '14']) {
    await days.type(text);
    expect(days.input.value).toBe(text);
  }
  expect([days.reported(), days.hasFaults()]).toEqual([14, false]);
  // Backspace, backspace, 45.
  for (const text of ['3', '', '4', '45']) {
    await days.type(text);
    expect(days.input.value).toBe(text);
    expect(days.note()).toBe('');
  }
  await days.leave();
  expect([days.reported(), days.input.value, days.note()]).toEqual([45, '45', '']);
  for (const [text, fault] of [
    ['2', 'From 3 to 366.'],
    ['367', 'From 3 to 366.'],
    ['', 'From 3 to 366.'],
    ['4.5', 'A whole number.'],
    ['many', 'A whole number.'],
  ] as const) {
    await days.type(text);
    expect([days.reported(), days.hasFaults()]).toEqual([45, true]);
    await days.leave();
    expect([days.input.value, days.note()]).toEqual([text, fault]);
  }
});

test('a part is typed as the browser writes it', async () => {
  const english = await page('en', (report) => <Days report={report} min={0} max={100} step={0.01} />);
  await english.type('0,5');
  await english.leave();
  expect([english.reported(), english.note()]).toEqual([
    undefined,
    'Not a number as this browser writes it: its decimal sign is “.”.',
  ]);
  await english.type('0.5');
  expect([english.reported(), english.note()]).toEqual([0.5, 'Understood as 5 tenths.']);
  await english.type('0.555');
  await english.leave();
  expect(english.note()).toBe('At most 2 digits after the decimal sign.');
  const dutch = await page('nl', (report) => <Days report={report} min={0} max={60} step={0.25} />);
  await dutch.type('0,25');
  expect(dutch.reported()).toBe(0.25);
});
