import { useT } from '../../i18n/index.tsx';
import { PageHead } from '../../ui/basics.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Attest } from './attest.tsx';
import { Batches } from './batches.tsx';
import { AllWorks, MyWorks } from './list.tsx';
import { worksTexts } from './texts.ts';
import { Verify } from './verify.tsx';

/** What was made, by whom, since when. */
export default function WorksPage() {
  const t = useT(worksTexts);
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
