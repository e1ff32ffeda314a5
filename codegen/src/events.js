// Decoders of events, from the discriminators of the IDL; the types themselves are rendered by codama.
import { camel, pascal } from './names.js';

/** `events.rs`: one enum over the program's events. */
export function rustEvents(idl) {
  const events = idl.events ?? [];
  const variants = events.map(({ name }) => `    ${name}(types::${name}),`).join('\n');
  const arms = events
    .map(({ name, discriminator }) => {
      const pattern = `[${discriminator.join(', ')}, body @ ..]`;
      return `            ${pattern} => types::${name}::deserialize(&mut &body[..]).map(Self::${name}),`;
    })
    .join('\n');
  return `//! The program's events, as they are in the "Program data" lines of its logs.

use super::types;
use borsh::BorshDeserialize;
use std::io::{Error, ErrorKind, Result};

/// An event of this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
${variants}
}

impl Event {
    /// Decodes the bytes of one "Program data" line.
    ///
    /// # Errors
    /// The bytes are no event of this program, or are cut short.
    pub fn from_bytes(data: &[u8]) -> Result<Self> {
        match data {
${arms}
            _ => Err(Error::new(ErrorKind::InvalidData, "not an event of this program")),
        }
    }
}
`;
}

/** `events.ts`: a tagged union over the program's events. */
export function typescriptEvents(idl) {
  const events = idl.events ?? [];
  const imports = events.map(({ name }) => `  get${name}Decoder,\n  type ${name},`).join('\n');
  const union = events.map(({ name }) => `  | { name: "${camel(name)}"; data: ${name} }`).join('\n');
  const rows = events
    .map(({ name, discriminator }) => {
      const decode = `(body) => ({ name: "${camel(name)}", data: get${name}Decoder().decode(body) })`;
      return `  { discriminator: [${discriminator.join(', ')}], decode: ${decode} },`;
    })
    .join('\n');
  const type = `${pascal(idl.metadata.name)}Event`;
  return `/** The program's events, as they are in the "Program data" lines of its logs. */
import type { ReadonlyUint8Array } from "@solana/kit";
import {
${imports}
} from "../types/index.ts";

export type ${type} =
${union};

type Row = {
  discriminator: readonly number[];
  decode: (body: ReadonlyUint8Array) => ${type};
};

const ROWS: readonly Row[] = [
${rows}
];

/** Decodes the bytes of one "Program data" line; undefined when it is no event of this program. */
export function decode${type}(data: ReadonlyUint8Array): ${type} | undefined {
  const row = ROWS.find(({ discriminator }) => discriminator.every((byte, index) => data[index] === byte));
  return row?.decode(data.slice(row.discriminator.length));
}
`;
}
