import { isAddress } from '@solana/kit';
import { useRoute } from 'wouter';
import { useT } from '../../i18n/index.tsx';
import { PageHead } from '../../ui/basics.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Attest } from './attest.tsx';
import { Batches } from './batches.tsx';
import { Certificate } from './certificate.tsx';
import { AllWorks, MyWorks } from './list.tsx';
import { worksTexts } from './texts.ts';
import { Verify } from './verify.tsx';

/** What was made, by whom, since when. */
export default function WorksPage() {
  const t = useT(worksTexts);
  const [isOne, params] = useRoute('/works/:at');
  if (isOne && isAddress(params.at)) return <Certificate key={params.at} at={params.at} />;
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Tabs
        base="/works"
        label={t('title')}
        tabs={[
          { id: 'verify', name: t('verify'), content: <Verify /> },
          { id: 'attest', name: t('attest'), content: <Attest /> },
          { id: 'mine', name: t('mine'), content: <MyWorks /> },
          { id: 'batches', name: t('batches'), content: <Batches /> },
          { id: 'all', name: t('all'), content: <AllWorks /> },
        ]}
      />
    </>
  );
}
