import type { Action } from '@makerstake/client';
import type { Address, Base64EncodedWireTransaction, Blockhash } from '@solana/kit';
import { base64 } from '../chain/bytes.ts';
import { type Client, COMMITMENT } from '../chain/rpc.ts';
import { culprit, type Failure, failureOf } from './failure.ts';
import { compile } from './message.ts';

/** The endpoint puts its newest blockhash in the place of this one. */
const ANY = { blockhash: '11111111111111111111111111111111' as Blockhash, lastValidBlockHeight: 0n };

/** Makes a call in a simulation in which nobody's signature is checked; gives why it would fail, and null if it would not. */
export async function simulateAction(
  client: Client,
  payer: Address,
  { program, accounts, data }: Extract<Action, { kind: 'invoke' }>,
  signal: AbortSignal,
): Promise<Failure | null> {
  const call = {
    programAddress: program,
    accounts: accounts.map(({ key: address, isWritable, isSigner }) => ({
      address,
      role: (isWritable ? 1 : 0) | (isSigner ? 2 : 0),
    })),
    data,
  };
  const encoded = base64(compile(payer, [call], ANY)) as Base64EncodedWireTransaction;
  const { value } = await client
    .simulateTransaction(encoded, {
      commitment: COMMITMENT,
      encoding: 'base64',
      sigVerify: false,
      replaceRecentBlockhash: true,
    })
    .send({ abortSignal: signal });
  if (value.err === null) return null;
  const failure = failureOf(value.err, [call.programAddress]);
  return failure.kind === 'program' ? { ...failure, program: culprit(value.logs ?? [], failure.program) } : failure;
}
