import { handleOf } from '@makerstake/client';
import { useState } from 'react';
import { nameOf, useCreators } from '../../chain/creators.ts';
import { useT } from '../../i18n/index.tsx';
import { Badge, Card, Empty } from '../../ui/basics.tsx';
import { Chip, Moment } from '../../ui/chain.tsx';
import { TextField } from '../../ui/form.tsx';
import { Paged, Table } from '../../ui/pager.tsx';
import { Loaded } from '../../ui/query.tsx';
import { creatorTexts } from './texts.ts';

/** Everybody who registered. */
export function Everyone() {
  const t = useT(creatorTexts);
  const query = useCreators();
  const [wanted, setWanted] = useState('');
  return (
    <Card title={t('everyone')} aside={query.data && <Badge>{query.data.length}</Badge>} className="xl:col-span-2">
      <Loaded query={query}>
        {(creators) => {
          if (creators.length === 0) return <Empty title={t('nobody')} />;
          const text = wanted.trim().replace(/^@/, '').toLowerCase();
          const shown = creators.filter(
            (creator) => nameOf(creator).toLowerCase().includes(text) || creator.address.toLowerCase().includes(text),
          );
          return (
            <div className="space-y-4">
              <TextField label={t('find')} value={wanted} onChange={(event) => setWanted(event.target.value)} />
              <Paged items={shown}>
                {(page) => (
                  <Table
                    caption={t('everyone')}
                    head={[t('handle'), t('address'), t('since')]}
                    rows={page.map((creator) => {
                      const handle = handleOf(creator.handle);
                      return [
                        handle ? `@${handle}` : '—',
                        <Chip key="a" id={creator.address} />,
                        <Moment key="m" at={creator.createdAt} />,
                      ];
                    })}
                  />
                )}
              </Paged>
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}
