import { at, delegateAt } from '@makerstake/client';
import { findVoterPda, getCastVoteInstruction, getOpenVoterInstructionAsync } from '@makerstake/client/governance';
import type { Address, Instruction, TransactionSigner } from '@solana/kit';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import { NOBODY } from '../../chain/creators.ts';
import { type Position, useHolder, useMyPosition } from '../../chain/equity.ts';
import { amount } from '../../chain/format.ts';
import { type FullProposal, type Platform, voterOf } from '../../chain/governance.ts';
import { clientOf } from '../../chain/rpc.ts';
import { visible } from '../../chain/text.ts';
import { common } from '../../i18n/common.ts';
import { type Text, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import type { About } from '../../tx/draft.ts';
import { list, text } from '../../tx/messages/sentence.ts';
import { Button } from '../../ui/basics.tsx';
import { governanceTexts } from './texts.ts';

const CHOICES: Readonly<Record<number, Text>> = {
  1: { en: 'yes', nl: 'ja', es: 'sí' },
  2: { en: 'no', nl: 'nee', es: 'no' },
  3: { en: 'abstain', nl: 'onthouding', es: 'abstención' },
};

interface Ballots {
  /** What was chosen and not cast yet, by proposal. */
  chosen: Readonly<Record<string, number>>;
  choose: (proposal: Address, choice: number) => void;
  /** Why no ballot can be cast; undefined when one can. */
  reason: string | undefined;
  position: Found<Position> | null | undefined;
}

const BallotContext = createContext<Ballots | undefined>(undefined);

/** The ballots being filled in. */
export function useBallots(): Ballots {
  const ballots = useContext(BallotContext);
  if (!ballots) throw new Error('useBallots outside of BallotBox');
  return ballots;
}

/** My own shares in a proposal's epoch, and whether they are delegated there. */
export function standing(position: Found<Position> | null | undefined, proposal: FullProposal) {
  if (!position) return { votes: 0n, own: 0n, delegate: undefined };
  const own = at(position.epoch, position.own, proposal.epoch) ?? 0n;
  const received = at(position.epoch, position.received, proposal.epoch) ?? 0n;
  const delegate = delegateAt(position, proposal.epoch);
  return {
    votes: own + received,
    own,
    delegate: delegate === NOBODY || own === 0n ? undefined : (delegate as Address),
  };
}

/** Collects ballots on several proposals and casts them in one transaction. */
export function BallotBox({
  platform,
  proposals,
  children,
}: {
  platform: Found<Platform>;
  proposals: readonly FullProposal[];
  children: ReactNode;
}) {
  const t = useT(governanceTexts);
  const c = useT(common);
  const { rpcUrl } = useSettings();
  const { key, act } = useAct();
  const { holder, creator } = useHolder();
  const { data: position } = useMyPosition(platform.pool);
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const reason = !key ? c('needWallet') : position === null ? t('needPosition') : undefined;
  const value = useMemo<Ballots>(
    () => ({
      chosen,
      reason,
      position,
      choose: (proposal, choice) =>
        setChosen(({ [proposal]: before, ...others }) =>
          before === choice ? others : { ...others, [proposal]: choice },
        ),
    }),
    [chosen, reason, position],
  );
  const picked = proposals.filter((proposal) => chosen[proposal.address] !== undefined);

  const build = async (signer: TransactionSigner): Promise<Instruction[]> => {
    if (!holder || !position) return [];
    const client = clientOf(rpcUrl);
    const [mine] = await findVoterPda({ platform: platform.address, holder });
    const open: Instruction[] = [];
    const opened = new Set<string>();
    /** Opens the voter account of a holder if there is none, once. */
    const ensure = async (of: Address) => {
      if (opened.has(of) || (await voterOf(client, platform.address, of))) return;
      opened.add(of);
      open.push(await getOpenVoterInstructionAsync({ payer: signer, platform: platform.address, holder: of }));
    };
    await ensure(holder);
    const votes: Instruction[] = [];
    for (const proposal of picked) {
      const { delegate } = standing(position, proposal);
      if (delegate) await ensure(delegate);
      const delegateVoter = delegate
        ? (await findVoterPda({ platform: platform.address, holder: delegate }))[0]
        : undefined;
      votes.push(
        getCastVoteInstruction({
          authority: signer,
          ...(creator ? { creator } : {}),
          position: position.address,
          voter: mine,
          proposal: proposal.address,
          ...(delegateVoter ? { delegateVoter } : {}),
          number: proposal.number,
          choice: chosen[proposal.address] ?? 3,
        }),
      );
    }
    return [...open, ...votes];
  };
  /** What the bytes only point to: which proposals these are, and how much each ballot weighs. */
  const about = (): About => {
    const one = (proposal: FullProposal): Text => {
      const { votes } = standing(position, proposal);
      const name = `#${proposal.number} “${visible(proposal.title)}”`;
      const choice = CHOICES[chosen[proposal.address] ?? 3] ?? CHOICES[3]!;
      return {
        en: `${name}: ${choice.en}, with ${amount(votes, 6, 'en')} votes`,
        nl: `${name}: ${choice.nl}, met ${amount(votes, 6, 'nl')} stemmen`,
        es: `${name}: ${choice.es}, con ${amount(votes, 6, 'es')} votos`,
      };
    };
    return {
      heading: {
        en: 'What these ballots are on, as the chain says:',
        nl: 'Waar deze stemmen over gaan, zoals de keten zegt:',
        es: 'Sobre qué son estos votos, según la cadena:',
      },
      values: { ballots: list(picked.map((proposal) => text(one(proposal)))) },
      text: { en: '{ballots}', nl: '{ballots}', es: '{ballots}' },
    };
  };
  const cast = () => act({ en: 'Vote', nl: 'Stemmen', es: 'Votar' }, build, () => setChosen({}), about());

  return (
    <BallotContext.Provider value={value}>
      {children}
      {picked.length > 0 && (
        <section
          aria-label={t('vote')}
          className="card sticky bottom-4 z-10 mt-6 flex flex-wrap items-center justify-between gap-3 px-5 py-3"
        >
          <p className="font-medium">{t('chosen', { n: picked.length })}</p>
          <Button look="primary" onClick={cast} reason={reason} data-action="cast">
            {t('castAll')}
          </Button>
        </section>
      )}
    </BallotContext.Provider>
  );
}
