import { handleOf } from '@makerstake/client';
import { isAddress } from '@solana/kit';
import { useDeferredValue } from 'react';
import { Link, useRoute, useSearchParams } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { type Creator, nameOf, useCreators } from '../../chain/creators.ts';
import { usePool, usePositions } from '../../chain/equity.ts';
import { amount, share } from '../../chain/format.ts';
import { useAbout } from '../../chain/metadata.ts';
import { useAttestations } from '../../chain/works.ts';
import { texts, useLocale, useT } from '../../i18n/index.tsx';
import { pageOf } from '../../markdown/markdown.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge, Card, Empty, Facts, PageHead, Stat, Stats } from '../../ui/basics.tsx';
import { Chip, Moment } from '../../ui/chain.tsx';
import { TextField } from '../../ui/form.tsx';
import { Paged } from '../../ui/pager.tsx';
import { Loaded } from '../../ui/query.tsx';
import { Share } from '../../ui/share.tsx';
import { Work } from '../works/work.tsx';

const t0 = texts({
  title: { en: 'Creators', nl: 'Makers', es: 'Creadores' },
  lead: {
    en: 'Who registered here, and what they made.',
    nl: 'Wie zich hier registreerde, en wat zij maakten.',
    es: 'Quién se registró aquí, y qué hizo.',
  },
  find: { en: 'Find by handle or address', nl: 'Zoeken op handle of adres', es: 'Buscar por alias o dirección' },
  nobody: {
    en: 'Nobody by that name or address',
    nl: 'Niemand met die naam of dat adres',
    es: 'Nadie con ese nombre o dirección',
  },
  all: { en: 'All creators', nl: 'Alle makers', es: 'Todos los creadores' },
  since: { en: 'Registered', nl: 'Geregistreerd', es: 'Registro' },
  wallet: { en: 'Wallet', nl: 'Wallet', es: 'Cartera' },
  address: { en: 'Address', nl: 'Adres', es: 'Dirección' },
  works: { en: 'Works', nl: 'Werken', es: 'Obras' },
  noWorks: { en: 'No works yet', nl: 'Nog geen werken', es: 'Aún no hay obras' },
  shares: { en: 'Shares', nl: 'Aandelen', es: 'Participaciones' },
  earned: { en: 'Of these earned', nl: 'Daarvan verdiend', es: 'De ellas ganadas' },
  own: { en: 'In their own words', nl: 'In eigen woorden', es: 'En sus propias palabras' },
});

/** Everybody who registered, or one of them by handle or address. */
export default function CreatorsPage() {
  const t = useT(t0);
  const query = useCreators();
  const [isOne, params] = useRoute('/creators/:who');
  if (!isOne)
    return (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <Loaded query={query}>{(creators) => <Directory creators={creators} />}</Loaded>
      </>
    );
  const who = decodeURIComponent(params.who).replace(/^@/, '');
  return (
    <>
      <p className="mb-3 print:hidden">
        <Link href="/creators" className="text-accent underline">
          ← {t('all')}
        </Link>
      </p>
      <Loaded query={query}>
        {(creators) => {
          const found = creators.find((creator) =>
            isAddress(who) ? creator.address === who || creator.authority === who : handleOf(creator.handle) === who,
          );
          return found ? <Profile creator={found} /> : <PageHead title={t('nobody')} />;
        }}
      </Loaded>
    </>
  );
}

function Directory({ creators }: { creators: readonly Found<Creator>[] }) {
  const t = useT(t0);
  const [asked, ask] = useSearchParams();
  const words = asked.get('q') ?? '';
  const text = useDeferredValue(words).trim().replace(/^@/, '').toLowerCase();
  const shown = creators.filter(
    (creator) => nameOf(creator).toLowerCase().includes(text) || creator.address.toLowerCase().includes(text),
  );
  return (
    <div className="space-y-5">
      <search className="block max-w-md">
        <TextField
          label={t('find')}
          type="search"
          value={words}
          onChange={(event) => ask(event.target.value ? { q: event.target.value } : {}, { replace: true })}
        />
      </search>
      {shown.length === 0 ? (
        <Empty title={t('nobody')} />
      ) : (
        <Paged items={shown} size={24}>
          {(page) => (
            <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
              {page.map((creator) => (
                <li key={creator.address}>
                  <One creator={creator} />
                </li>
              ))}
            </ul>
          )}
        </Paged>
      )}
    </div>
  );
}

function One({ creator }: { creator: Found<Creator> }) {
  const about = useAbout(creator.profileHash);
  return (
    <Link
      href={`/creators/${handleOf(creator.handle) ?? creator.address}`}
      className="card flex items-center gap-3 p-4 hover:bg-sunken"
    >
      <Avatar address={creator.address} picture={about?.picture} className="size-12" />
      <span className="min-w-0">
        <bdi className="block truncate font-semibold">{nameOf(creator)}</bdi>
        {about?.title && <bdi className="block truncate text-muted text-sm">{about.title}</bdi>}
      </span>
    </Link>
  );
}

function Profile({ creator }: { creator: Found<Creator> }) {
  const t = useT(t0);
  const locale = useLocale();
  const about = useAbout(creator.profileHash);
  const works = useAttestations(creator.address);
  const { data } = usePool();
  const { data: positions } = usePositions(data?.pool?.address);
  const position = positions?.find(({ holder }) => holder === creator.address);
  const [own, earned] = [position?.own[0] ?? 0n, position?.earned[0] ?? 0n];
  const name = nameOf(creator);
  return (
    <>
      <PageHead
        name={name}
        title={
          <span className="flex items-center gap-4">
            <Avatar address={creator.address} picture={about?.picture} className="size-16" />
            <bdi className="min-w-0 break-words">{name}</bdi>
          </span>
        }
        lead={about?.title && <bdi>{about.title}</bdi>}
      >
        <Share />
      </PageHead>
      <div className="space-y-6">
        <Card>
          <Stats>
            <Stat label={t('works')} value={works.data ? works.data.length.toLocaleString(locale) : '…'} />
            <Stat
              label={t('shares')}
              value={positions ? amount(own, 6, locale, 0) : '…'}
              note={data?.pool && share(own, data.pool.total[0] ?? 0n, locale)}
            />
            <Stat label={t('earned')} value={positions ? amount(earned, 6, locale, 0) : '…'} />
          </Stats>
          <div className="mt-5">
            <Facts
              rows={[
                [t('since'), <Moment key="s" at={creator.createdAt} />],
                [t('address'), <Chip key="a" id={creator.address} />],
                [t('wallet'), <Chip key="w" id={creator.authority} />],
              ]}
            />
          </div>
        </Card>
        {about?.about && (
          <Card title={t('own')}>
            <p className="max-w-prose whitespace-pre-wrap">
              <bdi>{about.about}</bdi>
            </p>
            <ul className="mt-3 space-y-1">
              {about.links.flatMap((link) => {
                const url = pageOf(link);
                return url
                  ? [
                      <li key={link}>
                        <a
                          href={url.href}
                          target="_blank"
                          rel="noreferrer noopener nofollow"
                          className="text-accent underline"
                        >
                          {url.host}
                        </a>
                      </li>,
                    ]
                  : [];
              })}
            </ul>
          </Card>
        )}
        <Card title={t('works')} aside={works.data && <Badge>{works.data.length}</Badge>}>
          <Loaded query={works}>
            {(all) =>
              all.length === 0 ? (
                <Empty title={t('noWorks')} />
              ) : (
                <Paged items={all} size={8}>
                  {(page) => (
                    <ul className="grid gap-6 md:grid-cols-2">
                      {page.map((work) => (
                        <li key={work.address}>
                          <Work work={work} />
                        </li>
                      ))}
                    </ul>
                  )}
                </Paged>
              )
            }
          </Loaded>
        </Card>
      </div>
    </>
  );
}
