import { getBase58Decoder, getTransactionDecoder, type Signature } from '@solana/kit';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useReducer, useRef, useState } from 'react';
import { same } from '../chain/bytes.ts';
import { chainOf, clientOf, useCluster } from '../chain/rpc.ts';
import { useSettings } from '../settings/settings.ts';
import { useWallet } from '../wallet/context.tsx';
import { Refused, type Signed, sign } from '../wallet/sign.ts';
import type { Draft } from './draft.ts';
import { thrown } from './failure.ts';
import { compile, type Lifetime, messageOf, read } from './message.ts';
import { genesisOf, lifetime, type Prepared, prepare } from './prepare.ts';
import { broadcast, follow } from './send.ts';
import { next, type Stage } from './state.ts';
import type { Sentence } from './words/sentence.ts';

/** What the wallet handed back, when it is not what was shown. */
export interface Altered {
  sentences: readonly Sentence[];
  go: () => void;
}

const base58 = getBase58Decoder();
const START: Stage = { at: 'preparing' };

/** Takes one draft from the click to its end. */
export function useTransaction(draft: Draft | undefined) {
  const { rpcUrl, priorityCap } = useSettings();
  const { data: cluster = 'unknown' } = useCluster();
  const { wallet, account } = useWallet();
  const queries = useQueryClient();
  const [stage, step] = useReducer(next, START);
  const [prepared, setPrepared] = useState<Prepared>();
  const [altered, setAltered] = useState<Altered>();
  const control = useRef(new AbortController());
  const client = clientOf(rpcUrl);

  const start = useCallback(async () => {
    if (!draft) return;
    control.current.abort();
    control.current = new AbortController();
    const { signal } = control.current;
    setAltered(undefined);
    step({ type: 'again' });
    try {
      const made = await prepare(client, draft, priorityCap);
      if (signal.aborted) return;
      setPrepared(made);
      step({ type: 'prepared' });
    } catch (error) {
      if (!signal.aborted) step({ type: 'fail', failure: thrown(error) });
    }
  }, [client, draft, priorityCap]);

  /** Sends what was signed, and follows it to its end. */
  const dispatch = useCallback(
    async (signed: Signed, life: Lifetime, programs: readonly string[]) => {
      const { signal } = control.current;
      try {
        const wire = 'bytes' in signed ? signed.bytes : undefined;
        const raw = 'bytes' in signed ? firstSignature(signed.bytes) : signed.signature;
        const signature = base58.decode(raw) as Signature;
        step({ type: 'send', signature, now: Date.now() });
        if (wire) await broadcast(client, wire).catch(() => undefined);
        const outcome = await follow(client, signature, wire, life.lastValidBlockHeight, programs, signal);
        if (outcome.end === 'expired') return step({ type: 'expire' });
        if (outcome.end === 'failed') return step({ type: 'fail', failure: outcome.failure });
        step({ type: 'confirm' });
        draft?.onConfirmed?.();
        await queries.invalidateQueries({ queryKey: [rpcUrl] });
      } catch (error) {
        if (!signal.aborted) step({ type: 'fail', failure: thrown(error) });
      }
    },
    [client, draft, queries, rpcUrl],
  );

  const approve = useCallback(async () => {
    if (!draft || !prepared || !wallet || !account) return;
    step({ type: 'sign' });
    try {
      // Fetched at the click: a preview may have been read for minutes, and a blockhash lives for about one.
      const [life, genesis] = await Promise.all([lifetime(client), genesisOf(client)]);
      if (genesis !== prepared.genesis) {
        await queries.invalidateQueries();
        return step({ type: 'fail', failure: { kind: 'switched' } });
      }
      const wire = compile(draft.feePayer, prepared.instructions, life);
      const signed = await sign(wallet, account, chainOf(cluster), wire);
      if ('bytes' in signed && !same(messageOf(signed.bytes), messageOf(wire))) {
        const { describe } = await import('./words/index.ts');
        const contents = read(messageOf(signed.bytes));
        const programs = contents.instructions.map(({ program }) => program);
        setAltered({ sentences: contents.instructions.flatMap(describe), go: () => dispatch(signed, life, programs) });
        return step({ type: 'altered' });
      }
      await dispatch(
        signed,
        life,
        prepared.contents.instructions.map(({ program }) => program),
      );
    } catch (error) {
      step(error instanceof Refused ? { type: 'refuse' } : { type: 'fail', failure: thrown(error) });
    }
  }, [account, client, cluster, dispatch, draft, prepared, queries, wallet]);

  const stop = useCallback(() => control.current.abort(), []);
  return { stage, prepared, altered, start, approve, stop };
}

/** The fee payer's signature, which names the transaction. */
function firstSignature(wire: Uint8Array): Uint8Array {
  const [signature] = Object.values(getTransactionDecoder().decode(wire).signatures);
  if (!signature) throw new Error('The wallet did not sign.');
  return new Uint8Array(signature);
}
