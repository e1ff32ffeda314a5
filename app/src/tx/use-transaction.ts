import { getBase58Decoder, getTransactionDecoder, type Signature } from '@solana/kit';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useReducer, useRef, useState } from 'react';
import { same } from '../chain/bytes.ts';
import { chainOf, clientOf, useCluster } from '../chain/rpc.ts';
import { useLocale } from '../i18n/index.tsx';
import { useSettings } from '../settings/settings.ts';
import { useWallet } from '../wallet/context.tsx';
import { Refused, type Signed, sign } from '../wallet/sign.ts';
import { versionOf } from '../wallet/standard.ts';
import type { Draft } from './draft.ts';
import { thrown } from './failure.ts';
import { isGuarded } from './guards.ts';
import { compile, type Lifetime, messageOf, read, type Version } from './message.ts';
import type { Sentence } from './messages/sentence.ts';
import { genesisOf, lifetime, type Prepared, prepare } from './prepare.ts';
import { broadcast, follow } from './send.ts';
import { forgetSent, rememberSent } from './sent.ts';
import { simulate } from './simulate.ts';
import { next, type Stage } from './state.ts';

/** What the wallet handed back, when it is not what was shown. */
export interface Altered {
  sentences: readonly Sentence[];
  /** Sends it as it was signed. */
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
  const locale = useLocale();
  const [stage, step] = useReducer(next, START);
  const [prepared, setPrepared] = useState<Prepared>();
  const [altered, setAltered] = useState<Altered>();
  const control = useRef(new AbortController());
  const left = useRef(false);
  const client = clientOf(rpcUrl);
  // A ref: another wallet is another account, which is told; it is no reason to begin again.
  const version = useRef<Version>(0);
  if (wallet) version.current = versionOf(wallet) ?? 0;

  const start = useCallback(async () => {
    if (!draft) return;
    control.current.abort();
    control.current = new AbortController();
    const { signal } = control.current;
    setAltered(undefined);
    step({ type: 'again' });
    try {
      const made = await prepare(client, draft, priorityCap, version.current);
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
        const { lastValidBlockHeight } = life;
        const title = draft?.title[locale] ?? '';
        rememberSent({ rpcUrl, signature, wire, lastValidBlockHeight, programs, title });
        if (wire) await broadcast(client, wire).catch(() => undefined);
        const outcome = await follow(client, signature, wire, life.lastValidBlockHeight, programs, signal);
        forgetSent();
        if (outcome.end === 'expired') return step({ type: 'expire' });
        if (outcome.end === 'failed') return step({ type: 'fail', failure: outcome.failure });
        step({ type: 'confirm' });
        draft?.onConfirmed?.();
        await queries.invalidateQueries({ queryKey: [rpcUrl] });
      } catch (error) {
        if (!signal.aborted) step({ type: 'fail', failure: thrown(error) });
      }
    },
    [client, draft, locale, queries, rpcUrl],
  );

  const approve = useCallback(async () => {
    if (!draft || !prepared || !wallet || !account) return;
    step({ type: 'sign' });
    left.current = false;
    const { signal } = control.current;
    try {
      // Fetched at the click: a preview may have been read for minutes, and a blockhash lives for about one.
      const [life, genesis] = await Promise.all([lifetime(client), genesisOf(client)]);
      if (genesis !== prepared.genesis) {
        await queries.invalidateQueries();
        return step({ type: 'fail', failure: { kind: 'switched' } });
      }
      const wire = compile(draft.feePayer, prepared.instructions, life, version.current);
      const signed = await sign(wallet, account, chainOf(cluster), wire);
      if (signal.aborted) return;
      const contents = 'bytes' in signed ? read(messageOf(signed.bytes)) : prepared.contents;
      const { describe, readShares } = await import('./messages/index.ts');
      const programs = contents.instructions.map(({ program }) => program);
      const go = () => dispatch(signed, life, programs);
      setAltered({ sentences: contents.instructions.flatMap(describe), go });
      if ('bytes' in signed && !same(messageOf(signed.bytes), messageOf(wire))) {
        if (!isGuarded(read(messageOf(wire)), contents)) return step({ type: 'altered' });
        // What it does is worked out again, from what was signed: guards that fail are seen before they cost a fee.
        const simulation = await simulate(client, signed.bytes, readShares);
        setPrepared({ ...prepared, contents, simulation });
        return step({ type: 'guard' });
      }
      // A wallet that sends by itself has sent; anything else waits for somebody who left.
      if (left.current && 'bytes' in signed) return step({ type: 'answer-late' });
      await go();
    } catch (error) {
      step(error instanceof Refused ? { type: 'refuse' } : { type: 'fail', failure: thrown(error) });
    }
  }, [account, client, cluster, dispatch, draft, prepared, queries, wallet]);

  const stop = useCallback(() => control.current.abort(), []);
  /** Nobody waits for the wallet any more. */
  const leave = useCallback(() => {
    left.current = true;
  }, []);
  return { stage, prepared, altered, start, approve, leave, stop };
}

/** The fee payer's signature, which names the transaction. */
function firstSignature(wire: Uint8Array): Uint8Array {
  const [signature] = Object.values(getTransactionDecoder().decode(wire).signatures);
  if (!signature) throw new Error('The wallet did not sign.');
  return new Uint8Array(signature);
}
