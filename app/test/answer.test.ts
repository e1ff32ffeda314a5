// @vitest-environment node
// What public endpoints answer instead of an answer, and what is said about it: never “there is none”.
import { getCreatorDecoder } from '@makerstake/client/creators';
import { address, createSolanaRpc } from '@solana/kit';
import { expect, test, vi } from 'vitest';
import { findAll } from '../src/chain/accounts.ts';
import { answerFault, hostOf } from '../src/chain/answer.ts';
import type { Client } from '../src/chain/rpc.ts';
import { thrown } from '../src/tx/failure.ts';

const URL = 'https://rpc.example/?api-key=s3cret';
const PROGRAM = address('11111111111111111111111111111111');
const ANSWERS = {
  busy: () => new Response('Too many requests', { status: 429 }),
  noIndex: () => json({ error: { code: -32_010, message: 'excluded from account secondary indexes' } }),
  gone: () => new Response('Gone', { status: 410 }),
  login: () => new Response('<html>Welcome to the hotel</html>', { headers: { 'content-type': 'text/html' } }),
  broken: () => new Response('', { status: 503 }),
  noMethod: () => json({ error: { code: -32_601, message: 'Method not found' } }),
};
const json = (body: object) => Response.json({ jsonrpc: '2.0', id: '0', ...body });
const answering = (answer: () => Response) => vi.spyOn(globalThis, 'fetch').mockImplementation(async () => answer());

const list = () =>
  findAll(createSolanaRpc(URL) as Client, PROGRAM, new Uint8Array(8), getCreatorDecoder()).catch((error) => error);
const slot = () =>
  createSolanaRpc(URL)
    .getSlot()
    .send()
    .catch((error) => error);

test('a question that was not answered is told by what to do about it', async () => {
  const said = async (answer: () => Response) => {
    answering(answer);
    return [answerFault(await list()).is, answerFault(await slot()).is];
  };
  expect(await said(ANSWERS.busy)).toEqual(['limitedList', 'limited']);
  expect(await said(ANSWERS.noIndex)).toEqual(['refusedList', 'refused']);
  expect(await said(ANSWERS.gone)).toEqual(['refusedList', 'refused']);
  expect(await said(ANSWERS.noMethod)).toEqual(['refusedList', 'refused']);
  expect(await said(ANSWERS.login)).toEqual(['noNode', 'noNode']);
  expect(await said(ANSWERS.broken)).toEqual(['broken', 'broken']);
  vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  expect(answerFault(await list()).is).toBe('silent');
  answering(ANSWERS.login);
  expect(thrown(await slot())).toEqual({ kind: 'answer', fault: { is: 'noNode' } });
});

test('of an endpoint only the host is named', () => {
  expect([hostOf(URL), hostOf('http://127.0.0.1:8899'), hostOf('x')]).toEqual(['rpc.example', '127.0.0.1:8899', '?']);
});
