import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useCluster } from '../../chain/rpc.ts';
import { common } from '../../i18n/common.ts';
import { LOCALE_NAMES, LOCALES, type Locale, texts, useT } from '../../i18n/index.tsx';
import {
  change,
  EXPLORERS,
  isRpcUrl,
  LOCAL_RPC,
  type Settings,
  THEMES,
  type Theme,
  useSettings,
} from '../../settings/settings.ts';
import { announce } from '../../ui/announce.tsx';
import { Badge, Button, Card, PageHead } from '../../ui/basics.tsx';
import { Select, TextField } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';

const t0 = texts({
  title: { en: 'Settings', nl: 'Instellingen', es: 'Ajustes' },
  lead: {
    en: 'Kept in this browser, and nowhere else.',
    nl: 'Bewaard in deze browser, en nergens anders.',
    es: 'Se guardan en este navegador y en ningún otro sitio.',
  },
  network: { en: 'Network', nl: 'Netwerk', es: 'Red' },
  rpc: { en: 'RPC endpoint', nl: 'RPC-adres', es: 'Punto RPC' },
  rpcHint: {
    en: 'Everything is read from and sent to this address; it sees what you look at. Your own is best.',
    nl: 'Alles wordt hiervan gelezen en hierheen gestuurd; het ziet wat je bekijkt. Je eigen is het beste.',
    es: 'Todo se lee y se envía a esta dirección; ve lo que consultas. Lo mejor es una propia.',
  },
  rpcBad: {
    en: 'An https address, or http on this machine.',
    nl: 'Een https-adres, of http op deze computer.',
    es: 'Una dirección https, o http en este equipo.',
  },
  node: { en: 'Node', nl: 'Node', es: 'Nodo' },
  nodeHint: {
    en: 'Documents, titles and histories come from it. Empty: none. What you sign is read from the chain all the same.',
    nl: 'Documenten, titels en geschiedenis komen hiervandaan. Leeg: geen. Wat je tekent wordt hoe dan ook van de keten gelezen.',
    es: 'De él vienen documentos, títulos e historial. Vacío: ninguno. Lo que firmas se lee igualmente de la cadena.',
  },
  save: { en: 'Use it', nl: 'Gebruiken', es: 'Usarla' },
  local: { en: 'Local network', nl: 'Lokaal netwerk', es: 'Red local' },
  saved: { en: 'Saved', nl: 'Opgeslagen', es: 'Guardado' },
  explorer: { en: 'Explorer', nl: 'Verkenner', es: 'Explorador' },
  explorerHint: {
    en: 'Where links to addresses and transactions lead.',
    nl: 'Waar koppelingen naar adressen en transacties heen gaan.',
    es: 'Adónde llevan los enlaces a direcciones y transacciones.',
  },
  cap: {
    en: 'Most to pay for priority, in lamports',
    nl: 'Hoogstens te betalen voor voorrang, in lamports',
    es: 'Máximo por prioridad, en lamports',
  },
  capHint: {
    en: 'Follows what others paid lately, up to this. It is shown before you sign.',
    nl: 'Volgt wat anderen net betaalden, tot dit bedrag. Je ziet het voor je tekent.',
    es: 'Sigue lo que otros pagaron hace poco, hasta este tope. Se muestra antes de firmar.',
  },
  look: { en: 'Appearance', nl: 'Weergave', es: 'Aspecto' },
  language: { en: 'Language', nl: 'Taal', es: 'Idioma' },
  theme: { en: 'Theme', nl: 'Thema', es: 'Tema' },
  system: { en: 'As the system', nl: 'Zoals het systeem', es: 'Como el sistema' },
  light: { en: 'Light', nl: 'Licht', es: 'Claro' },
  dark: { en: 'Dark', nl: 'Donker', es: 'Oscuro' },
});
const EXPLORER_NAMES = { solana: 'Solana Explorer', solscan: 'Solscan', orb: 'Orb' };

function Network() {
  const t = useT(t0);
  const c = useT(common);
  const settings = useSettings();
  const queries = useQueryClient();
  const { data: cluster } = useCluster();
  const [url, setUrl] = useState(settings.rpcUrl);
  const [node, setNode] = useState(settings.nodeUrl);
  const form = useId();
  const save = (to: string) => {
    if (!isRpcUrl(to)) return;
    setUrl(to);
    change({ rpcUrl: to });
    queries.removeQueries();
    announce(t('saved'));
  };
  return (
    <Card
      title={t('network')}
      aside={cluster && <Badge tone={cluster === 'mainnet' ? 'good' : 'warn'}>{c(cluster)}</Badge>}
    >
      <form
        id={form}
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          save(url);
        }}
      >
        <TextField
          label={t('rpc')}
          hint={t('rpcHint')}
          error={isRpcUrl(url) ? undefined : t('rpcBad')}
          value={url}
          inputMode="url"
          onChange={(event) => setUrl(event.target.value)}
        />
        <div className="flex flex-wrap gap-3">
          <Button look="primary" type="submit" disabled={!isRpcUrl(url) || url === settings.rpcUrl}>
            {t('save')}
          </Button>
          <Button onClick={() => save(LOCAL_RPC)}>{t('local')}</Button>
        </div>
        <TextField
          label={t('node')}
          hint={t('nodeHint')}
          error={node === '' || isRpcUrl(node) ? undefined : t('rpcBad')}
          value={node}
          inputMode="url"
          onChange={(event) => setNode(event.target.value.trim())}
          onBlur={() => (node === '' || isRpcUrl(node)) && node !== settings.nodeUrl && change({ nodeUrl: node })}
        />
        <Select
          label={t('explorer')}
          hint={t('explorerHint')}
          value={settings.explorer}
          onChange={(event) => change({ explorer: event.target.value as Settings['explorer'] })}
        >
          {EXPLORERS.map((each) => (
            <option key={each} value={each}>
              {EXPLORER_NAMES[each]}
            </option>
          ))}
        </Select>
        <NumberField
          label={t('cap')}
          hint={t('capHint')}
          max={10_000_000}
          value={settings.priorityCap}
          onNumber={(priorityCap) => change({ priorityCap })}
        />
      </form>
    </Card>
  );
}

/** What a person can choose. */
export default function SettingsPage() {
  const t = useT(t0);
  const settings = useSettings();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="grid gap-6 xl:grid-cols-2">
        <Network />
        <Card title={t('look')}>
          <div className="space-y-5">
            <Select
              label={t('language')}
              value={settings.language}
              onChange={(event) => change({ language: event.target.value as Locale })}
            >
              {LOCALES.map((each) => (
                <option key={each} value={each} lang={each}>
                  {LOCALE_NAMES[each]}
                </option>
              ))}
            </Select>
            <Select
              label={t('theme')}
              value={settings.theme}
              onChange={(event) => change({ theme: event.target.value as Theme })}
            >
              {THEMES.map((each) => (
                <option key={each} value={each}>
                  {t(each)}
                </option>
              ))}
            </Select>
          </div>
        </Card>
      </div>
    </>
  );
}
