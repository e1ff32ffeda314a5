import type { Address, Instruction, TransactionSigner } from '@solana/kit';
import type { Position } from '../generated/equity/accounts/index.ts';
import {
  getDelegateInstruction,
  getOpenPositionInstruction,
  getUndelegateInstruction,
} from '../generated/equity/instructions/index.ts';
import type { Found } from './chain.ts';
import { NOBODY } from './creators.ts';
import type { Directory } from './directory.ts';
import { badInput } from './fault.ts';
import { POSITION } from './kinds.ts';
import type { Payer, Sender } from './sender.ts';

/** What somebody owns, in base units of shares. */
export interface HolderView {
  /** A creator's account, or a wallet. */
  holder: Address;
  position: Address;
  shares: bigint;
  /** Of them, those that were earned and not bought. */
  earned: bigint;
  /** Shares of others that it votes with. */
  delegated: bigint;
  /** Who votes with its shares. */
  delegate: Address | undefined;
  /** What was asked back and waits. */
  cooling: bigint;
}

const view = (position: Found<Position>): HolderView => ({
  holder: position.holder,
  position: position.address,
  shares: position.own[0] ?? 0n,
  earned: position.earned[0] ?? 0n,
  delegated: position.received[0] ?? 0n,
  delegate: position.delegate === NOBODY ? undefined : position.delegate,
  cooling: position.cooling,
});

/** Who acts for a holder: its wallet, or the authority of the creator that it is. */
export interface HolderInput {
  authority: TransactionSigner;
  holder: Address;
  payer: Payer;
}

/** Says who the holder is where it is a creator, in the form that instructions take it. */
export const asCreator = ({ authority, holder }: { authority: { address: Address }; holder: Address }) =>
  holder === authority.address ? {} : { creator: holder };

/** Holders: what they own, and who votes for them. */
export function holdersOn(directory: Directory, sender: Sender) {
  const { chain, addresses, pool } = directory;
  const positionOf = async (holder: Address) => chain.account(POSITION, await addresses.position(holder));
  const opening = async (payer: TransactionSigner, holder: Address): Promise<Instruction> =>
    getOpenPositionInstruction({ payer, pool, holder, position: await addresses.position(holder) });
  const former = async (position: Found<Position> | undefined) =>
    position && position.delegate !== NOBODY ? addresses.position(position.delegate) : undefined;

  return {
    /** What a holder owns; undefined for one without a position. */
    get: async (holder: Address) => {
      const found = await positionOf(holder);
      return found && view(found);
    },
    /** Everybody who owns something, the largest first. */
    list: async () => {
      const found = await directory.list(POSITION, {}, { pool });
      return found
        .filter((position) => position.pool === pool)
        .map(view)
        .sort((a, b) => (a.shares < b.shares ? 1 : -1));
    },
    /** Opens a position, so that it can be paid; anybody may. */
    open: (input: { holder: Address; payer: Payer }) =>
      sender.send(async (payer) => [await opening(payer, input.holder)], input.payer),
    /** Lets another holder vote with one's shares, from the next snapshot epoch on; one's own ballot still counts more. */
    delegate: (input: HolderInput & { to: Address }) =>
      sender.send(async () => {
        const { authority, holder, to } = input;
        if (holder === to) throw badInput('to: a holder votes for itself without a delegation');
        const before = await former(await positionOf(holder));
        const newDelegate = await addresses.position(to);
        if (before === newDelegate) throw badInput('to: it is the delegate already');
        return [
          getDelegateInstruction({
            signer: authority,
            ...asCreator(input),
            pool,
            position: await addresses.position(holder),
            newDelegate,
            ...(before ? { formerDelegate: before } : {}),
          }),
        ];
      }, input.payer),
    /** Takes one's votes back. */
    undelegate: (input: HolderInput) =>
      sender.send(async () => {
        const before = await former(await positionOf(input.holder));
        if (!before) throw badInput('holder: it has no delegate');
        return [
          getUndelegateInstruction({
            signer: input.authority,
            ...asCreator(input),
            pool,
            position: await addresses.position(input.holder),
            formerDelegate: before,
          }),
        ];
      }, input.payer),
  };
}
