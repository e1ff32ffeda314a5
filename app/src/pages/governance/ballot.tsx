import type { State } from '@makerstake/client';
import type { FullProposal } from '../../chain/governance.ts';
import { useT } from '../../i18n/index.tsx';
import { cx } from '../../ui/basics.tsx';
import { standing, useBallots } from './ballots.tsx';
import { governanceTexts } from './texts.ts';

const CHOICES = ['abstain', 'yes', 'no', 'abstain'] as const;
const BALLOT_COLOURS: Readonly<Record<number, string>> = {
  1: 'bg-good-soft text-good',
  2: 'bg-bad-soft text-bad',
  3: 'bg-sunken text-ink',
};

/** What I said of a proposal, if I did. */
export function MyBallot({ choice }: { choice: number }) {
  const t = useT(governanceTexts);
  if (choice === 0) return null;
  return (
    <span className={cx('rounded-full px-2.5 font-medium', BALLOT_COLOURS[choice])} data-my-vote={choice}>
      {t('yourVote', { choice: t(CHOICES[choice] ?? 'abstain') })}
    </span>
  );
}

/** The ballot on a proposal: chosen here, and cast together with those on others. */
export function Ballot({
  proposal,
  state,
  mine,
  small = false,
}: {
  proposal: FullProposal;
  state: State | undefined;
  mine: number;
  small?: boolean;
}) {
  const t = useT(governanceTexts);
  const { chosen, choose, reason, position } = useBallots();
  const { votes, delegate } = standing(position, proposal);
  const why = reason ?? (votes === 0n ? t('noVotes') : undefined);
  const options =
    state === 'coolOff'
      ? ([[2, 'no']] as const)
      : ([
          [1, 'yes'],
          [2, 'no'],
          [3, 'abstain'],
        ] as const);
  return (
    <fieldset className={small ? 'mt-1' : 'mt-5'}>
      <legend className={small ? 'sr-only' : 'mb-2 font-semibold'}>
        {t('vote')} {small && `#${proposal.number}`}
      </legend>
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
                'rounded-full border font-medium transition disabled:opacity-55',
                small ? 'min-h-9 px-4 text-sm' : 'min-h-11 min-w-24 px-5',
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
