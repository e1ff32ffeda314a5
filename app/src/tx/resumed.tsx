import type { Signature } from '@solana/kit';
import { useEffect, useState } from 'react';
import { clientOf } from '../chain/rpc.ts';
import { common } from '../i18n/common.ts';
import { useT } from '../i18n/index.tsx';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/basics.tsx';
import { Chip } from '../ui/chain.tsx';
import { Explain } from './explain.tsx';
import { reviewTexts } from './review-texts.ts';
import { follow, type Outcome } from './send.ts';
import { forgetSent, type Sent } from './sent.ts';

/** What was on its way when the page was loaded again, followed to its end. */
export default function Resumed({ sent, onClose }: { sent: Sent; onClose: () => void }) {
  const t = useT(reviewTexts);
  const c = useT(common);
  const [outcome, setOutcome] = useState<Outcome>();
  const stage = outcome?.end ?? 'sent';
  useEffect(() => {
    const control = new AbortController();
    const { rpcUrl, signature, wire, lastValidBlockHeight, programs } = sent;
    follow(clientOf(rpcUrl), signature as Signature, wire, lastValidBlockHeight, programs, control.signal)
      .then((end) => {
        forgetSent();
        setOutcome(end);
      })
      .catch(() => undefined);
    return () => control.abort();
  }, [sent]);
  useEffect(() => announce(t(stage)), [stage, t]);
  return (
    <section
      aria-label={t('before')}
      data-resumed={stage}
      className="card fixed bottom-4 left-4 z-40 max-w-[calc(100vw-2rem)] space-y-1 px-4 py-3 text-sm sm:max-w-md"
    >
      <p className="text-muted">
        {t('before')}: <bdi>{sent.title}</bdi>
      </p>
      <p className="font-semibold">
        {t(stage)} <Chip id={sent.signature} kind="tx" />
      </p>
      {outcome?.end === 'failed' && <Explain failure={outcome.failure} />}
      {outcome && (
        <Button small onClick={onClose}>
          {c('close')}
        </Button>
      )}
    </section>
  );
}
