import { stateAt } from '@makerstake/client';
import { Link } from 'wouter';
import { useNow } from '../../chain/clock.ts';
import { useCreators } from '../../chain/creators.ts';
import { useDistributions, usePool, usePositions } from '../../chain/equity.ts';
import { amount, share } from '../../chain/format.ts';
import { usePlatform, useProposals } from '../../chain/governance.ts';
import { useMint } from '../../chain/mint.ts';
import { useAttestations, useBatches } from '../../chain/works.ts';
import { StackedBar } from '../../charts/bar.tsx';
import { common } from '../../i18n/common.ts';
import { texts, useLocale, useT } from '../../i18n/index.tsx';
import { Card, Empty, Stat, Stats } from '../../ui/basics.tsx';
import { Relative, TokenChip } from '../../ui/chain.tsx';

const t0 = texts({
  title: {
    en: 'Own what you help to build.',
    nl: 'Bezit wat je helpt bouwen.',
    es: 'Posee lo que ayudas a construir.',
  },
  lead: {
    en: 'Prove what you made, earn shares in the platform for it, and decide with the other owners how it spends and what its rules are.',
    nl: 'Bewijs wat je maakte, verdien er aandelen in het platform mee, en beslis met de andere eigenaren over uitgaven en regels.',
    es: 'Prueba lo que hiciste, gana participaciones de la plataforma por ello, y decide con los demás propietarios su gasto y sus reglas.',
  },
  creators: { en: 'Creators', nl: 'Makers', es: 'Creadores' },
  works: { en: 'Works attested', nl: 'Werken geattesteerd', es: 'Obras atestiguadas' },
  ofBatches: {
    en: 'of which {n, number} in batches',
    nl: 'waarvan {n, number} in batches',
    es: 'de las cuales {n, number} en lotes',
  },
  owners: { en: 'Owners', nl: 'Eigenaren', es: 'Propietarios' },
  shares: { en: 'Shares owned', nl: 'Aandelen in bezit', es: 'Participaciones en propiedad' },
  ofCap: { en: '{share} of the cap', nl: '{share} van het maximum', es: '{share} del tope' },
  where: { en: 'Where all shares go', nl: 'Waar alle aandelen heen gaan', es: 'Adónde van todas las participaciones' },
  toContributors: {
    en: 'Earned by contributors',
    nl: 'Verdiend door bijdragers',
    es: 'Ganadas por quienes contribuyen',
  },
  toGrants: {
    en: 'Granted to team and investors',
    nl: 'Toegekend aan team en investeerders',
    es: 'Concedidas a equipo e inversores',
  },
  toTreasury: { en: 'Issued to the treasury', nl: 'Uitgegeven aan de kas', es: 'Emitidas a la tesorería' },
  unissued: { en: 'Not issued', nl: 'Nog niet uitgegeven', es: 'Sin emitir' },
  start: { en: 'Three ways in', nl: 'Drie manieren om te beginnen', es: 'Tres formas de empezar' },
  step1: { en: 'Become a creator', nl: 'Word maker', es: 'Hazte creador' },
  step1Lead: {
    en: 'One signature: a handle, and keys you can recover.',
    nl: 'Eén handtekening: een handle, en sleutels die je kunt herstellen.',
    es: 'Una firma: un alias y claves que puedes recuperar.',
  },
  step2: { en: 'Check a file', nl: 'Controleer een bestand', es: 'Comprueba un archivo' },
  step2Lead: {
    en: 'Drop it and see who attested it. It stays on your machine.',
    nl: 'Zet het neer en zie wie het attesteerde. Het blijft op je computer.',
    es: 'Suéltalo y mira quién lo atestiguó. No sale de tu equipo.',
  },
  step3: { en: 'See who owns it', nl: 'Zie van wie het is', es: 'Mira de quién es' },
  step3Lead: {
    en: 'The cap table, and how every share came about.',
    nl: 'De aandelentabel, en hoe elk aandeel ontstond.',
    es: 'La tabla de propiedad, y el origen de cada participación.',
  },
  epochs: { en: 'Epochs', nl: 'Tijdvakken', es: 'Épocas' },
  deciding: { en: 'Being decided now', nl: 'Nu ter beslissing', es: 'En decisión ahora' },
  noDecisions: {
    en: 'No proposal is open.',
    nl: 'Er staat geen voorstel open.',
    es: 'No hay propuestas abiertas.',
  },
  platform: { en: 'Platform', nl: 'Platform', es: 'Plataforma' },
});

/** The platform at a glance. */
export default function Home() {
  const t = useT(t0);
  const c = useT(common);
  const locale = useLocale();
  const { data: creators } = useCreators();
  const { data: works } = useAttestations();
  const { data: batches } = useBatches();
  const { data: found } = usePool();
  const pool = found?.pool ?? undefined;
  const { data: positions } = usePositions(pool?.address);
  const { data: distributions } = useDistributions(pool?.address);
  const inBatches = (batches ?? []).reduce((sum, batch) => sum + batch.leaves, 0);
  const owners = positions?.filter((position) => (position.own[0] ?? 0n) > 0n).length;
  const count = (value: number | undefined) => (value === undefined ? '…' : value.toLocaleString(locale));
  const owned = pool?.total[0] ?? 0n;
  const cap = pool ? pool.contributionsCap + pool.grantsCap + pool.treasuryCap : 0n;
  const issued = pool ? pool.contributionsEmitted + pool.grantsEmitted + pool.treasuryEmitted : 0n;
  const shown = (units: bigint) => `${amount(units, 6, locale, 0)} · ${share(units, cap, locale)}`;
  const steps = [
    { to: '/creator', title: t('step1'), lead: t('step1Lead') },
    { to: '/works/verify', title: t('step2'), lead: t('step2Lead') },
    { to: '/ownership/table', title: t('step3'), lead: t('step3Lead') },
  ];
  return (
    <>
      <header className="mb-10 max-w-4xl pt-2">
        {pool && <Platform mint={pool.mint} />}
        <h1 className="font-display text-6xl leading-[0.98] sm:text-7xl">{t('title')}</h1>
        <p className="mt-5 max-w-2xl text-lg text-muted sm:text-xl">{t('lead')}</p>
      </header>
      <Card className="mb-6">
        <Stats>
          <Stat label={t('creators')} value={count(creators?.length)} />
          <Stat
            label={t('works')}
            value={count(works && works.length + inBatches)}
            note={inBatches > 0 && t('ofBatches', { n: inBatches })}
          />
          <Stat
            label={t('owners')}
            value={pool ? count(owners) : '—'}
            note={distributions && `${t('epochs')}: ${distributions.length}`}
          />
          <Stat
            label={t('shares')}
            value={pool ? amount(owned, 6, locale, 0) : '—'}
            note={pool && t('ofCap', { share: share(owned, cap, locale) })}
          />
        </Stats>
      </Card>
      <div className="grid gap-6 xl:grid-cols-[3fr_2fr]">
        {pool ? (
          <Card title={t('where')} aside={<TokenChip mint={pool.mint} />}>
            <StackedBar
              label={t('where')}
              total={cap}
              parts={[
                {
                  name: t('toContributors'),
                  units: pool.contributionsEmitted,
                  shown: shown(pool.contributionsEmitted),
                },
                { name: t('toGrants'), units: pool.grantsEmitted, shown: shown(pool.grantsEmitted) },
                { name: t('toTreasury'), units: pool.treasuryEmitted, shown: shown(pool.treasuryEmitted) },
                { name: t('unissued'), units: cap - issued, shown: shown(cap - issued) },
              ]}
            />
            <Decisions />
          </Card>
        ) : (
          found && <Empty title={c('noPlatform')}>{c('noPlatformLead')}</Empty>
        )}
        <Card title={t('start')}>
          <ol className="space-y-2">
            {steps.map(({ to, title, lead }, at) => (
              <li key={to}>
                <Link href={to} className="group flex gap-4 rounded-2xl p-3 transition hover:bg-sunken">
                  <span className="font-display text-4xl text-accent leading-none" aria-hidden="true">
                    {at + 1}
                  </span>
                  <span>
                    <span className="block font-semibold group-hover:text-accent">{title}</span>
                    <span className="block text-muted text-sm">{lead}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ol>
        </Card>
      </div>
    </>
  );
}

/** What is being decided now, the next to close first. */
function Decisions() {
  const t = useT(t0);
  const { data: platform } = usePlatform();
  const { data: proposals } = useProposals(platform?.address);
  const now = useNow(60);
  if (!platform || !proposals || now === undefined) return null;
  // What can be voted on: not what waits for its voting, and not what only waits to be counted.
  const open = proposals
    .filter((proposal) => ['voting', 'coolOff'].includes(stateAt(proposal, now)))
    .sort((a, b) => Number(a.votingUntil - b.votingUntil));
  return (
    <div className="mt-6 border-line border-t pt-4" data-decisions={open.length}>
      <h3 className="mb-2 font-semibold">{t('deciding')}</h3>
      {open.length === 0 && <p className="text-muted text-sm">{t('noDecisions')}</p>}
      <ul className="space-y-1">
        {open.slice(0, 3).map((proposal) => (
          <li key={proposal.address}>
            <Link
              href="/governance/open"
              className="flex flex-wrap items-baseline justify-between gap-x-4 rounded-xl py-1.5 hover:text-accent"
            >
              <bdi className="min-w-0 break-words">{proposal.title}</bdi>
              <span className="text-muted text-sm">
                <Relative at={proposal.votingUntil} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Whose platform this is, in the words of its share token. */
function Platform({ mint }: { mint: string }) {
  const t = useT(t0);
  const { data } = useMint(mint);
  if (!data?.name) return null;
  return (
    <p className="mb-3 font-medium text-accent" data-platform>
      <span className="sr-only">{t('platform')}: </span>
      <bdi>{data.name}</bdi>
    </p>
  );
}
