import { isAddress } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { hex, same } from '../../chain/bytes.ts';
import { useNames } from '../../chain/creators.ts';
import { percent, short } from '../../chain/format.ts';
import { useAbout } from '../../chain/metadata.ts';
import { clientOf } from '../../chain/rpc.ts';
import { type Attestation, attestationAt } from '../../chain/works.ts';
import { texts, useLocale, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { KINDS } from '../../tx/messages/attestations.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge, Card, Facts, Notice, PageHead } from '../../ui/basics.tsx';
import { Chip, Copyable, Moment } from '../../ui/chain.tsx';
import { FileHash, type Hashed } from '../../ui/file-hash.tsx';
import Picture from '../../ui/picture.tsx';
import { Loaded } from '../../ui/query.tsx';
import { Share } from '../../ui/share.tsx';
import { worksTexts } from './texts.ts';
import { Work } from './work.tsx';

const t0 = texts({
  certificate: { en: 'Certificate of a work', nl: 'Certificaat van een werk', es: 'Certificado de una obra' },
  none: { en: 'No work at this address', nl: 'Geen werk op dit adres', es: 'No hay obra en esta dirección' },
  all: { en: 'All works', nl: 'Alle werken', es: 'Todas las obras' },
  says: {
    en: '{who} said on {when} that they made the file with this fingerprint. The chain proves who said it and when, not that it is true.',
    nl: '{who} zei op {when} het bestand met deze vingerafdruk gemaakt te hebben. De keten bewijst wie het zei en wanneer, niet dat het waar is.',
    es: '{who} dijo el {when} haber hecho el archivo con esta huella. La cadena prueba quién lo dijo y cuándo, no que sea verdad.',
  },
  author: { en: 'Attested by', nl: 'Geattesteerd door', es: 'Atestiguada por' },
  date: { en: 'Since', nl: 'Sinds', es: 'Desde' },
  type: { en: 'Type', nl: 'Soort', es: 'Tipo' },
  licence: { en: 'Licence', nl: 'Licentie', es: 'Licencia' },
  authors: { en: 'Authors and their parts', nl: 'Makers en hun delen', es: 'Autores y sus partes' },
  hash: { en: 'SHA-256 of the file', nl: 'SHA-256 van het bestand', es: 'SHA-256 del archivo' },
  address: { en: 'Address of the certificate', nl: 'Adres van het certificaat', es: 'Dirección del certificado' },
  check: { en: 'Check a file against it', nl: 'Een bestand ermee vergelijken', es: 'Comparar un archivo' },
  same: {
    en: 'This is the file that was attested.',
    nl: 'Dit is het bestand dat geattesteerd is.',
    es: 'Este es el archivo atestiguado.',
  },
  other: {
    en: 'This is another file: not one byte may differ.',
    nl: 'Dit is een ander bestand: geen byte mag verschillen.',
    es: 'Es otro archivo: no puede diferir ni un byte.',
  },
});

/** The page of one work, which anybody can check with a file. */
export function Certificate({ at }: { at: string }) {
  const t = useT(t0);
  const { rpcUrl } = useSettings();
  const query = useQuery({
    queryKey: [rpcUrl, 'work', at],
    queryFn: async ({ signal }) =>
      isAddress(at) ? ((await attestationAt(clientOf(rpcUrl), at, signal)) ?? null) : null,
    staleTime: 15_000,
  });
  return (
    <>
      <p className="mb-3 print:hidden">
        <Link href="/works/all" className="text-accent underline">
          ← {t('all')}
        </Link>
      </p>
      <Loaded query={query}>{(work) => (work ? <Shown work={work} /> : <PageHead title={t('none')} />)}</Loaded>
    </>
  );
}

function Shown({ work }: { work: Found<Attestation> }) {
  const t = useT(t0);
  const w = useT(worksTexts);
  const locale = useLocale();
  const names = useNames();
  const about = useAbout(work.metadata);
  const [file, setFile] = useState<Hashed>();
  const content = hex(new Uint8Array(work.content));
  const name = names[work.creator] ?? short(work.creator);
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(Number(work.time) * 1000));
  return (
    <>
      <PageHead
        name={about?.title ?? t('certificate')}
        title={<bdi>{about?.title ?? t('certificate')}</bdi>}
        lead={t('says', { who: name, when })}
      >
        <Share />
      </PageHead>
      <div className="grid gap-6 lg:grid-cols-2">
        <Card>
          {about?.picture && (
            <Picture hash={about.picture} className="mb-4 block max-h-80 w-full rounded-2xl bg-sunken object-contain" />
          )}
          <Facts
            rows={[
              [
                t('author'),
                <span key="a" className="inline-flex items-center gap-2">
                  <Avatar address={work.creator} className="size-6" />
                  <Link href={`/creators/${work.creator}`} className="text-accent underline">
                    <bdi>{name}</bdi>
                  </Link>
                </span>,
              ],
              [t('date'), <Moment key="d" at={work.time} />],
              [t('type'), [KINDS[work.kind]?.[locale], about?.mediaType].filter(Boolean).join(' · ')],
              ...(about?.licence ? [[t('licence'), <bdi key="l">{about.licence}</bdi>] as const] : []),
              [t('hash'), <Copyable key="h" text={content} shown={short(content)} />],
              [t('address'), <Chip key="c" id={work.address} />],
            ]}
          />
          {about && about.coAuthors.length > 0 && (
            <>
              <h2 className="mt-5 mb-2 font-semibold">{t('authors')}</h2>
              <ul className="space-y-1.5 text-sm">
                {about.coAuthors.map(({ creator, shareBps }) => (
                  <li key={creator} className="flex items-center justify-between gap-3">
                    <span className="flex min-w-0 items-center gap-2">
                      <Avatar address={creator} className="size-6" />
                      <bdi className="truncate">{names[creator] ?? short(creator)}</bdi>
                    </span>
                    <span className="tabular">{percent(shareBps, locale)}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          <div className="mt-5">
            {work.revokedSlot !== 0n ? (
              <Badge tone="bad">{w('revoked')}</Badge>
            ) : (
              <Badge tone="good">{w('stands')}</Badge>
            )}
          </div>
        </Card>
        <div className="space-y-6">
          <Card title={t('check')} className="print:hidden">
            <FileHash label={w('file')} onHash={setFile} />
            <div aria-live="polite" className="mt-3">
              {file &&
                (same(file.hash, new Uint8Array(work.content)) ? (
                  <Notice tone="good">{t('same')}</Notice>
                ) : (
                  <Notice tone="bad">{t('other')}</Notice>
                ))}
            </div>
          </Card>
          <Card className="print:hidden">
            <Work work={work} />
          </Card>
        </div>
      </div>
    </>
  );
}
