import { useState } from 'react';
import { useNow } from '../chain/clock.ts';
import { explorerUrl } from '../chain/explorer.ts';
import { amount, dateTime, duration, isoTime, short, utc } from '../chain/format.ts';
import { useMint } from '../chain/mint.ts';
import { useCluster } from '../chain/rpc.ts';
import { common } from '../i18n/common.ts';
import { useLocale, useT } from '../i18n/index.tsx';
import { useSettings } from '../settings/settings.ts';
import { announce } from './announce.tsx';

const icon = 'size-4 fill-none stroke-current stroke-2';

/** A text that can be copied, such as a hash. */
export function Copyable({ text, shown, what }: { text: string; shown?: string; what?: string }) {
  const t = useT(common);
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setDone(true);
    announce(t('copied'));
    setTimeout(() => setDone(false), 1_500);
  };
  return (
    <button
      type="button"
      onClick={copy}
      title={text}
      aria-label={`${shown ?? text}: ${t('copy', { what: what ?? text })}`}
      className="inline-flex min-h-6 items-center gap-1 rounded-md px-1 font-mono text-[0.85em] hover:bg-sunken"
    >
      <span>{shown ?? text}</span>
      <svg viewBox="0 0 24 24" className={icon} aria-hidden="true">
        {done ? <path d="m5 13 4 4L19 7" /> : <path d="M9 9h10v11H9zM5 15V4h10" />}
      </svg>
    </button>
  );
}

/** An address or a transaction: short, copied by a click, and linked to the explorer. */
export function Chip({
  id,
  name,
  kind = 'address',
}: {
  id: string;
  name?: string | undefined;
  kind?: 'address' | 'tx';
}) {
  const t = useT(common);
  const settings = useSettings();
  const { data: cluster = 'unknown' } = useCluster();
  return (
    <span className="inline-flex items-center whitespace-nowrap" data-address={id}>
      <Copyable text={id} shown={name ?? short(id)} what={id} />
      {/* biome-ignore lint/a11y/useAnchorContent: the label names what the icon stands for */}
      <a
        href={explorerUrl(kind, id, settings, cluster)}
        target="_blank"
        rel="noreferrer noopener"
        aria-label={t('explorer', { what: short(id) })}
        className="inline-grid size-6 place-items-center rounded text-muted hover:text-accent"
      >
        <svg viewBox="0 0 24 24" className={icon} aria-hidden="true">
          <path d="M14 5h5v5M19 5l-9 9M18 14v5H5V6h5" />
        </svg>
      </a>
    </span>
  );
}

/** A token: its symbol in its own words, and its address, which alone says which token it is. */
export function TokenChip({ mint }: { mint: string }) {
  const { data } = useMint(mint);
  return (
    <span className="inline-flex items-center gap-1.5" data-token={mint}>
      {data?.symbol && (
        <bdi className="max-w-40 truncate font-semibold" title={data.name}>
          {data.symbol}
        </bdi>
      )}
      <Chip id={mint} />
    </span>
  );
}

/** Base units as an amount, with every digit on request. */
export function Amount({
  units,
  decimals = 6,
  unit,
  most = 2,
}: {
  units: bigint;
  decimals?: number;
  unit?: string;
  most?: number;
}) {
  const locale = useLocale();
  return (
    <span className="tabular whitespace-nowrap" title={`${amount(units, decimals, locale)}${unit ? ` ${unit}` : ''}`}>
      {amount(units, decimals, locale, most)}
      {unit && <span className="ml-1 text-[0.7em] text-muted">{unit}</span>}
    </span>
  );
}

/** A moment, in the person's zone, with UTC on request. */
export function Moment({ at }: { at: number | bigint }) {
  const locale = useLocale();
  return (
    <time dateTime={isoTime(at)} title={utc(at)} className="tabular whitespace-nowrap">
      {dateTime(at, locale)}
    </time>
  );
}

/** How long until or since a moment by the chain's clock. */
export function Relative({ at }: { at: number | bigint }) {
  const t = useT(common);
  const locale = useLocale();
  const now = useNow();
  if (now === undefined) return <Moment at={at} />;
  const left = Number(at) - now;
  const time = duration(Math.abs(left), locale);
  return (
    <time dateTime={isoTime(at)} title={utc(at)} className="tabular">
      {left >= 0 ? t('in', { time }) : t('ago', { time })}
    </time>
  );
}
