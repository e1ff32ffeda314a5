import type { ButtonHTMLAttributes, ReactNode } from 'react';

export { PageHead } from './page-head.tsx';

/** Joins class names. */
export const cx = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ');

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:brightness-110 border-transparent shadow-sm',
  quiet: 'bg-surface text-ink border-edge hover:bg-sunken',
  ghost: 'bg-transparent text-ink border-transparent hover:bg-sunken',
  danger: 'bg-bad text-paper border-transparent hover:brightness-110',
};

/** A button. With a `reason` it cannot be used, and says why to everybody, also to who cannot hover. */
export function Button({
  look = 'quiet',
  small,
  reason,
  className,
  children,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: keyof typeof LOOKS;
  small?: boolean;
  reason?: string | undefined;
}) {
  const button = (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || reason !== undefined}
      className={cx(
        'inline-flex max-w-full shrink-0 items-center justify-center gap-2 rounded-full border sm:whitespace-nowrap font-medium transition disabled:opacity-55 disabled:shadow-none',
        small ? 'min-h-9 px-3.5 text-sm' : 'min-h-11 px-5',
        LOOKS[look],
        className,
      )}
    >
      {children}
    </button>
  );
  if (reason === undefined) return button;
  return (
    <span className="inline-flex max-w-full flex-col items-start gap-1">
      {button}
      <span className="max-w-prose text-muted text-sm">{reason}</span>
    </span>
  );
}

/** A part of a page with its own ground. */
export function Card({
  title,
  aside,
  children,
  className,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={cx('card rise min-w-0 p-5 sm:p-6', className)}>
      {(title || aside) && (
        <header className="mb-4 flex flex-wrap items-start justify-between gap-3">
          {title && <h2 className="font-semibold text-lg leading-tight">{title}</h2>}
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}

const TONES = {
  plain: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-accent',
  teal: 'bg-teal-soft text-teal',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
};
export type Tone = keyof typeof TONES;

/** A word on the state of something. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 whitespace-nowrap rounded-full px-2.5 py-0.5 font-medium text-xs',
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}

/** Something to know before going on. Those of tone `bad` are announced at once. */
export function Notice({ tone = 'plain', title, children }: { tone?: Tone; title?: ReactNode; children?: ReactNode }) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : undefined}
      className={cx('rounded-2xl px-4 py-3 text-sm', TONES[tone], tone === 'plain' && 'text-ink')}
    >
      {title && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  );
}

/** One number and what it is. */
export function Stat({ label, value, note }: { label: ReactNode; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="tabular mt-0.5 font-display text-3xl leading-tight">{value}</dd>
      {note && <dd className="text-muted text-sm">{note}</dd>}
    </div>
  );
}

/** Several numbers side by side. */
export function Stats({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-x-6 gap-y-5 lg:grid-cols-4">{children}</dl>;
}

/** Rows of a name and what it stands for. */
export function Facts({ rows }: { rows: readonly (readonly [ReactNode, ReactNode])[] }) {
  return (
    <dl className="divide-y divide-line text-sm">
      {rows.map(([name, value], at) => (
        <div key={at} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2">
          <dt className="text-muted">{name}</dt>
          <dd className="tabular min-w-0 text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Where there is nothing yet: why, and what to do about it. */
export function Empty({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="rounded-2xl border border-edge border-dashed px-6 py-10 text-center">
      <p className="font-display text-2xl">{title}</p>
      {children && <div className="mx-auto mt-2 max-w-prose text-muted">{children}</div>}
    </div>
  );
}

/** Grey lines where text will be. */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="space-y-3">
      {Array.from({ length: lines }, (_, at) => (
        <div key={at} className="h-4 animate-pulse rounded bg-sunken" style={{ width: `${92 - at * 13}%` }} />
      ))}
    </div>
  );
}

/** A bar that shows how far something is, with the mark it has to reach. */
export function Meter({
  value,
  goal,
  label,
  tone = 'accent',
}: {
  value: number;
  goal?: number | undefined;
  label: string;
  tone?: 'accent' | 'teal' | 'bad';
}) {
  const fill = { accent: 'fill-accent', teal: 'fill-teal', bad: 'fill-bad' }[tone];
  const at = Math.max(0, Math.min(100, value * 100));
  return (
    <svg
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className="block h-2.5 w-full overflow-visible"
      role="img"
      aria-label={label}
    >
      <rect width="100" height="8" className="fill-sunken" />
      <rect width={at} height="8" className={fill} />
      {goal !== undefined && (
        <rect x={Math.min(99.2, goal * 100)} y="-3" width="0.8" height="14" className="fill-ink" />
      )}
    </svg>
  );
}
