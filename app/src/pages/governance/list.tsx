import { useDeferredValue } from 'react';
import { useSearchParams } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { useNames } from '../../chain/creators.ts';
import { type Platform, useTracks } from '../../chain/governance.ts';
import { useNode } from '../../chain/node.ts';
import type { Told } from '../../chain/proposals.ts';
import { useT } from '../../i18n/index.tsx';
import { Card, Empty } from '../../ui/basics.tsx';
import { Select, TextField } from '../../ui/form.tsx';
import { Paged } from '../../ui/pager.tsx';
import { Row } from './row.tsx';
import { useTrackName } from './state.tsx';
import { governanceTexts } from './texts.ts';

/** Whether a proposal is one that these words and this track are about. */
export function isFound(told: Told, words: string, track: string, nameOf: (address: string) => string): boolean {
  if (track !== '' && told.track !== Number(track)) return false;
  const text = `#${told.number} ${told.title} ${nameOf(told.proposer)} ${told.proposer}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Proposals in rows, narrowed down by what is in the address. */
export function ProposalList({
  platform,
  proposals,
  more,
}: {
  platform: Found<Platform>;
  proposals: readonly Told[];
  /** What stands below them: a way to more. */
  more?: React.ReactNode;
}) {
  const t = useT(governanceTexts);
  const names = useNames();
  const trackName = useTrackName();
  const node = useNode();
  const { data: tracks = [] } = useTracks(platform.address);
  const [asked, ask] = useSearchParams();
  const [words, track] = [asked.get('q') ?? '', asked.get('track') ?? ''];
  const wanted = useDeferredValue(words);
  const set = (name: string, value: string) =>
    ask(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true },
    );
  const shown = proposals.filter((told) => isFound(told, wanted, track, (at) => names[at] ?? ''));
  return (
    <Card>
      <search className="mb-2 grid gap-4 sm:grid-cols-[1fr_14rem]">
        <TextField
          label={t('search')}
          hint={t('searchHint')}
          type="search"
          value={words}
          onChange={(event) => set('q', event.target.value)}
        />
        <Select label={t('track')} value={track} onChange={(event) => set('track', event.target.value)}>
          <option value="">{t('everyTrack')}</option>
          {tracks.map(({ id }) => (
            <option key={id} value={id}>
              {trackName(id)}
            </option>
          ))}
        </Select>
      </search>
      {shown.length === 0 ? (
        <Empty title={t('none')} />
      ) : (
        <Paged items={shown} size={20}>
          {(page) => (
            <ul className="divide-y divide-line">
              {page.map((told) => (
                <li key={told.address}>
                  <Row platform={platform} told={told} />
                </li>
              ))}
            </ul>
          )}
        </Paged>
      )}
      {more}
      {node === null && <p className="mt-4 text-muted text-sm">{t('closedGone')}</p>}
    </Card>
  );
}
