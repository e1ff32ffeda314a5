import type { Pin } from '@makerstake/client';
import { hex } from '../../../chain/bytes.ts';
import { amount, short } from '../../../chain/format.ts';
import type { Code } from '../../../chain/programs.ts';
import { useLocale, useT } from '../../../i18n/index.tsx';
import { Facts } from '../../../ui/basics.tsx';
import { Chip, Copyable } from '../../../ui/chain.tsx';
import { Select } from '../../../ui/form.tsx';
import { codeTexts } from './code-texts.ts';

/** The code that was found at an address, and who may change it. */
export function CodeFacts({ code }: { code: Code }) {
  const t = useT(codeTexts);
  const locale = useLocale();
  if (code.is !== 'deployed' && code.is !== 'buffer') return null;
  const digest = hex(code.hash);
  return (
    <div data-code={digest}>
      <Facts
        rows={[
          [t('hash'), <Copyable key="h" text={digest} shown={short(digest)} />],
          [t('size'), amount(BigInt(code.bytes), 0, locale)],
          ...(code.is === 'deployed' ? [[t('slot'), amount(code.slot, 0, locale)] as const] : []),
          [t('authority'), code.authority ? <Chip key="a" id={code.authority} /> : t('nobody')],
        ]}
      />
    </div>
  );
}

/** How a proposal can say which code a program must have at execution, the best first. */
export type PinBy = Pin['is'];

/** The ways in which this code can be pinned. What can still be changed is not pinned as what cannot. */
export function pinsOf(code: Code | undefined): readonly PinBy[] {
  if (code?.is === 'fixed') return ['immutable'];
  if (code?.is !== 'deployed') return [];
  return code.authority ? ['code', 'slot'] : ['immutable', 'code', 'slot'];
}

/** A pin of this code; undefined where it cannot be pinned so. */
export function pinOf(code: Code | undefined, by: PinBy): Pin | undefined {
  if (!code || !pinsOf(code).includes(by)) return undefined;
  if (code.is !== 'deployed') return { is: 'immutable' };
  switch (by) {
    case 'immutable':
      return { is: 'immutable' };
    case 'slot':
      return { is: 'slot', slot: code.slot };
    case 'code':
      return { is: 'code', bytes: code.bytes, hash: code.hash };
  }
}

/** So many bytes can be hashed with the computation of one transaction, and something is left for the rest. */
const MOST_HASHED = 2_600_000;

/** How many bytes are hashed at execution to see that the code is the pinned one. */
export const hashedBytes = (code: Code | undefined, by: PinBy): number =>
  code?.is === 'deployed' && by === 'code' ? code.bytes : 0;

/** Whether that many bytes are too many. */
export const isTooCostly = (hashed: number): boolean => hashed > MOST_HASHED;

const NAMES = { code: 'pinCode', slot: 'pinSlot', immutable: 'pinFixed' } as const;

/** A choice among the ways to pin a program's code. */
export function PinField({
  ways,
  by,
  hashed,
  onBy,
}: {
  ways: readonly PinBy[];
  by: PinBy;
  /** How many bytes the execution would hash, of this code and of any other. */
  hashed: number;
  onBy: (by: PinBy) => void;
}) {
  const t = useT(codeTexts);
  const locale = useLocale();
  const said = (bytes: number) => amount(BigInt(bytes), 0, locale);
  const error = isTooCostly(hashed) ? t('tooCostly', { n: said(hashed), most: said(MOST_HASHED) }) : undefined;
  const hint = by === 'code' ? t('pinCodeHint') : by === 'slot' ? t('pinSlotHint') : undefined;
  return (
    <Select
      label={t('pin')}
      hint={hint}
      error={error}
      value={by}
      onChange={(event) => onBy(event.target.value as PinBy)}
    >
      {ways.map((way) => (
        <option key={way} value={way}>
          {t(NAMES[way])}
        </option>
      ))}
    </Select>
  );
}
