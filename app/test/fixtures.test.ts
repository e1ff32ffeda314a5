// The rules that the dApp repeats, against the answers of the Rust crate that the programs run (crates/domain). The
// files are written by `cargo xtask fixtures`, and the test command fails when they are not those of the sources.
import type { Address } from '@solana/kit';
import { expect, test } from 'vitest';
import { fromHex, hex } from '../src/chain/bytes.ts';
import { handleFault, handleOf } from '../src/chain/handle.ts';
import { isProfileUri } from '../src/pages/creator/profile.tsx';
import { type Action, decodeActions, encodeActions, isSound } from '../src/rules/actions.ts';
import { isMarked, oldest } from '../src/rules/bitmap.ts';
import { due } from '../src/rules/budget.ts';
import { canonical } from '../src/rules/canonical.ts';
import { at, epochOf } from '../src/rules/checkpoints.ts';
import { join, owed } from '../src/rules/dividends.ts';
import { forecast } from '../src/rules/emission.ts';
import { kindsIn, kindsOf } from '../src/rules/kinds.ts';
import { shareLeaf, workLeaf } from '../src/rules/leaves.ts';
import { depthOf, levels, proofOf, rootOf, verify } from '../src/rules/merkle.ts';
import { hasQuorum, isRejected, isTerminal, passes, stateAt } from '../src/rules/proposal.ts';
import { freeSlot, votesAsked } from '../src/rules/slots.ts';
import { holdUpFloor, readTerms, sharePpm, type TrackTerms, termsFault, writeTerms } from '../src/rules/track.ts';
import { vestedAt } from '../src/rules/vesting.ts';
import accumulatorCases from './fixtures/accumulator.json' with { type: 'json' };
import actionCases from './fixtures/actions.json' with { type: 'json' };
import bitmapCases from './fixtures/bitmap.json' with { type: 'json' };
import budgetCases from './fixtures/budgets.json' with { type: 'json' };
import checkpointCases from './fixtures/checkpoints.json' with { type: 'json' };
import documentCases from './fixtures/documents.json' with { type: 'json' };
import emissionCases from './fixtures/emission.json' with { type: 'json' };
import handleCases from './fixtures/handles.json' with { type: 'json' };
import merkleCases from './fixtures/merkle.json' with { type: 'json' };
import profileCases from './fixtures/profiles.json' with { type: 'json' };
import proposalCases from './fixtures/proposals.json' with { type: 'json' };
import slotCases from './fixtures/slots.json' with { type: 'json' };
import tallyCases from './fixtures/tallies.json' with { type: 'json' };
import trackCases from './fixtures/tracks.json' with { type: 'json' };
import vestingCases from './fixtures/vesting.json' with { type: 'json' };
import { ofRust, plain } from './rust.ts';

/** Every case of a list. A list that is empty would prove nothing. */
function each<T>(cases: readonly T[], check: (one: T) => void): void {
  expect(cases.length).toBeGreaterThan(0);
  for (const one of cases) check(one);
}
const bytesOf = (text: string): Uint8Array => fromHex(text) ?? expect.fail(`no hexadecimal: ${text}`);

test('checkpoints: the value of each epoch around a series as it was written', () => {
  each(checkpointCases.at, ({ newest, values, epoch, value }) =>
    expect(at(newest, values, epoch), `${newest} ${epoch}`).toBe(value ?? undefined),
  );
  each(checkpointCases.epochOf, ({ now, genesis, seconds, epoch }) =>
    expect(epochOf(now, BigInt(genesis), seconds), `${now} ${seconds}`).toBe(epoch ?? undefined),
  );
});

test('the window of claims: every epoch that was claimed, and none beside it', () => {
  each(bitmapCases.window, ({ next, oldest: first, base, bits, marked }) => {
    expect(oldest(next)).toBe(first);
    const found = Array.from({ length: base + 131 }, (_, epoch) => epoch).filter((epoch) =>
      isMarked(bits.map(BigInt), base, epoch),
    );
    expect(found).toEqual(marked);
  });
});

test('vesting, to the second and to the unit', () => {
  each(vestingCases.vestedAt, ({ total, start, cliff, end, now, vested }) => {
    const grant = { total: BigInt(total), start: BigInt(start), cliff: BigInt(cliff), end: BigInt(end) };
    expect(vestedAt(grant, BigInt(now)), `${now}`).toBe(BigInt(vested));
  });
});

test('dividends through a life of deposits, credits, debits and payments', () => {
  each(accumulatorCases.owed, ({ index, shares, debt, owed: due }) =>
    expect(owed(join(index.map(BigInt)), BigInt(shares), join(debt.map(BigInt)))).toBe(BigInt(due)),
  );
});

test('emission, epoch after epoch', () => {
  each(emissionCases.forecast, ({ cap, decayBps, allocations }) =>
    expect(forecast(BigInt(cap), 0n, decayBps, allocations.length)).toEqual(allocations.map(BigInt)),
  );
});

test('budgets: what is due', () => {
  each(budgetCases.due, ({ now, due: expected, ...budget }) => {
    const numbers = Object.fromEntries(Object.entries(budget).map(([name, value]) => [name, BigInt(value)]));
    expect(due(numbers as never, now)).toBe(BigInt(expected));
  });
});

test('tallies: quorum, objection and passing at every bar, one below and one above', () => {
  each(tallyCases.passes, ({ approvalBps, hasQuorum: reached, isRejected: rejected, passes: passed, ...counts }) => {
    const { yes, no, abstain, eligible, quorum, objection } = counts;
    const house = {
      yes: BigInt(yes),
      no: BigInt(no),
      abstain: BigInt(abstain),
      eligible: BigInt(eligible),
      quorum: BigInt(quorum),
      objection: BigInt(objection),
      approvalBps,
    };
    expect([hasQuorum(house), isRejected(house), passes(house)], JSON.stringify(counts)).toEqual([
      reached,
      rejected,
      passed,
    ]);
  });
});

test('ballot slots: which one is taken, and how many votes it asks for', () => {
  each(slotCases.slots, ({ mask, kinds, proposers, proposer, proposeBps, all, slot, asked }) => {
    const found = freeSlot(mask, kinds);
    expect(found, `${mask} ${kinds}`).toBe(slot ?? undefined);
    if (found === undefined || asked === null) return;
    const slots = { slotMask: mask, proposers };
    expect(votesAsked(slots, found, proposer, proposeBps, BigInt(all)), `${mask} ${kinds}`).toBe(BigInt(asked));
  });
});

test('the state of a proposal on every edge of its life', () => {
  each(proposalCases.state, ({ now, state, isTerminal: ended, votingFrom, votingUntil, ...life }) => {
    const name = state.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const found = stateAt({ ...life, votingFrom: BigInt(votingFrom), votingUntil: BigInt(votingUntil) }, now);
    expect(found, JSON.stringify({ now, ...life })).toBe(name);
    expect(isTerminal(found)).toBe(ended);
  });
});

test('the terms of tracks: their bytes, and the floor that each breaks', () => {
  each(trackCases.terms, ({ bytes, terms, fault }) => {
    const read = readTerms(bytesOf(bytes));
    expect(plain(read)).toEqual(terms);
    expect(hex(writeTerms(ofRust(terms) as TrackTerms))).toBe(bytes);
    expect(termsFault(read), bytes).toBe(fault ?? undefined);
  });
  each(trackCases.kinds, ({ bits, kinds, holdUpFloor: floor }) => {
    expect(kindsIn(bits).map(snake)).toEqual(kinds);
    expect([kindsOf(kindsIn(bits)), holdUpFloor(bits)]).toEqual([bits, floor]);
  });
  each(trackCases.shares, ({ amount, balance, ppm }) =>
    expect(sharePpm(BigInt(amount), BigInt(balance))).toBe(ppm ?? undefined),
  );
});
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

test('trees, proofs and leaves', () => {
  each(merkleCases.trees, ({ leaves, depth, root, proofs }) => {
    const list = leaves.map(bytesOf);
    const tree = levels(list);
    expect([depthOf(list.length), hex(rootOf(list))]).toEqual([depth, root]);
    each(proofs, (proof) => {
      const leaf = proofs.indexOf(proof);
      expect(proofOf(tree, leaf).map(hex)).toEqual(proof);
      expect(verify(list[leaf]!, proof.map(bytesOf), depth, bytesOf(root))).toBe(true);
    });
  });
  each(merkleCases.depths, ({ leaves, depth }) => {
    if (depth === null) expect(() => depthOf(leaves)).toThrow(RangeError);
    else expect(depthOf(leaves)).toBe(depth);
  });
  each(merkleCases.shareLeaves, ({ pool, epoch, holder, amount, hash }) =>
    expect(hex(shareLeaf(pool as Address, epoch, holder as Address, BigInt(amount)))).toBe(hash),
  );
  each(merkleCases.workLeaves, ({ author, creator, content, metadata, parent, kind, nonce, hash }) => {
    const [c, m, p, n] = [content, metadata, parent, nonce].map(bytesOf) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const leaf = { author: author as Address, creator: creator as Address, content: c, metadata: m, parent: p };
    expect(hex(workLeaf({ ...leaf, kind, nonce: n }))).toBe(hash);
  });
});

test('handles: the same rule is named, and what a program would hold is shown', () => {
  const names = { TooShort: 'short', TooLong: 'long', Character: 'character', Separator: 'separator' };
  each(handleCases.check, ({ name, fault, folded }) => {
    expect(handleFault(name), JSON.stringify(name)).toBe(fault ? names[fault as 'TooShort'] : undefined);
    if (fault === null && folded) expect(handleOf(bytesOf(folded))).toBe(name);
  });
});

test('addresses of profiles, and documents in their one form', () => {
  each(profileCases.check, ({ uri, fault }) => expect(isProfileUri(uri), uri).toBe(fault === null));
  each(documentCases.canonical, ({ text, canonical: form }) => expect(canonical(JSON.parse(text))).toBe(form));
});

test('actions of every kind, from their bytes and back', () => {
  each(actionCases.lists, ({ bytes, actions }) => {
    expect(plain(decodeActions(bytesOf(bytes)))).toEqual(actions);
    expect(hex(encodeActions(ofRust(actions) as Action[]))).toBe(bytes);
  });
  each(actionCases.refused, ({ bytes, fault }) =>
    expect(() => decodeActions(bytesOf(bytes)), `${fault}: ${bytes}`).toThrow(RangeError),
  );
  each(actionCases.sound, ({ action, isSound: sound }) =>
    expect(isSound(ofRust(action) as Action), JSON.stringify(action)).toBe(sound),
  );
});
