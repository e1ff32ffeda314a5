import {
  BLOCKABLE,
  DAY,
  type HouseTerms,
  hasKind,
  KIND_NAMES,
  kindsIn,
  kindsOf,
  OPTIMISTIC,
  type TrackTerms,
  termsFault,
} from '@makerstake/client';
import { useState } from 'react';
import { amount } from '../../../chain/format.ts';
import { type Track, useTracks } from '../../../chain/governance.ts';
import { useLocale, useT } from '../../../i18n/index.tsx';
import { kindTexts } from '../../../tx/messages/kinds.ts';
import { AmountField } from '../../../ui/amount-field.tsx';
import { Notice } from '../../../ui/basics.tsx';
import { Check, Select } from '../../../ui/form.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { proposeTexts } from '../propose-texts.ts';
import { useTrackName } from '../state.tsx';
import { type FormProps, freeNumber, useReport } from './report.ts';
import { usePending } from './taken.ts';
import { termsTexts } from './terms-texts.ts';

/** Where a new track starts: what the compiled floors allow, asked of both houses. */
const FRESH: TrackTerms = {
  bond: 1_000_000_000n,
  kinds: kindsOf(['resolve']),
  votingDelay: 2 * DAY,
  votingPeriod: 5 * DAY,
  coolOff: DAY,
  timelock: 3 * DAY,
  grace: 14 * DAY,
  perActionLimitPpm: 1_000_000,
  perEpochLimitPpm: 1_000_000,
  token: { quorumBps: 1_000, approvalBps: 5_500, vetoBps: 0 },
  creator: { quorumBps: 1_000, approvalBps: 5_500, vetoBps: 0 },
  proposalThresholdBps: 25,
  bondRefundBps: 100,
  flags: 0,
};

const house = ([quorumBps = 0, approvalBps = 0, vetoBps = 0]: readonly number[]): HouseTerms => ({
  quorumBps,
  approvalBps,
  vetoBps,
});

/** The terms that a track has now. */
export function termsOf(track: Track): TrackTerms {
  const {
    bond,
    kinds,
    votingDelay,
    votingPeriod,
    coolOff,
    timelock,
    grace,
    perActionLimitPpm,
    perEpochLimitPpm,
    proposalThresholdBps,
    bondRefundBps,
    flags,
  } = track;
  return {
    bond,
    kinds,
    votingDelay,
    votingPeriod,
    coolOff,
    timelock,
    grace,
    perActionLimitPpm,
    perEpochLimitPpm,
    token: house(track.token),
    creator: house(track.creator),
    proposalThresholdBps,
    bondRefundBps,
    flags,
  };
}

/** What a track asks for, from what it asks now; the floors are checked while one writes. */
export function TrackForm({ platform, draft, onAction }: FormProps) {
  const p = useT(proposeTexts);
  const t = useT(termsTexts);
  const trackName = useTrackName();
  const { data: tracks } = useTracks(platform.address);
  const [id, setId] = useState<number>();
  const present = tracks?.find((track) => track.id === id);
  const proposed = usePending({ platform, draft }, ['setTrack']);
  const fresh = freeNumber([...(tracks?.map((track) => track.id) ?? []), ...proposed], 0);
  return (
    <>
      <div className="sm:col-span-2">
        <Select
          label={p('track')}
          value={present?.id ?? ''}
          onChange={(event) => setId(event.target.value === '' ? undefined : Number(event.target.value))}
        >
          <option value="">{t('newTrack', { n: fresh })}</option>
          {tracks?.map((track) => (
            <option key={track.id} value={track.id}>
              {track.id} · {trackName(track.id)}
            </option>
          ))}
        </Select>
      </div>
      {tracks && (
        <Terms
          key={present?.id ?? 'new'}
          id={present?.id ?? fresh}
          from={present ? termsOf(present) : FRESH}
          onAction={onAction}
        />
      )}
    </>
  );
}

const PERIODS = ['votingDelay', 'votingPeriod', 'coolOff', 'timelock', 'grace'] as const;
const PARTS = ['quorumBps', 'approvalBps', 'vetoBps'] as const;

function Terms({ id, from, onAction }: { id: number; from: TrackTerms; onAction: FormProps['onAction'] }) {
  const p = useT(proposeTexts);
  const t = useT(termsTexts);
  const k = useT(kindTexts);
  const locale = useLocale();
  const [terms, setTerms] = useState(from);
  const change = (some: Partial<TrackTerms>) => setTerms((before) => ({ ...before, ...some }));
  const fault = termsFault(terms);
  useReport(onAction, { kind: 'setTrack', id, terms });
  const flag = (bit: number, isSet: boolean) => change({ flags: isSet ? terms.flags | bit : terms.flags & ~bit });
  return (
    <>
      <fieldset className="sm:col-span-2">
        <legend className="mb-1 font-medium text-sm">{t('trackKinds')}</legend>
        <div className="grid gap-x-4 sm:grid-cols-2">
          {KIND_NAMES.map((kind) => (
            <Check
              key={kind}
              label={k(kind)}
              checked={hasKind(terms.kinds, kind)}
              onChange={(isSet) =>
                change({
                  kinds: kindsOf(
                    isSet ? [...kindsIn(terms.kinds), kind] : kindsIn(terms.kinds).filter((one) => one !== kind),
                  ),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      {(['token', 'creator'] as const).map((which) => (
        <fieldset key={which} className="space-y-3 sm:col-span-2">
          <legend className="mb-1 font-medium text-sm">{t(which)}</legend>
          <div className="grid gap-3 sm:grid-cols-3">
            {PARTS.map((part) => (
              <NumberField
                key={part}
                label={t(part)}
                value={terms[which][part] / 100}
                max={100}
                step={0.01}
                onNumber={(percent) => change({ [which]: { ...terms[which], [part]: Math.round(percent * 100) } })}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {PERIODS.map((period) => (
        <NumberField
          key={period}
          label={t(period)}
          value={terms[period] / DAY}
          max={60}
          step={0.25}
          onNumber={(days) => change({ [period]: Math.round(days * DAY) })}
        />
      ))}
      <AmountField
        label={t('bondSol')}
        hint={p('present', { value: amount(terms.bond, 9, locale) })}
        decimals={9}
        most={100_000_000_000n}
        onUnits={(units) => change({ bond: units ?? from.bond })}
      />
      <NumberField
        label={t('perActionLimitPpm')}
        value={terms.perActionLimitPpm / 10_000}
        max={100}
        step={0.0001}
        onNumber={(percent) => change({ perActionLimitPpm: Math.round(percent * 10_000) })}
      />
      <NumberField
        label={t('perEpochLimitPpm')}
        value={terms.perEpochLimitPpm / 10_000}
        max={100}
        step={0.0001}
        onNumber={(percent) => change({ perEpochLimitPpm: Math.round(percent * 10_000) })}
      />
      {(['proposalThresholdBps', 'bondRefundBps'] as const).map((part) => (
        <NumberField
          key={part}
          label={t(part)}
          value={terms[part] / 100}
          max={10}
          step={0.01}
          onNumber={(percent) => change({ [part]: Math.round(percent * 100) })}
        />
      ))}
      <Check
        label={t('optimistic')}
        checked={(terms.flags & OPTIMISTIC) !== 0}
        onChange={(is) => flag(OPTIMISTIC, is)}
      />
      <Check label={t('blockable')} checked={(terms.flags & BLOCKABLE) !== 0} onChange={(is) => flag(BLOCKABLE, is)} />
      {fault && (
        <div className="sm:col-span-2">
          <Notice tone="bad" title={t('belowFloor')}>
            {t(`f${fault}`)}
          </Notice>
        </div>
      )}
    </>
  );
}
