// Where the fields of an account lie, by the IDL: to plant bytes that no program would write.
const SIZES = { pubkey: 32, u64: 8, i64: 8, u32: 4, i32: 4, u16: 2, u8: 1, bool: 1 };

/** How many bytes a type of a program takes; arrays and structs of fixed size only. */
function sizeOf(program, type) {
  if (type in SIZES) return SIZES[type];
  if (type.array) return type.array[1] * sizeOf(program, type.array[0]);
  const { fields } = program.types.find(({ name }) => name === type.defined.name).type;
  return fields.reduce((sum, field) => sum + sizeOf(program, field.type), 0);
}

/** Place and size of each field of an account type, and how long the fields are together. */
export function layout(program, name) {
  const { fields } = program.types.find((type) => type.name === name).type;
  const places = {};
  let at = 8;
  for (const field of fields) {
    places[field.name] = { at, size: sizeOf(program, field.type) };
    at += sizeOf(program, field.type);
  }
  return { places, size: at };
}

/** The number (little-endian) in a field of an account. */
export function numberIn(data, places, name) {
  const { at, size } = places[name];
  return Number(data.subarray(at, at + size).reduceRight((value, byte) => value * 256n + BigInt(byte), 0n));
}

/** Writes numbers (little-endian) and bytes into fields of an account. */
export function write(data, places, values) {
  for (const [name, value] of Object.entries(values)) {
    const { at, size } = places[name];
    if (Buffer.isBuffer(value)) value.copy(data, at, 0, Math.min(size, value.length));
    else
      for (let byte = 0, rest = BigInt(value); byte < size; byte += 1, rest >>= 8n)
        data[at + byte] = Number(rest & 255n);
  }
  return data;
}
