import { useQuery } from '@tanstack/react-query';
import { hostOf } from '../chain/answer.ts';
import { useNode, useStanding } from '../chain/node.ts';
import { texts, useLocale, useT } from '../i18n/index.tsx';
import { useSettings } from '../settings/settings.ts';
import { PRODUCT } from './site.ts';

const t0 = texts({
  rpc: {
    en: 'Read from the chain at {rpc}.',
    nl: 'Van de keten gelezen bij {rpc}.',
    es: 'Leído de la cadena en {rpc}.',
  },
  used: {
    en: 'Documents, titles and histories from the node {host}, as of slot {slot}; documents are checked by their hash.',
    nl: 'Documenten, titels en geschiedenis van de node {host}, tot slot {slot}; documenten zijn met hun hash gecontroleerd.',
    es: 'Documentos, títulos e historial del nodo {host}, hasta el slot {slot}; los documentos se comprueban por su hash.',
  },
  none: {
    en: 'No node: documents, pictures and what is closed are not shown.',
    nl: 'Geen node: documenten, beelden en wat gesloten is worden niet getoond.',
    es: 'Sin nodo: no se muestran documentos, imágenes ni lo cerrado.',
  },
  other: {
    en: 'The node {host} follows another platform or network, and is not used.',
    nl: 'De node {host} volgt een ander platform of netwerk, en wordt niet gebruikt.',
    es: 'El nodo {host} sigue otra plataforma o red, y no se usa.',
  },
  silent: {
    en: 'The node {host} does not answer: documents, pictures and what is closed are not shown.',
    nl: 'De node {host} antwoordt niet: documenten, beelden en wat gesloten is worden niet getoond.',
    es: 'El nodo {host} no responde: no se muestran documentos, imágenes ni lo cerrado.',
  },
  made: { en: 'Made with {product}', nl: 'Gemaakt met {product}', es: 'Hecho con {product}' },
});

/** Where what is on the page comes from, and what is missing because of that. */
export function Footer() {
  const t = useT(t0);
  const locale = useLocale();
  const { rpcUrl, nodeUrl } = useSettings();
  const { data } = useStanding();
  const node = useNode();
  const { data: health } = useQuery({
    queryKey: [node?.url, 'node', 'health'],
    enabled: node != null,
    queryFn: ({ signal }) => node!.health(signal),
    refetchInterval: 30_000,
    meta: { isExtra: true },
  });
  const slot = health?.slot.toLocaleString(locale) ?? '…';
  return (
    <footer className="border-line border-t px-4 py-6 text-muted text-sm sm:px-8 print:hidden" data-node={data?.is}>
      <p>
        {t('rpc', { rpc: hostOf(rpcUrl) })} {data && t(data.is, { host: hostOf(nodeUrl), slot })}
      </p>
      <p className="mt-1">{t('made', { product: PRODUCT })}</p>
    </footer>
  );
}
