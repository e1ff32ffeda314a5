import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { cx } from './basics.tsx';

const BOX =
  'w-full rounded-xl border border-edge bg-surface px-3.5 py-2.5 text-ink placeholder:text-muted aria-[invalid=true]:border-bad';

interface Frame {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
}

/** A label, a control, what to know about it, and what is wrong with its content. */
function Field({
  label,
  hint,
  error,
  control,
}: Frame & { control: (ids: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => ReactNode }) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {label}
      </label>
      {control({ id, 'aria-describedby': `${id}-note`, 'aria-invalid': Boolean(error) })}
      <p id={`${id}-note`} className={cx('mt-1 text-sm', error ? 'text-bad' : 'text-muted')} aria-live="polite">
        {error || hint}
      </p>
    </div>
  );
}

/** A line of text. */
export function TextField({
  label,
  hint,
  error,
  end,
  className,
  ...rest
}: Frame & InputHTMLAttributes<HTMLInputElement> & { end?: ReactNode }) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      control={(ids) => (
        <div className="flex items-stretch gap-2">
          <input autoComplete="off" spellCheck={false} {...rest} {...ids} className={cx(BOX, className)} />
          {end}
        </div>
      )}
    />
  );
}

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  error,
  className,
  ...rest
}: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      control={(ids) => <textarea rows={4} {...rest} {...ids} className={cx(BOX, className)} />}
    />
  );
}

/** One of several. */
export function Select({ label, hint, error, children, ...rest }: Frame & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      control={(ids) => (
        <select {...rest} {...ids} className={cx(BOX, 'appearance-auto')}>
          {children}
        </select>
      )}
    />
  );
}

/** A yes or a no. */
export function Check({
  label,
  checked,
  onChange,
}: {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className="flex min-h-9 items-center gap-2.5">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-5 accent-accent"
      />
      <span>{label}</span>
    </label>
  );
}
