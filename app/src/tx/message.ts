import {
  type AccountRole,
  type Address,
  appendTransactionMessageInstructions,
  type Blockhash,
  compileTransaction,
  createTransactionMessage,
  getCompiledTransactionMessageDecoder,
  getTransactionDecoder,
  getTransactionEncoder,
  type Instruction,
  pipe,
  setTransactionMessageFeePayer,
  setTransactionMessageLifetimeUsingBlockhash,
} from '@solana/kit';

/** The versions that we build. Neither brings in accounts by lookup tables, so both say the same. */
export type Version = 'legacy' | 0;

/** How long a transaction lives. */
export interface Lifetime {
  blockhash: Blockhash;
  lastValidBlockHeight: bigint;
}

/** An instruction as it stands in the bytes. */
export interface Decoded {
  program: Address;
  accounts: readonly { address: Address; role: AccountRole }[];
  data: Uint8Array;
}

/** What the bytes of a message say. */
export interface Contents {
  feePayer: Address;
  signers: readonly Address[];
  writable: readonly Address[];
  blockhash: string;
  instructions: readonly Decoded[];
  /** Whether it brings in accounts by lookup tables, which we never do and cannot show. */
  lookups: boolean;
}

/** The wire bytes of an unsigned transaction. */
export function compile(
  feePayer: Address,
  instructions: readonly Instruction[],
  lifetime: Lifetime,
  version: Version = 0,
): Uint8Array {
  const message = pipe(
    createTransactionMessage({ version: version as 0 }),
    (m) => setTransactionMessageFeePayer(feePayer, m),
    (m) => setTransactionMessageLifetimeUsingBlockhash(lifetime, m),
    (m) => appendTransactionMessageInstructions(instructions, m),
  );
  return new Uint8Array(getTransactionEncoder().encode(compileTransaction(message)));
}

/** The message within the wire bytes of a transaction: what is signed. */
export function messageOf(wire: Uint8Array): Uint8Array {
  return new Uint8Array(getTransactionDecoder().decode(wire).messageBytes);
}

/** Reads back what the bytes of a message say; nothing is taken from the objects that they were made of. */
export function read(message: Uint8Array): Contents {
  const compiled = getCompiledTransactionMessageDecoder().decode(message);
  if (compiled.version !== 'legacy' && compiled.version !== 0) throw new Error('unknown transaction version');
  const { header, staticAccounts } = compiled;
  const isSigner = (at: number) => at < header.numSignerAccounts;
  const isWritable = (at: number) =>
    isSigner(at)
      ? at < header.numSignerAccounts - header.numReadonlySignerAccounts
      : at < staticAccounts.length - header.numReadonlyNonSignerAccounts;
  const lookups = 'addressTableLookups' in compiled && (compiled.addressTableLookups?.length ?? 0) > 0;
  const at = (index: number): Address => {
    const address = staticAccounts[index];
    if (!address) throw new Error('account beyond the message');
    return address;
  };
  return {
    feePayer: at(0),
    signers: staticAccounts.filter((_, index) => isSigner(index)),
    writable: staticAccounts.filter((_, index) => isWritable(index)),
    blockhash: compiled.lifetimeToken,
    lookups,
    instructions: compiled.instructions.map((instruction) => ({
      program: at(instruction.programAddressIndex),
      accounts: (instruction.accountIndices ?? []).map((index) => ({
        address: at(index),
        role: ((isSigner(index) ? 2 : 0) + (isWritable(index) ? 1 : 0)) as AccountRole,
      })),
      data: new Uint8Array(instruction.data ?? []),
    })),
  };
}
