import { type Action, changesAt, isVoted, type State, stateAt } from '@makerstake/client';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { hex } from '../../chain/bytes.ts';
import { useNow } from '../../chain/clock.ts';
import { useNames } from '../../chain/creators.ts';
import { short } from '../../chain/format.ts';
import { ballotOf, type FullProposal, house, type Platform, useMyVoter } from '../../chain/governance.ts';
import { useLocale, useRich, useT } from '../../i18n/index.tsx';
import { describeAction } from '../../tx/messages/actions.ts';
import { Say } from '../../tx/messages/say.tsx';
import { Badge, Card, cx, Facts, Notice, type Tone } from '../../ui/basics.tsx';
import { Chip, Copyable, Relative } from '../../ui/chain.tsx';
import { standing, useBallots } from './ballots.tsx';
import { PayloadFile } from './payload-file.tsx';
import { Steps } from './steps.tsx';
import { HouseTally } from './tally.tsx';
import { governanceTexts, trackTexts } from './texts.ts';

const TONES: Partial<Record<State, Tone>> = {
  voting: 'accent',
  coolOff: 'warn',
  decided: 'teal',
  timelock: 'teal',
  executable: 'good',
  executing: 'good',
  executed: 'good',
  defeated: 'bad',
  blocked: 'bad',
};
const CHOICES = ['abstain', 'yes', 'no', 'abstain'] as const;

/** The name of a track. */
export function useTrackName(): (id: number) => string {
  const t = useT(trackTexts);
  return (id) => (id <= 6 ? t(`t${id}` as 't0') : t('other', { n: id }));
}

/** One proposal: where it stands, what it would do, what both houses said, and what I may do about it. */
export function Proposal({ platform, proposal }: { platform: Found<Platform>; proposal: FullProposal }) {
  const t = useT(governanceTexts);
  const rich = useRich(governanceTexts);
  const locale = useLocale();
  const names = useNames();
  const trackName = useTrackName();
  const now = useNow(5);
  const { data: voter } = useMyVoter(platform.address);
  const [file, setFile] = useState<readonly Action[]>();
  if (now === undefined) return null;
  const state = stateAt(proposal, now);
  const next = changesAt(proposal, now);
  const mine = ballotOf(voter, proposal);
  const isByHash = proposal.isByHash === 1;
  const actions = proposal.body ?? (isByHash && file && isVoted(proposal, file) ? file : undefined);
  // 1 passed, 2 defeated, 5 executed: the count is final.
  const isCounted = [1, 2, 5].includes(proposal.status);
  return (
    <Card
      title={
        <span>
          <span className="tabular mr-2 text-muted">#{proposal.number}</span>
          {proposal.title}
        </span>
      }
      aside={
        <span className="flex flex-wrap gap-2">
          <Badge>{trackName(proposal.track)}</Badge>
          <Badge tone={TONES[state] ?? 'plain'}>{t(state)}</Badge>
        </span>
      }
    >
      <div data-proposal={proposal.number} data-state={state}>
        <p className="mb-4 text-muted text-sm">
          {next !== undefined && rich('changes', { when: <Relative key="w" at={next} /> })}
          {mine > 0 && (
            <span className="ml-3 font-medium text-ink" data-my-vote={mine}>
              {t('yourVote', { choice: t(CHOICES[mine] ?? 'abstain') })}
            </span>
          )}
        </p>
        <h3 className="mb-2 font-semibold">{t(state === 'executed' ? 'did' : 'actions')}</h3>
        {actions ? (
          <ol className="mb-5 space-y-1.5">
            {actions.map((action, at) => {
              const sentence = describeAction(action);
              return (
                <li
                  key={at}
                  className={cx(
                    'rounded-xl px-3 py-2',
                    sentence.tone === 'danger' ? 'bg-bad-soft text-bad' : 'bg-sunken',
                  )}
                >
                  <Say sentence={sentence} locale={locale} names={names} />{' '}
                  {at < proposal.cursor && <Badge tone="good">{t('done')}</Badge>}
                </li>
              );
            })}
          </ol>
        ) : (
          <Notice tone="warn">{isByHash ? t('byHash', { n: proposal.actions }) : t('unreadable')}</Notice>
        )}
        {isByHash && proposal.cursor < proposal.actions && (
          <PayloadFile proposal={proposal} file={file} isVoted={actions !== undefined} onFile={setFile} />
        )}
        <div className="grid gap-6 lg:grid-cols-2">
          <HouseTally
            name={t('tokenHouse')}
            house={house(proposal, 0)}
            decimals={6}
            tone="accent"
            isCounted={isCounted}
          />
          <HouseTally
            name={t('creatorHouse')}
            house={house(proposal, 1)}
            decimals={0}
            tone="teal"
            isCounted={isCounted}
          />
        </div>
        {(state === 'voting' || state === 'coolOff') && <Ballot proposal={proposal} state={state} mine={mine} />}
        <Steps platform={platform} proposal={proposal} actions={actions} state={state} />
        <details className="mt-4 text-sm">
          <summary className="inline-block rounded text-accent">{t('document')}</summary>
          <Facts
            rows={[
              [t('document'), <span key="u">{proposal.uri}</span>],
              [
                t('docHash'),
                <Copyable
                  key="h"
                  text={hex(new Uint8Array(proposal.documentHash))}
                  shown={short(hex(new Uint8Array(proposal.documentHash)))}
                />,
              ],
              [t('by'), <Chip key="b" id={proposal.proposer} name={names[proposal.proposer]} />],
              ['', <Chip key="a" id={proposal.address} />],
            ]}
          />
        </details>
      </div>
    </Card>
  );
}

const BALLOT_COLOURS: Readonly<Record<number, string>> = {
  1: 'bg-good-soft text-good',
  2: 'bg-bad-soft text-bad',
  3: 'bg-sunken text-ink',
};

function Ballot({ proposal, state, mine }: { proposal: FullProposal; state: State; mine: number }) {
  const t = useT(governanceTexts);
  const { chosen, choose, reason, position, hasSeat } = useBallots();
  const { votes, delegate } = standing(position, proposal);
  const why = reason ?? (votes === 0n && !hasSeat ? t('noVotes') : undefined);
  const options =
    state === 'coolOff'
      ? ([[2, 'no']] as const)
      : ([
          [1, 'yes'],
          [2, 'no'],
          [3, 'abstain'],
        ] as const);
  return (
    <fieldset className="mt-5">
      <legend className="mb-2 font-semibold">{t('vote')}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(([choice, name]) => {
          const picked = chosen[proposal.address];
          const isChosen = picked === choice;
          const isCast = picked === undefined && mine === choice;
          return (
            <button
              key={choice}
              type="button"
              aria-pressed={isChosen || isCast}
              disabled={why !== undefined}
              onClick={() => choose(proposal.address, choice)}
              className={cx(
                'min-h-11 min-w-24 rounded-full border px-5 font-medium transition disabled:opacity-55',
                // Chosen and not cast yet is a broken line; cast is a filled field. Yes and no have colours of their own.
                isChosen && 'border-2 border-dashed',
                isCast && 'border-transparent',
                (isChosen || isCast) && BALLOT_COLOURS[choice],
                !isChosen && !isCast && 'border-edge hover:bg-sunken',
              )}
            >
              {t(name)}
              {isChosen && <span className="ml-1.5 font-normal text-sm">({t('notCast')})</span>}
            </button>
          );
        })}
      </div>
      {why && <p className="mt-2 text-muted text-sm">{why}</p>}
      {!why && delegate && mine === 0 && <p className="mt-2 text-muted text-sm">{t('overrides')}</p>}
    </fieldset>
  );
}
