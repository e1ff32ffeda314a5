import { useEffect, useState } from 'react';
import { common } from '../i18n/common.ts';
import { useLocale, useRich, useT } from '../i18n/index.tsx';
import { announce } from '../ui/announce.tsx';
import { Button, Notice, Skeleton } from '../ui/basics.tsx';
import { Chip } from '../ui/chain.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { BURNER } from '../wallet/burner-name.ts';
import { useWallet } from '../wallet/context.tsx';
import { Changes } from './changes.tsx';
import type { Draft } from './draft.ts';
import { Explain } from './explain.tsx';
import { Say } from './messages/say.tsx';
import type { Sentence } from './messages/sentence.ts';
import type { Prepared } from './prepare.ts';
import { reviewTexts } from './review-texts.ts';
import { isBusy, type Stage } from './state.ts';
import { useTransaction } from './use-transaction.ts';

/** The transaction in words, effects and costs; the click that signs it; and what became of it. */
export default function Review({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const t = useT(reviewTexts);
  const c = useT(common);
  const locale = useLocale();
  const { wallet, account } = useWallet();
  const isOther = account?.address !== draft.feePayer;
  const { stage, prepared, altered, start, approve, leave, stop } = useTransaction(draft);
  const [isLeft, setLeft] = useState(false);
  const names = { [draft.feePayer]: c('youPlain') };

  useEffect(() => {
    start();
    return stop;
  }, [start, stop]);
  useEffect(() => {
    if (stage.at !== 'ready') announce(t(stage.at));
    // What a wallet answers after it was left is told.
    if (stage.at !== 'signing') setLeft(false);
  }, [stage.at, t]);
  const close = () => {
    if (stage.at !== 'signing') return onClose();
    leave();
    setLeft(true);
  };
  if (isLeft) {
    return (
      <div
        className="card fixed right-4 bottom-4 z-40 flex max-w-[calc(100vw-2rem)] items-center gap-3 px-4 py-3 text-sm"
        data-waiting
      >
        <span>{t('waiting', { title: draft.title[locale] })}</span>
        <Button small onClick={() => setLeft(false)}>
          {t('details')}
        </Button>
      </div>
    );
  }

  return (
    <Dialog open title={draft.title[locale]} canClose={!isBusy(stage)} closeLabel={c('close')} onClose={close}>
      <div data-stage={stage.at} className="space-y-5">
        <StageNotice stage={stage} />
        {draft.about && stage.at !== 'confirmed' && (
          <p className="text-sm" data-about>
            <span className="block text-muted">{draft.about.heading?.[locale] ?? t('voted')}</span>
            <Say sentence={draft.about} locale={locale} names={names} />
          </p>
        )}
        {stage.at === 'preparing' && !prepared && <Skeleton label={t('preparing')} lines={4} />}
        {isOther && (stage.at === 'ready' || stage.at === 'refused') && (
          <OtherAccount account={account?.address} payer={draft.feePayer} />
        )}
        {altered && stage.at === 'changed' && (
          <Sentences title={t('changed')} note={t('changedNote')} sentences={altered.sentences} names={names} />
        )}
        {stage.at === 'guarded' && <Notice title={t('guarded')}>{t('guardedNote')}</Notice>}
        {stage.at === 'late' && (
          <Notice tone="warn" title={t('late')}>
            {t('lateNote')}
          </Notice>
        )}
        {prepared && stage.at !== 'confirmed' && stage.at !== 'changed' && (
          <>
            <Sentences
              title={t('does')}
              note={t('fromBytes')}
              sentences={prepared.sentences.filter(({ tone }) => tone !== 'detail')}
              names={names}
            />
            {prepared.contents.lookups && <Notice tone="bad">{t('lookups')}</Notice>}
            {prepared.simulation.failure && (stage.at === 'ready' || stage.at === 'guarded') && (
              <Notice tone="warn" title={t('wouldFail')}>
                <Explain failure={prepared.simulation.failure} />
                <p className="mt-1">{t('wouldFailNote')}</p>
              </Notice>
            )}
          </>
        )}
        {prepared && (
          <section>
            <h3 className="mb-1 font-semibold">{t('effects')}</h3>
            <Changes prepared={prepared} names={names} />
          </section>
        )}
        {prepared && <Details prepared={prepared} />}
        {wallet?.name === BURNER && stage.at === 'ready' && <p className="text-muted text-sm">{t('burner')}</p>}
        <footer className="sticky bottom-0 z-10 -mx-5 -mb-5 flex empty:hidden flex-wrap justify-end gap-3 border-line border-t bg-surface px-5 py-4 sm:-mx-7 sm:-mb-7 sm:px-7">
          {(stage.at === 'ready' || stage.at === 'refused') && prepared && (
            <>
              <Button onClick={onClose}>{c('cancel')}</Button>
              <Button
                look={isRisky(prepared) ? 'danger' : 'primary'}
                onClick={approve}
                disabled={isOther}
                data-action="sign"
              >
                {stage.at === 'refused' ? t('again') : t('sign')}
              </Button>
            </>
          )}
          {stage.at === 'signing' && <Button onClick={close}>{t('leave')}</Button>}
          {(stage.at === 'guarded' || stage.at === 'late') && altered && (
            <>
              <Button onClick={onClose}>{c('cancel')}</Button>
              <Button look="primary" onClick={altered.go} data-action="send">
                {t('send')}
              </Button>
            </>
          )}
          {stage.at === 'changed' && altered && (
            <>
              <Button onClick={onClose}>{c('cancel')}</Button>
              <Button look="danger" onClick={altered.go}>
                {t('sendChanged')}
              </Button>
            </>
          )}
          {(stage.at === 'expired' || stage.at === 'failed') && (
            <>
              <Button onClick={onClose}>{c('close')}</Button>
              <Button look="primary" onClick={start}>
                {t('again')}
              </Button>
            </>
          )}
          {stage.at === 'confirmed' && (
            <Button look="primary" onClick={onClose} data-action="done">
              {t('done')}
            </Button>
          )}
        </footer>
      </div>
    </Dialog>
  );
}

const isRisky = (prepared: Prepared): boolean =>
  prepared.contents.lookups || prepared.sentences.some((sentence) => sentence.tone === 'danger');

/** The account that this was made for is not the one that the wallet shows: nothing can be signed with another. */
function OtherAccount({ account, payer }: { account: string | undefined; payer: string }) {
  const rich = useRich(reviewTexts);
  const t = useT(reviewTexts);
  return (
    <Notice
      tone="bad"
      title={account ? rich('otherAccount', { account: <Chip key="a" id={account} /> }) : t('noAccount')}
    >
      {rich('otherAccountNote', { payer: <Chip key="p" id={payer} /> })}
    </Notice>
  );
}

/** Where the transaction is, where there is something to say about it. */
function StageNotice({ stage }: { stage: Stage }) {
  const t = useT(reviewTexts);
  const link = 'signature' in stage && stage.signature ? <Chip id={stage.signature} kind="tx" /> : null;
  switch (stage.at) {
    case 'signing':
      return (
        <Notice tone="teal" title={t('signing')}>
          {t('signingNote')}
        </Notice>
      );
    case 'sent':
      return (
        <Notice tone="teal" title={t('sent')}>
          {t('sentNote')} {link}
        </Notice>
      );
    case 'confirmed':
      return (
        <Notice tone="good" title={t('confirmed')}>
          {t('confirmedNote')} {link}
        </Notice>
      );
    case 'expired':
      return (
        <Notice tone="warn" title={t('expired')}>
          {t('expiredNote')} {link}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" title={t('failed')}>
          <Explain failure={stage.failure} /> {link}
        </Notice>
      );
    case 'refused':
      return (
        <Notice tone="warn" title={t('refused')}>
          {t('refusedNote')}
        </Notice>
      );
    default:
      return null;
  }
}

function Sentences({
  title,
  note,
  sentences,
  names,
}: {
  title: string;
  note: string;
  sentences: readonly Sentence[];
  names: Readonly<Record<string, string>>;
}) {
  const t = useT(reviewTexts);
  const locale = useLocale();
  const danger = sentences.some((sentence) => sentence.tone === 'danger');
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <p className="mb-2 text-muted text-sm">{note}</p>
      {danger && (
        <div className="mb-2">
          <Notice tone="bad" title={t('danger')} />
        </div>
      )}
      <ol className="space-y-1.5" data-sentences>
        {sentences.map((sentence, at) => (
          <li
            key={at}
            className={
              sentence.tone === 'danger'
                ? 'rounded-xl bg-bad-soft px-3 py-2 font-medium text-bad'
                : 'rounded-xl bg-sunken px-3 py-2'
            }
          >
            <Say sentence={sentence} locale={locale} names={names} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Details({ prepared }: { prepared: Prepared }) {
  const t = useT(reviewTexts);
  const locale = useLocale();
  const { units, logs } = prepared.simulation;
  const limits = prepared.sentences.filter(({ tone }) => tone === 'detail');
  return (
    <details className="text-sm">
      <summary className="inline-block rounded text-muted">{t('details')}</summary>
      <p className="mt-2">
        {t('units')}: {Number(units).toLocaleString()} CU · {t('size')}: {t('bytes', { n: prepared.size })}
      </p>
      <ul data-limits>
        {limits.map((sentence, at) => (
          <li key={at}>
            <Say sentence={sentence} locale={locale} names={{}} />
          </li>
        ))}
      </ul>
      {logs.length > 0 && (
        <pre className="mt-2 whitespace-pre-wrap rounded-xl bg-sunken p-3 text-xs">{logs.join('\n')}</pre>
      )}
    </details>
  );
}
