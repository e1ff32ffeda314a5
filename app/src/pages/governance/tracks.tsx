import { kindsIn } from '@makerstake/client';
import type { Found } from '../../chain/accounts.ts';
import { amount, duration, percent } from '../../chain/format.ts';
import { type Platform, useTracks } from '../../chain/governance.ts';
import { texts, useLocale, useT } from '../../i18n/index.tsx';
import { kindTexts } from '../../tx/messages/kinds.ts';
import { Badge, Card } from '../../ui/basics.tsx';
import { Table } from '../../ui/pager.tsx';
import { Loaded } from '../../ui/query.tsx';
import { useTrackName } from './state.tsx';

const t0 = texts({
  optimistic: { en: 'passes unless objected to', nl: 'slaagt tenzij bezwaar', es: 'pasa salvo objeción' },
  blockable: { en: 'guardian may block', nl: 'wachter mag blokkeren', es: 'el guardián puede bloquear' },
  quorum: { en: 'Quorum', nl: 'Quorum', es: 'Cuórum' },
  approval: { en: 'Approval above', nl: 'Instemming boven', es: 'Aprobación sobre' },
  veto: { en: 'Veto at', nl: 'Bezwaar bij', es: 'Objeción al' },
  house: { en: 'House', nl: 'Huis', es: 'Cámara' },
  shares: { en: 'Shares', nl: 'Aandelen', es: 'Participaciones' },
  creators: { en: 'Creators', nl: 'Makers', es: 'Creadores' },
  periods: {
    en: 'Voting delay {votingDelay} · voting period {votingPeriod} · cool-off {coolOff} · timelock {timelock} · execute within {grace}',
    nl: 'Aanloop {votingDelay} · stemming {votingPeriod} · bezinning {coolOff} · wachttijd {timelock} · uitvoeren binnen {grace}',
    es: 'Antelación {votingDelay} · votación {votingPeriod} · reflexión {coolOff} · espera {timelock} · ejecutar en {grace}',
  },
  bond: { en: 'Bond {n} SOL', nl: 'Borg {n} SOL', es: 'Fianza {n} SOL' },
  limit: {
    en: 'At most {each} of the treasury each, {epoch} an epoch',
    nl: 'Hoogstens {each} van de kas per keer, {epoch} per tijdvak',
    es: 'Como máximo {each} de la tesorería cada vez, {epoch} por época',
  },
});

/** What each kind of decision asks for. */
export function Tracks({ platform }: { platform: Found<Platform> }) {
  const t = useT(t0);
  const k = useT(kindTexts);
  const locale = useLocale();
  const trackName = useTrackName();
  const query = useTracks(platform.address);
  const time = (seconds: number) => (seconds === 0 ? '0' : duration(seconds, locale));
  const asked = (bps: number | undefined) => (bps ? percent(bps, locale) : '–');
  return (
    <Loaded query={query}>
      {(tracks) => (
        <ul className="grid gap-5 xl:grid-cols-2">
          {tracks.map((track) => (
            <li key={track.address}>
              <Card
                title={trackName(track.id)}
                aside={
                  <span className="flex flex-wrap gap-2">
                    {(track.flags & 1) !== 0 && <Badge tone="teal">{t('optimistic')}</Badge>}
                    {(track.flags & 2) !== 0 && <Badge>{t('blockable')}</Badge>}
                  </span>
                }
              >
                <p className="mb-3 text-sm">
                  {kindsIn(track.kinds)
                    .map((kind) => k(kind))
                    .join(' · ')}
                </p>
                <Table
                  caption={trackName(track.id)}
                  numeric={[1, 2, 3]}
                  head={[t('house'), t('quorum'), t('approval'), t('veto')]}
                  rows={[
                    [t('shares'), ...track.token.map(asked)],
                    [t('creators'), ...track.creator.map(asked)],
                  ]}
                />
                <p className="mt-3 text-muted text-sm">
                  {t('periods', {
                    votingDelay: time(track.votingDelay),
                    votingPeriod: time(track.votingPeriod),
                    coolOff: time(track.coolOff),
                    timelock: time(track.timelock),
                    grace: time(track.grace),
                  })}
                </p>
                <p className="text-muted text-sm">
                  {t('bond', { n: amount(track.bond, 9, locale) })}
                  {track.perActionLimitPpm < 1_000_000 &&
                    ` · ${t('limit', { each: percent(track.perActionLimitPpm / 100, locale), epoch: percent(track.perEpochLimitPpm / 100, locale) })}`}
                </p>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
