import { short } from '../chain/format.ts';
import { useMint } from '../chain/mint.ts';
import { useT } from '../i18n/index.tsx';
import { cx } from '../ui/basics.tsx';
import { Amount } from '../ui/chain.tsx';
import type { Prepared } from './prepare.ts';
import { reviewTexts } from './review-texts.ts';

/** So much more or less, in the colour of it. */
function Change({ change, decimals, unit }: { change: bigint; decimals: number; unit: string }) {
  return (
    <span className={cx('font-semibold', change < 0n ? 'text-bad' : 'text-good')}>
      {change > 0n && '+'}
      <Amount units={change} decimals={decimals} unit={unit} most={decimals} />
    </span>
  );
}

function Row({
  name,
  before,
  after,
  decimals,
  unit,
}: {
  name: string;
  before: bigint;
  after: bigint;
  decimals: number;
  unit: string;
}) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 py-1.5">
      <span>{name}</span>
      <Change change={after - before} decimals={decimals} unit={unit} />
    </li>
  );
}

/** SOL that are in the total already. */
function Part({ name, change }: { name: string; change: bigint }) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 py-1 pl-5 text-muted">
      <span>{name}</span>
      <Amount units={change} decimals={9} unit="SOL" most={9} />
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
  const { sol, tokens, shares, rent, bond, returned, created } = effects;
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
      <li>
        <details data-cost>
          <summary className="flex cursor-pointer flex-wrap items-baseline justify-between gap-x-4 rounded py-1.5">
            <span>
              {t('yourSol')} <span className="text-muted underline">{t('parts')}</span>
            </span>
            <Change change={sol ? sol.after - sol.before : -fee} decimals={9} unit="SOL" />
          </summary>
          <ul className="pb-2">
            {rent > 0n && <Part name={t('rent', { n: created.length })} change={-rent} />}
            {bond > 0n && <Part name={t('bond')} change={-bond} />}
            {returned > 0n && <Part name={t('returned')} change={returned} />}
            <Part name={t('fee')} change={-fee} />
            {prepared.priority > 0n && <Part name={t('ofPriority')} change={-prepared.priority} />}
          </ul>
        </details>
      </li>
    </ul>
  );
}
