/** A number of base units as a decimal text, exactly, whatever its size. */
export function decimal(units: bigint, decimals: number): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const rest = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return sign + whole + (rest ? `.${rest}` : '');
}

/** Base units as people of a language write them; never rounded unless `most` fraction digits are asked for. */
export function amount(units: bigint, decimals: number, locale: string, most = decimals): string {
  const format = new Intl.NumberFormat(locale, {
    maximumFractionDigits: Math.min(most, 20),
    roundingMode: 'trunc',
  } as never);
  return format.format(decimal(units, decimals) as unknown as number);
}

/** Basis points as a percentage. */
export const percent = (bps: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(bps / 10_000);

/** Millionths as a percentage. */
export const millionths = (ppm: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }).format(ppm / 1_000_000);

/** `part` of `whole` as a percentage; nothing of nothing is 0 %. */
export function share(part: bigint, whole: bigint, locale: string, digits = 2): string {
  const bps = whole === 0n ? 0 : Number((part * 10n ** BigInt(digits + 2)) / whole) / 10 ** (digits + 2);
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(bps);
}

/** Start and end of an address. */
export const short = (address: string): string => `${address.slice(0, 4)}…${address.slice(-4)}`;

/** Whether a calendar reaches this moment; the chain's clock counts much further. */
const isOnCalendar = (seconds: number | bigint): boolean => Math.abs(Number(seconds)) <= 8_640_000_000_000;

/** A date and time in the person's zone; the bare number of seconds where no calendar reaches. */
export const dateTime = (seconds: number | bigint, locale: string): string => {
  if (!isOnCalendar(seconds)) return `${seconds} s`;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(Number(seconds) * 1000),
  );
};

/** A date in the person's zone. */
export const date = (seconds: number | bigint, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(Number(seconds) * 1000));

/** The same moment in UTC, as everybody reads it. */
export const utc = (seconds: number | bigint): string =>
  `${isoTime(seconds)?.slice(0, 19).replace('T', ' ') ?? seconds} UTC`;

/** The same moment for machines; undefined where no calendar reaches. */
export const isoTime = (seconds: number | bigint): string | undefined =>
  isOnCalendar(seconds) ? new Date(Number(seconds) * 1000).toISOString() : undefined;

/** A length of time in its two largest units, such as "6 days 23 hr"; rounds up, so it never reads zero too early. */
export function duration(seconds: number, locale: string): string {
  const left = Math.max(0, Math.ceil(seconds));
  const parts: [number, string][] = [
    [Math.floor(left / 86_400), 'day'],
    [Math.floor((left % 86_400) / 3_600), 'hour'],
    [Math.floor((left % 3_600) / 60), 'minute'],
    [left % 60, 'second'],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  const shown = first < 0 ? parts.slice(3) : parts.slice(first, first + 2).filter(([n]) => n > 0);
  const unit = ([n, name]: [number, string]) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: name === 'day' ? 'long' : 'short' }).format(
      n,
    );
  return shown.map(unit).join(' ');
}
