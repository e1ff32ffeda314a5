import type { Found } from '../../chain/accounts.ts';
import { type Pool, usePool } from '../../chain/equity.ts';
import { common } from '../../i18n/common.ts';
import { useT } from '../../i18n/index.tsx';
import { Empty, PageHead } from '../../ui/basics.tsx';
import { Loaded } from '../../ui/query.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CapTable } from './cap-table.tsx';
import { Grants } from './grants.tsx';
import { MyPosition } from './position.tsx';
import { ownershipTexts } from './texts.ts';

/** Who owns how much, and what I can do with mine. */
export default function OwnershipPage() {
  const t = useT(ownershipTexts);
  const c = useT(common);
  const query = usePool();
  const tabs = (pool: Found<Pool>) => [
    { id: 'mine', name: t('mine'), content: <MyPosition pool={pool} /> },
    { id: 'grants', name: t('grants'), content: <Grants pool={pool} /> },
    { id: 'table', name: t('table'), content: <CapTable pool={pool} /> },
  ];
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Loaded query={query}>
        {({ pool }) =>
          pool ? (
            <Tabs base="/ownership" label={t('title')} tabs={tabs(pool)} />
          ) : (
            <Empty title={c('noPlatform')}>{c('noPlatformLead')}</Empty>
          )
        }
      </Loaded>
    </>
  );
}
