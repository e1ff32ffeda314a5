/** Reading of accounts as a node answers them, into the types of the generated clients. */
import { type Decoder, isAddress } from '@solana/kit';

/** An answer that is not what a node answers: of something else, or of another version. */
export class ShapeFault extends Error {
  constructor(
    readonly field: string,
    reason: string,
  ) {
    super(`The node's answer has ${reason} in ${field}.`);
  }
}

/** What only programs need, which nodes leave out. */
const isInternal = (field: string): boolean => field === 'reserved' || field === 'discriminator' || field === 'bump';

const snake = (name: string): string => name.replace(/[A-Z]|(?<=[a-z])\d+/g, (part) => `_${part.toLowerCase()}`);

/** A value in the form of an example: what a decoder gives for zeros says which type each field has. */
function like(example: unknown, given: unknown, field: string): unknown {
  if (typeof example === 'bigint') {
    if (typeof given === 'string' ? /^-?\d{1,39}$/.test(given) : Number.isSafeInteger(given))
      return BigInt(given as string);
    throw new ShapeFault(field, 'no integer');
  }
  if (typeof example === 'number') {
    if (Number.isSafeInteger(given)) return given;
    throw new ShapeFault(field, 'no number');
  }
  if (example instanceof Uint8Array) {
    if (typeof given !== 'string' || given.length !== 2 * example.length || !/^[0-9a-f]*$/.test(given))
      throw new ShapeFault(field, `no ${example.length} bytes`);
    return Uint8Array.from(example, (_, at) => Number.parseInt(given.slice(2 * at, 2 * at + 2), 16));
  }
  if (typeof example === 'string') {
    if (typeof given === 'string' && isAddress(given)) return given;
    throw new ShapeFault(field, 'no address');
  }
  if (typeof example === 'boolean') {
    if (typeof given === 'boolean') return given;
    throw new ShapeFault(field, 'neither true nor false');
  }
  if (Array.isArray(example)) {
    if (!Array.isArray(given) || given.length !== example.length)
      throw new ShapeFault(field, `no list of ${example.length}`);
    return given.map((each, at) => like(example[at], each, `${field}[${at}]`));
  }
  throw new ShapeFault(field, 'a type that accounts do not have');
}

/** An account out of a node's fields, by the decoder of its type. Throws {@link ShapeFault} where they are not those of it. */
export function accountOf<T extends object>(decoder: Decoder<T> & { fixedSize: number }, given: unknown): T {
  if (typeof given !== 'object' || given === null) throw new ShapeFault('account', 'no fields');
  const fields = given as Readonly<Record<string, unknown>>;
  const example = decoder.decode(new Uint8Array(decoder.fixedSize)) as Readonly<Record<string, unknown>>;
  const read = Object.entries(example).map(([name, zero]) => [
    name,
    isInternal(name) ? zero : like(zero, fields[snake(name)], snake(name)),
  ]);
  return Object.fromEntries(read) as T;
}
