import { texts } from '../i18n/index.tsx';

export const walletTexts = texts({
  choose: { en: 'Choose a wallet', nl: 'Kies een wallet', es: 'Elige una cartera' },
  none: {
    en: 'No Solana wallet was found in this browser. Install one from its maker’s own site, and reload this page.',
    nl: 'In deze browser is geen Solana-wallet gevonden. Installeer er een vanaf de site van de maker en herlaad deze pagina.',
    es: 'No se encontró ninguna cartera de Solana en este navegador. Instala una desde el sitio de su fabricante y recarga la página.',
  },
  unusable: {
    en: 'It cannot sign the transactions of this page: it neither takes version 0 nor the older ones.',
    nl: 'Hij kan de transacties van deze pagina niet tekenen: hij kent versie 0 niet en de oudere ook niet.',
    es: 'No puede firmar las transacciones de esta página: no admite la versión 0 ni las anteriores.',
  },
  phone: {
    en: 'On a phone, open this page in the browser of a wallet’s app:',
    nl: 'Op een telefoon: open deze pagina in de browser van de app van een wallet:',
    es: 'En un teléfono, abre esta página en el navegador de la app de una cartera:',
  },
  openIn: { en: 'Open in {name}', nl: 'Openen in {name}', es: 'Abrir en {name}' },
  support: {
    en: 'Nobody of Makerstake ever asks for your secret phrase. Who does is a thief.',
    nl: 'Niemand van Makerstake vraagt ooit om je geheime woorden. Wie dat wel doet is een dief.',
    es: 'Nadie de Makerstake te pedirá nunca tu frase secreta. Quien lo haga es un ladrón.',
  },
  burner: {
    en: 'For trying things out on this local network. Its key lies open in this browser; it is worth nothing.',
    nl: 'Om dingen op dit lokale netwerk te proberen. De sleutel ligt open in deze browser; hij is niets waard.',
    es: 'Para probar en esta red local. Su clave está abierta en este navegador; no vale nada.',
  },
  test: { en: 'local test', nl: 'lokale test', es: 'prueba local' },
  connecting: { en: 'Connecting…', nl: 'Verbinden…', es: 'Conectando…' },
  failed: { en: 'The wallet did not connect', nl: 'De wallet verbond niet', es: 'La cartera no se conectó' },
  account: { en: 'Account', nl: 'Account', es: 'Cuenta' },
  balance: { en: 'Balance', nl: 'Saldo', es: 'Saldo' },
  airdrop: { en: 'Get 5 test SOL', nl: '5 test-SOL krijgen', es: 'Obtener 5 SOL de prueba' },
  disconnect: { en: 'Disconnect', nl: 'Loskoppelen', es: 'Desconectar' },
  wallet: { en: 'Wallet {name}', nl: 'Wallet {name}', es: 'Cartera {name}' },
});
