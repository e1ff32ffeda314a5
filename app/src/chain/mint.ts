import { address } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { useSettings } from '../settings/settings.ts';
import { bytesOf } from './bytes.ts';
import { short } from './format.ts';
import { COMMITMENT, clientOf } from './rpc.ts';
import { visible } from './text.ts';

/** What a mint's account says of its token. Name and symbol are anybody's words: never shown without the address. */
export interface Mint {
  decimals: number;
  name?: string;
  symbol?: string;
}

/** Where a mint's decimals stand in its account, by both token programs. */
const DECIMALS_AT = 44;
/** Token-2022: extensions begin behind the padding and the type of the account; 1 is a mint. */
const TYPE_AT = 165;
const METADATA = 19;
const MAX_NAME = 64;

/** Reads a mint, with the metadata that Token-2022 keeps in it; undefined for what is none. */
export function readMint(data: Uint8Array): Mint | undefined {
  if (data.length < 82 || (data.length > TYPE_AT && data[TYPE_AT] !== 1)) return undefined;
  const decimals = data[DECIMALS_AT] ?? 0;
  try {
    return { decimals, ...metadata(new DataView(data.buffer, data.byteOffset, data.byteLength)) };
  } catch {
    // Extensions that end too early say nothing; the decimals stand before them.
    return { decimals };
  }
}

/** The name and the symbol in the extensions of a mint. Throws where they end within one. */
function metadata(view: DataView): { name: string; symbol: string } | undefined {
  for (let at = TYPE_AT + 1; at + 4 <= view.byteLength; ) {
    const [type, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (type === METADATA) {
      // The update authority and the mint come first.
      let next = at + 4 + 64;
      const text = () => {
        const bytes = view.getUint32(next, true);
        if (next + 4 + bytes > at + 4 + length) throw new RangeError('a text beyond its extension');
        const words = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + next + 4, bytes));
        next += 4 + bytes;
        return visible(words).slice(0, MAX_NAME);
      };
      return { name: text(), symbol: text() };
    }
    at += 4 + length;
  }
  return undefined;
}

/** A mint: its decimals never change, its name hardly ever. */
export function useMint(mint: string | undefined) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'mint', mint],
    enabled: mint !== undefined,
    queryFn: async ({ signal }) => {
      const { value } = await clientOf(rpcUrl)
        .getAccountInfo(address(mint ?? ''), { commitment: COMMITMENT, encoding: 'base64' })
        .send({ abortSignal: signal });
      const found = value && readMint(bytesOf(value.data));
      if (!found) throw new Error('There is no such mint.');
      return found;
    },
    staleTime: 300_000,
  });
}

/** How to call a token in a list: its symbol, if it has one, and always its address. */
export function useTokenName(mint: string): string {
  const { data } = useMint(mint);
  return data?.symbol ? `${data.symbol} · ${short(mint)}` : short(mint);
}
