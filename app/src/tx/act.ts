import { type Address, address, createNoopSigner, type Instruction, type TransactionSigner } from '@solana/kit';
import { useCallback, useMemo } from 'react';
import { common } from '../i18n/common.ts';
import { type Text, useT } from '../i18n/index.tsx';
import { useWallet } from '../wallet/context.tsx';
import type { About } from './draft.ts';
import { useReview } from './provider.tsx';

/** What a page needs to act: who signs, why nothing can be done yet, and the way to the review. */
export interface Act {
  /** The connected account. */
  key: Address | undefined;
  /** Why nothing can be signed; undefined when something can. */
  reason: string | undefined;
  /** Has a transaction reviewed and signed by the connected account. */
  act: (
    title: Text,
    build: (signer: TransactionSigner) => Promise<readonly Instruction[]> | readonly Instruction[],
    onConfirmed?: () => void,
    about?: About,
  ) => void;
}

/** Acting as the connected account. The signer stands in for it: the wallet signs later, and only what was reviewed. */
export function useAct(): Act {
  const c = useT(common);
  const review = useReview();
  const { account } = useWallet();
  const key = useMemo(() => (account ? address(account.address) : undefined), [account]);
  const act = useCallback<Act['act']>(
    (title, build, onConfirmed, about) => {
      if (!key) return;
      const signer = createNoopSigner(key);
      review({
        title,
        feePayer: key,
        build: () => build(signer),
        ...(onConfirmed ? { onConfirmed } : {}),
        ...(about ? { about } : {}),
      });
    },
    [key, review],
  );
  return { key, reason: key ? undefined : c('needWallet'), act };
}
