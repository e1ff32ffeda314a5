import type { Makerstake } from '@makerstake/client';
import { type Address, generateKeyPairSigner } from '@solana/kit';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import {
  MakerstakeProvider,
  useClaim,
  useHolder,
  useMakerstake,
  useProposals,
  useRules,
  useVote,
} from '../src/index.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const HOLDER = 'HMJ6u1V5PWoB85F44CjgqmsZXx4CAVQTJwLd9vFxBAxi' as Address;
const OPTIONS = { rpc: 'http://127.0.0.1:1', platform: HOLDER };

function Probe({ use, tell }: { use: () => unknown; tell: (said: never) => void }): ReactNode {
  tell(use() as never);
  return null;
}

/** Renders a hook below a platform, and gives what it last said. */
async function render<T>(use: () => T, makerstake: object, given: object = {}) {
  let last: T | undefined;
  const tell = (said: T) => {
    last = said;
  };
  const root = createRoot(document.createElement('div'));
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <MakerstakeProvider {...OPTIONS} {...given} makerstake={makerstake as Makerstake}>
          <Probe use={use} tell={tell} />
        </MakerstakeProvider>
      </QueryClientProvider>,
    ),
  );
  await act(async () => vi.waitFor(() => expect(last).toBeDefined()));
  return { said: () => last as T, leave: () => act(async () => root.unmount()) };
}

const settled = (check: () => void) => act(async () => vi.waitFor(check));

test('what is read is what the platform says, and nothing there is null', async () => {
  const holders = { get: vi.fn(async () => undefined) };
  const rules = { list: async () => [{ id: 1 }] };
  const hook = await render(() => [useHolder(), useRules()] as const, { holders, rules }, { holder: HOLDER });
  await settled(() => expect(hook.said().every(({ isSuccess }) => isSuccess)).toBe(true));
  expect(hook.said()[0].data).toBeNull();
  expect(hook.said()[1].data).toEqual([{ id: 1 }]);
  expect(holders.get).toHaveBeenCalledWith(HOLDER);
  await hook.leave();
});

test('a vote is cast by whoever acts, once, and what was read is read anew', async () => {
  const signer = await generateKeyPairSigner();
  const list = vi.fn(async () => []);
  const vote = vi.fn(async (input: object) => ({ ...input, votes: 5n }));
  const hook = await render(
    () => ({ proposals: useProposals(['voting']), vote: useVote() }),
    { proposals: { list, vote } },
    { signer, holder: HOLDER },
  );
  await settled(() => expect(hook.said().proposals.isSuccess).toBe(true));
  await act(async () => hook.said().vote.mutateAsync({ proposal: HOLDER, choice: 'yes' }));
  expect(vote.mock.calls).toEqual([
    [{ authority: signer, holder: HOLDER, payer: signer, proposal: HOLDER, choice: 'yes' }],
  ]);
  await settled(() => expect(list).toHaveBeenCalledTimes(2));
  await hook.leave();
});

test('a failure is told and not repeated, and nobody connected is a failure', async () => {
  const claim = vi.fn(async () => {
    throw new Error('not yours');
  });
  const signer = await generateKeyPairSigner();
  const use = () => ({ open: useMakerstake(), claim: useClaim() });
  const failing = async (given: object, words: RegExp) => {
    const hook = await render(use, { epochs: { claim } }, given);
    await settled(() => expect(hook.said().open.isSuccess).toBe(true));
    await act(async () => {
      await hook
        .said()
        .claim.mutateAsync({ epoch: 1 })
        .catch(() => {});
    });
    await settled(() => expect(hook.said().claim.error?.message).toMatch(words));
    await hook.leave();
  };
  await failing({ signer }, /^not yours$/);
  expect(claim).toHaveBeenCalledTimes(1);
  await failing({}, /give MakerstakeProvider a signer/);
  expect(claim).toHaveBeenCalledTimes(1);
});

test('a platform that cannot be opened says why, through every hook', async () => {
  const hook = await render(() => [useMakerstake(), useRules()] as const, undefined as never, {
    platform: 'reelhouse',
  });
  await settled(() => expect(hook.said()[1].error).toMatchObject({ code: 'badInput' }));
  expect(hook.said()[0].isError).toBe(true);
  await hook.leave();
});
