import { type Address, address, getAddressDecoder, getAddressEncoder, getProgramDerivedAddress } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { useSettings } from '../settings/settings.ts';
import { hashFile } from '../workers/hash.ts';
import { bytesOf } from './bytes.ts';
import { type Client, COMMITMENT, clientOf } from './rpc.ts';

// Programs and their code, as crates/client/src/loader.rs reads them.

/** The upgradeable loader. */
export const LOADER = address('BPFLoaderUpgradeab1e11111111111111111111111');
/** Loaders whose programs nobody changes, and the runtime's own; governance knows the same three. */
const UNCHANGING: readonly string[] = [
  'NativeLoader1111111111111111111111111111111',
  'BPFLoader2111111111111111111111111111111111',
  'BPFLoader1111111111111111111111111111111111',
];

const BUFFER = 1;
const PROGRAM_DATA = 3;
/** Where the code begins: behind the tag and the authority, and in a program's account behind the slot too. */
const BUFFER_CODE_AT = 37;
const PROGRAM_DATA_CODE_AT = 45;

const keys = getAddressDecoder();

/** What lies in an account of the loader. */
interface Held {
  authority: Address | undefined;
  code: Uint8Array;
}

function held(data: Uint8Array, tag: number, codeAt: number): Held | undefined {
  if (data.length < codeAt || new DataView(data.buffer, data.byteOffset).getUint32(0, true) !== tag) return undefined;
  const has = data[codeAt - 33] !== 0;
  return { authority: has ? keys.decode(data, codeAt - 32) : undefined, code: data.subarray(codeAt) };
}

/** Code that waits to be deployed; undefined for any other account of the loader. */
export const readBuffer = (data: Uint8Array): Held | undefined => held(data, BUFFER, BUFFER_CODE_AT);

/** The code of a deployed program, with the slot of its last deployment; undefined for any other account. */
export function readDeployed(data: Uint8Array): (Held & { slot: bigint }) | undefined {
  const found = held(data, PROGRAM_DATA, PROGRAM_DATA_CODE_AT);
  return found && { ...found, slot: new DataView(data.buffer, data.byteOffset).getBigUint64(4, true) };
}

/** The account of an upgradeable program's code. */
async function programDataOf(program: Address): Promise<Address> {
  const [at] = await getProgramDerivedAddress({
    programAddress: LOADER,
    seeds: [getAddressEncoder().encode(program)],
  });
  return at;
}

/** How much code there is, its SHA-256, and who may replace it. */
export interface CodeFacts {
  authority: Address | undefined;
  bytes: number;
  hash: Uint8Array;
}

/** What is at an address. */
export type Code =
  /** A program that nobody can change. */
  | { is: 'fixed' }
  /** A program under the upgradeable loader. */
  | ({ is: 'deployed'; slot: bigint } & CodeFacts)
  /** Code that waits to be deployed. */
  | ({ is: 'buffer' } & CodeFacts)
  /** Neither a program nor a buffer. */
  | { is: 'other' };

/** Reads what is at an address, and hashes its code here: no endpoint is believed about a hash. */
export async function codeAt(client: Client, at: Address, signal: AbortSignal): Promise<Code> {
  const read = async (from: Address) => {
    const options = { commitment: COMMITMENT, encoding: 'base64' } as const;
    const { value } = await client.getAccountInfo(from, options).send({ abortSignal: signal });
    return value;
  };
  const facts = async ({ authority, code }: Held): Promise<CodeFacts> => ({
    authority,
    bytes: code.length,
    hash: await hashFile(new File([code.slice()], 'code'), () => undefined, signal),
  });
  const account = await read(at);
  if (account?.owner !== LOADER)
    return { is: account?.executable && UNCHANGING.includes(account.owner) ? 'fixed' : 'other' };
  const buffer = readBuffer(bytesOf(account.data));
  if (buffer) return { is: 'buffer', ...(await facts(buffer)) };
  const data = await read(await programDataOf(at));
  const deployed = data?.owner === LOADER ? readDeployed(bytesOf(data.data)) : undefined;
  return deployed ? { is: 'deployed', slot: deployed.slot, ...(await facts(deployed)) } : { is: 'other' };
}

/** What is at an address. */
export function useCode(at: Address | undefined) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'code', at],
    enabled: at !== undefined,
    queryFn: ({ signal }): Promise<Code> => codeAt(clientOf(rpcUrl), at ?? LOADER, signal),
    staleTime: 20_000,
  });
}

/** Which program owns an account; null for an address without one. */
export function useOwner(of: Address | undefined) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'owner', of],
    enabled: of !== undefined,
    queryFn: async ({ signal }) => {
      const options = { commitment: COMMITMENT, encoding: 'base64', dataSlice: { offset: 0, length: 0 } } as const;
      const { value } = await clientOf(rpcUrl)
        .getAccountInfo(of ?? LOADER, options)
        .send({ abortSignal: signal });
      return value?.owner ?? null;
    },
    staleTime: 20_000,
  });
}
