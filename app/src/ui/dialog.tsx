import { type ReactNode, useEffect, useId, useRef } from 'react';
import { holdBack } from '../places/dialogs.ts';

/**
 * A dialog above everything else. The browser's own: it keeps the focus inside, gives it back afterwards, and makes the
 * rest of the page inert, without a line of script or an inline style.
 */
export function Dialog({
  open,
  title,
  onClose,
  canClose = true,
  closeLabel,
  children,
}: {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  /** False while closing would lose sight of something under way. */
  canClose?: boolean;
  closeLabel: string;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  // Back closes it, where it may be closed.
  const leave = useRef((): boolean => true);
  leave.current = () => {
    if (canClose) onClose();
    return canClose;
  };
  useEffect(() => (open ? holdBack(() => leave.current()) : undefined), [open]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (canClose) onClose();
      }}
      className="card rise m-auto max-h-[92dvh] w-[min(40rem,calc(100vw-1.5rem))] overflow-auto p-0 text-ink max-sm:mb-0 max-sm:w-full max-sm:max-w-full max-sm:rounded-b-none"
    >
      {open && (
        <div className="p-5 sm:p-7">
          <header className="mb-4 flex items-start justify-between gap-4">
            <h2 id={id} className="font-display text-3xl leading-tight">
              {title}
            </h2>
            <button
              type="button"
              disabled={!canClose}
              onClick={onClose}
              aria-label={closeLabel}
              className="grid size-10 shrink-0 place-items-center rounded-full border border-line text-xl leading-none hover:bg-sunken disabled:opacity-40"
            >
              <span aria-hidden="true">×</span>
            </button>
          </header>
          {children}
        </div>
      )}
    </dialog>
  );
}
