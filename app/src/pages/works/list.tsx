import type { UseQueryResult } from '@tanstack/react-query';
import type { Found } from '../../chain/accounts.ts';
import { useMe } from '../../chain/creators.ts';
import { type Attestation, useAttestations } from '../../chain/works.ts';
import { common } from '../../i18n/common.ts';
import { useT } from '../../i18n/index.tsx';
import { Card, Empty } from '../../ui/basics.tsx';
import { Paged } from '../../ui/pager.tsx';
import { Loaded } from '../../ui/query.tsx';
import { worksTexts } from './texts.ts';
import { Work } from './work.tsx';

function List({ query, empty }: { query: UseQueryResult<Found<Attestation>[]>; empty: string }) {
  return (
    <Loaded query={query}>
      {(works) =>
        works.length === 0 ? (
          <Empty title={empty} />
        ) : (
          <Paged items={works} size={8}>
            {(shown) => (
              <ul className="grid gap-4 lg:grid-cols-2">
                {shown.map((work) => (
                  <li key={work.address}>
                    <Card>
                      <Work work={work} />
                    </Card>
                  </li>
                ))}
              </ul>
            )}
          </Paged>
        )
      }
    </Loaded>
  );
}

/** What I attested. */
export function MyWorks() {
  const t = useT(worksTexts);
  const c = useT(common);
  const { me, isUnknown, query } = useMe();
  if (isUnknown) return <Loaded query={query}>{() => null}</Loaded>;
  if (!me) return <Empty title={t('emptyMine')}>{c('needCreator')}</Empty>;
  return <Mine creator={me.address} />;
}

function Mine({ creator }: { creator: Found<Attestation>['creator'] }) {
  const t = useT(worksTexts);
  return <List query={useAttestations(creator)} empty={t('emptyMine')} />;
}

/** What anybody attested. */
export function AllWorks() {
  const t = useT(worksTexts);
  return <List query={useAttestations()} empty={t('empty')} />;
}
