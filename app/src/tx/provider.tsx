import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react';
import type { Draft } from './draft.ts';
import { sentBefore } from './sent.ts';

const Review = lazy(() => import('./review.tsx'));
const Resumed = lazy(() => import('./resumed.tsx'));
const ReviewContext = createContext<((draft: Draft) => void) | undefined>(undefined);

/** Shows every transaction before it is signed. There is no other way to the wallet. */
export function TransactionProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly { draft: Draft; id: number }[]>([]);
  const [resumed, setResumed] = useState(sentBefore);
  const review = useCallback((draft: Draft) => {
    setShown((before) => [...before, { draft, id: (before.at(-1)?.id ?? 0) + 1 }]);
  }, []);
  const close = (id: number) => setShown((before) => before.filter((each) => each.id !== id));
  return (
    <ReviewContext.Provider value={review}>
      {children}
      <Suspense>
        {resumed && <Resumed sent={resumed} onClose={() => setResumed(undefined)} />}
        {/* One that waits for a wallet which does not answer stays, beside the next. */}
        {shown.map(({ id, draft }) => (
          <Review key={id} draft={draft} onClose={() => close(id)} />
        ))}
      </Suspense>
    </ReviewContext.Provider>
  );
}

/** A function that shows a draft, simulated and in words, and has it signed if the person agrees. */
export function useReview(): (draft: Draft) => void {
  const review = useContext(ReviewContext);
  if (!review) throw new Error('useReview outside of TransactionProvider');
  return review;
}
