import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getBase58Decoder, getTransactionDecoder } from '@solana/kit';

export const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Serves until the test ends; gives the address. */
export async function serve(answer: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => {
      body += data;
    });
    request.on('end', () => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** A chain as an endpoint shows it: what was sent lands, unless it is told otherwise. */
export class Endpoint {
  accounts = new Map<string, { owner: string; data: Uint8Array }>();
  height = 100;
  genesis = 'test';
  /** What was sent, each time. */
  sent: string[] = [];
  /** What landed, by signature: the wire bytes and the error. */
  landed = new Map<string, { wire: string; err: unknown }>();
  logs: string[] = [];
  simulated: unknown = null;
  /** Whether what is sent is dropped. */
  drops = false;
  /** Methods that are refused with this status. */
  broken = new Map<string, number>();

  answer(method: string, params: unknown[]): unknown {
    const slot = { context: { slot: 1 } };
    switch (method) {
      case 'getGenesisHash':
        return this.genesis;
      case 'getBlockHeight':
        return this.height;
      case 'getBalance':
        return { ...slot, value: 7 };
      case 'getLatestBlockhash':
        return { ...slot, value: { blockhash: '4'.repeat(44), lastValidBlockHeight: this.height + 150 } };
      case 'simulateTransaction':
        return { ...slot, value: { err: this.simulated, logs: this.logs, unitsConsumed: 1_000 } };
      case 'getMultipleAccounts':
        return { ...slot, value: (params[0] as string[]).map((at) => this.account(at)) };
      case 'getSignatureStatuses':
        return { ...slot, value: (params[0] as string[]).map((at) => this.status(at)) };
      case 'getSignaturesForAddress':
        return [...this.landed.keys()].map((signature) => ({ signature, slot: 1, err: null }));
      case 'getTransaction': {
        const found = this.landed.get(params[0] as string);
        return found && { slot: 1, transaction: [found.wire, 'base64'], meta: { logMessages: this.logs } };
      }
      case 'sendTransaction': {
        this.sent.push(params[0] as string);
        return this.drops ? 'dropped' : this.land(params[0] as string);
      }
      default:
        throw new Error(method);
    }
  }

  land(wire: string, err: unknown = null): string {
    const { signatures } = getTransactionDecoder().decode(Buffer.from(wire, 'base64'));
    const signature = getBase58Decoder().decode(Object.values(signatures)[0]!);
    this.landed.set(signature, { wire, err });
    return signature;
  }

  private account(at: string) {
    const found = this.accounts.get(at);
    const shape = { executable: false, lamports: 1, rentEpoch: 0, space: 0 };
    return found ? { ...shape, owner: found.owner, data: [base64(found.data), 'base64'] } : null;
  }

  private status(at: string) {
    const found = this.landed.get(at);
    return found ? { slot: 1, confirmations: 1, err: found.err, confirmationStatus: 'confirmed' } : null;
  }

  start = () =>
    serve((_, response, body) => {
      const { id, method, params = [] } = JSON.parse(body);
      const status = this.broken.get(method);
      if (status) return response.writeHead(status).end();
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ jsonrpc: '2.0', id, result: this.answer(method, params) ?? null }));
    });
}
