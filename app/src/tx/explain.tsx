import { useQuery } from '@tanstack/react-query';
import { answerTexts, hostOf } from '../chain/answer.ts';
import { visible } from '../chain/text.ts';
import { useLocale, useT } from '../i18n/index.tsx';
import { useSettings } from '../settings/settings.ts';
import { Chip } from '../ui/chain.tsx';
import type { Failure } from './failure.ts';
import { reviewTexts } from './review-texts.ts';

/** The reasons of the runtime that mean: no money for the fee or the rent. */
const POOR = ['InsufficientFundsForFee', 'InsufficientFundsForRent', 'AccountNotFound', 'InsufficientFunds'];
const SYSTEM = '11111111111111111111111111111111';

/** Why something failed, which rule was broken, and what to do about it. */
export function Explain({ failure }: { failure: Failure }) {
  const t = useT(reviewTexts);
  const a = useT(answerTexts);
  const { rpcUrl } = useSettings();
  const locale = useLocale();
  const { data: errors } = useQuery({
    queryKey: ['errors'],
    queryFn: () => import('./messages/errors.ts'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (failure.kind === 'network') return <p>{t('network', { reason: failure.reason })}</p>;
  if (failure.kind === 'answer') return <p>{a(failure.fault.is, { host: hostOf(rpcUrl), reason: '', status: 0 })}</p>;
  if (failure.kind === 'wallet') {
    const isBlind = /blind.?sign|0x6808/i.test(failure.reason);
    return (
      <>
        <p>{t('walletSays', { words: visible(failure.reason) })}</p>
        <p className="mt-1">{t(isBlind ? 'blindSigning' : 'walletRemedy')}</p>
      </>
    );
  }
  if (failure.kind === 'switched') return <p>{t('switched')}</p>;
  if (failure.kind === 'other') return <p>{failure.reason}</p>;
  if (failure.kind === 'transaction' || failure.kind === 'instruction') {
    if (POOR.some((reason) => failure.reason.startsWith(reason))) return <p>{t('noSol')}</p>;
    if (failure.reason === 'BlockhashNotFound') return <p>{t('stale')}</p>;
    return <p>{t('runtime', { reason: failure.reason })}</p>;
  }
  const { program, code, instruction } = failure;
  const known = errors?.remedy(program, code);
  return (
    <>
      <p>
        {program === SYSTEM && code === 0
          ? t('exists')
          : program === SYSTEM && code === 1
            ? t('noSol')
            : known
              ? known[locale]
              : t('anchor', { code })}
      </p>
      <p className="mt-1 text-xs opacity-90">
        {t('code', { code: String(code), instruction: instruction + 1 })} <Chip id={program} />
      </p>
    </>
  );
}
