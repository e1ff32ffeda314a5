import { DAY } from '@makerstake/client';
import { type Address, isAddress } from '@solana/kit';
import { fromHex, hex } from '../chain/bytes.ts';
import type { Text } from '../i18n/index.tsx';
import { faults } from './fault.ts';

/** How one field stands in the file of a proposal, and what it is to us. */
export interface Field<T> {
  read: (found: unknown, place: string) => T;
  write: (value: T, place: string) => unknown;
  /** What a field that is left out means; without this, it must be there. */
  absent?: { value: T };
}

/** Fields under their names. */
export type Fields<T> = { [K in keyof T]: Field<T[K]> };

const within = (place: string, name: string) => (place === '' ? name : `${place}: ${name}`);

/** An object with exactly these fields. `renamed` says what ours are called in the file. */
export function object<T extends object>(
  fields: Fields<T>,
  renamed: Partial<Record<keyof NoInfer<T>, string>> = {},
): Field<T> {
  const entries = Object.entries(fields) as [keyof T & string, Field<unknown>][];
  const named = (ours: keyof T & string) => renamed[ours] ?? ours.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
  const names = new Set(entries.map(([ours]) => named(ours)));
  return {
    read: (found, place) => {
      if (typeof found !== 'object' || found === null || Array.isArray(found))
        throw faults.value(place || 'file', found, TABLE);
      const all = new Map(Object.entries(found));
      for (const name of all.keys()) if (!names.has(name)) throw faults.unknown(within(place, name));
      const read = entries.map(([ours, field]) => {
        const name = named(ours);
        if (all.has(name)) return [ours, field.read(all.get(name), within(place, name))];
        if (!field.absent) throw faults.missing(within(place, name));
        return [ours, field.absent.value];
      });
      return Object.fromEntries(read) as T;
    },
    write: (value, place) =>
      Object.fromEntries(
        entries.map(([ours, field]) => {
          const name = named(ours);
          const isAbsent = field.absent && value[ours] === field.absent.value;
          return [name, isAbsent ? undefined : field.write(value[ours], within(place, name))];
        }),
      ),
  };
}

const TABLE: Text = { en: 'a table of fields', nl: 'een tabel van velden', es: 'una tabla de campos' };
const LIST: Text = { en: 'a list', nl: 'een lijst', es: 'una lista' };

/** A list of things. */
export const list = <T>(item: Field<T>): Field<readonly T[]> => ({
  read: (found, place) => {
    if (!Array.isArray(found)) throw faults.value(place, found, LIST);
    return found.map((each, at) => item.read(each, `${place} ${at + 1}`));
  },
  write: (items, place) => items.map((each, at) => item.write(each, `${place} ${at + 1}`)),
});

/** As `field`, which may be left out. */
export const optional = <T>(field: Field<T>): Field<T | undefined> => ({
  read: field.read,
  write: (value, place) => (value === undefined ? undefined : field.write(value, place)),
  absent: { value: undefined },
});

/** As `field`, which stands for `value` where it is left out. */
export const otherwise = <T>(field: Field<T>, value: T): Field<T> => ({ ...field, absent: { value } });

function wholeNumber(least: bigint, most: bigint): Field<bigint> {
  const wanted: Text = {
    en: `a whole number from ${least} to ${most}`,
    nl: `een geheel getal van ${least} tot en met ${most}`,
    es: `un número entero de ${least} a ${most}`,
  };
  return {
    read: (found, place) => {
      if (typeof found !== 'bigint' || found < least || found > most) throw faults.value(place, found, wanted);
      return found;
    },
    write: (value) => value,
  };
}

/** An unsigned number that fits into a JavaScript one. */
function small(bits: number): Field<number> {
  const whole = wholeNumber(0n, (1n << BigInt(bits)) - 1n);
  return { read: (found, place) => Number(whole.read(found, place)), write: (value) => BigInt(value) };
}

export const u8 = small(8);
export const u16 = small(16);
export const u32 = small(32);
export const u64 = wholeNumber(0n, (1n << 64n) - 1n);
export const i64 = wholeNumber(-(1n << 63n), (1n << 63n) - 1n);

/** A period, in days there and in seconds here. */
export const days: Field<number> = {
  read: (found, place) => Math.min(u32.read(found, place) * DAY, 0xffffffff),
  write: (seconds, place) => {
    if (seconds % DAY !== 0) throw faults.partOfDay(place);
    return BigInt(seconds / DAY);
  },
};

const WORDS: Text = { en: 'text', nl: 'tekst', es: 'texto' };
export const string: Field<string> = {
  read: (found, place) => {
    if (typeof found !== 'string') throw faults.value(place, found, WORDS);
    return found;
  },
  write: (value) => value,
};

const YES_OR_NO: Text = { en: 'true or false', nl: 'true of false', es: 'true o false' };
export const bool: Field<boolean> = {
  read: (found, place) => {
    if (typeof found !== 'boolean') throw faults.value(place, found, YES_OR_NO);
    return found;
  },
  write: (value) => value,
};

const ADDRESS: Text = {
  en: 'an address: 32 bytes in base 58',
  nl: 'een adres: 32 bytes in base 58',
  es: 'una dirección: 32 bytes en base 58',
};
export const key: Field<Address> = {
  read: (found, place) => {
    if (typeof found !== 'string' || !isAddress(found)) throw faults.value(place, found, ADDRESS);
    return found;
  },
  write: (value) => value,
};

/** Bytes in hexadecimal: so many, or any number. */
export function bytes(length?: number): Field<Uint8Array> {
  const wanted: Text =
    length === undefined
      ? {
          en: 'an even number of hexadecimal digits',
          nl: 'een even aantal hexadecimale cijfers',
          es: 'un número par de dígitos hexadecimales',
        }
      : {
          en: `${length * 2} hexadecimal digits`,
          nl: `${length * 2} hexadecimale cijfers`,
          es: `${length * 2} dígitos hexadecimales`,
        };
  return {
    read: (found, place) => {
      const read = typeof found === 'string' ? fromHex(found) : undefined;
      if (!read || (length !== undefined && read.length !== length)) throw faults.value(place, found, wanted);
      return read;
    },
    write: (value) => hex(value),
  };
}
export const hash = bytes(32);

/** One of these words, which stands for its place among them. */
export function oneOf(words: readonly string[]): Field<number> {
  const all = words.join(', ');
  const wanted: Text = { en: `one of ${all}`, nl: `een van ${all}`, es: `uno de ${all}` };
  return {
    read: (found, place) => {
      const at = typeof found === 'string' ? words.indexOf(found) : -1;
      if (at < 0) throw faults.value(place, found, wanted);
      return at;
    },
    write: (value) => words[value],
  };
}
