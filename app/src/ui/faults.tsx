import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useState } from 'react';

const Faults = createContext<(field: string, isFaulty: boolean) => void>(() => undefined);

/** Knows whether any field within holds something that cannot be used, which a form must not overlook. */
export function WithFaults({ children }: { children: (hasFaults: boolean) => ReactNode }) {
  const [faulty, setFaulty] = useState<ReadonlySet<string>>(new Set());
  const note = useCallback((field: string, isFaulty: boolean) => {
    setFaulty((before) => {
      if (before.has(field) === isFaulty) return before;
      const after = new Set(before);
      if (isFaulty) after.add(field);
      else after.delete(field);
      return after;
    });
  }, []);
  return <Faults.Provider value={note}>{children(faulty.size > 0)}</Faults.Provider>;
}

/** Tells the form around a field whether what stands in it can be used. */
export function useFault(isFaulty: boolean): void {
  const note = useContext(Faults);
  const field = useId();
  useEffect(() => {
    note(field, isFaulty);
    return () => note(field, false);
  }, [note, field, isFaulty]);
}
