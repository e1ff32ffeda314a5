import { short } from '../chain/format.ts';
import { useMint } from '../chain/mint.ts';
import { useT } from '../i18n/index.tsx';
import { cx } from '../ui/basics.tsx';
import { Amount } from '../ui/chain.tsx';
import type { Prepared } from './prepare.ts';
import { reviewTexts } from './review-texts.ts';

function Row({
  name,
  before,
  after,
  decimals,
  unit,
  isPart = false,
}: {
  name: string;
  /** Whether it is in a sum above it. */
  isPart?: boolean;
  before?: bigint;
  after: bigint;
  decimals: number;
  unit: string;
}) {
  const change = after - (before ?? 0n);
  return (
    <li className={cx('flex flex-wrap items-baseline justify-between gap-x-4 py-1.5', isPart && 'pl-5 text-muted')}>
      <span>{name}</span>
      <span className={isPart ? undefined : change < 0n ? 'font-semibold text-bad' : 'font-semibold text-good'}>
        {change > 0n && '+'}
        <Amount units={change} decimals={decimals} unit={unit} most={decimals} />
      </span>
    </li>
  );
}

/** A change of tokens, in base units until their mint has told its decimals. */
function TokenRow({
  name,
  mint,
  before,
  after,
}: {
  name: string;
  mint?: string | undefined;
  before: bigint;
  after: bigint;
}) {
  const t = useT(reviewTexts);
  const { data: found } = useMint(mint);
  const decimals = found?.decimals;
  return (
    <Row
      name={name}
      before={before}
      after={after}
      decimals={decimals ?? 0}
      unit={decimals === undefined ? t('baseUnits') : ''}
    />
  );
}

/** What a transaction would change, and what it costs. */
export function Changes({ prepared, names }: { prepared: Prepared; names: Readonly<Record<string, string>> }) {
  const t = useT(reviewTexts);
  const { effects, fee } = prepared.simulation;
  const { sol, tokens, shares, rent, returned, created } = effects;
  const name = (address: string) => names[address] ?? short(address);
  return (
    <ul className="divide-y divide-line text-sm">
      {shares.map((change) => (
        <Row
          key={change.holder + change.pool}
          name={t('sharesOf', { holder: name(change.holder) })}
          before={change.before}
          after={change.after}
          decimals={6}
          unit=""
        />
      ))}
      {tokens.map((change, at) => (
        <TokenRow
          key={at}
          name={t('tokensOf', { mint: short(change.mint ?? ''), owner: name(change.owner) })}
          {...change}
        />
      ))}
      {sol && sol.after !== sol.before && (
        <Row name={t('yourSol')} before={sol.before} after={sol.after} decimals={9} unit="SOL" />
      )}
      {rent > 0n && <Row isPart name={t('rent', { n: created.length })} after={-rent} decimals={9} unit="SOL" />}
      {returned > 0n && <Row isPart name={t('returned')} after={returned} decimals={9} unit="SOL" />}
      <Row isPart name={t('fee')} after={-fee} decimals={9} unit="SOL" />
      {prepared.priority > 0n && (
        <Row isPart name={t('ofPriority')} after={-prepared.priority} decimals={9} unit="SOL" />
      )}
      {!sol && tokens.length === 0 && shares.length === 0 && rent === 0n && (
        <li className="py-1.5 text-muted">{t('nothing')}</li>
      )}
    </ul>
  );
}
