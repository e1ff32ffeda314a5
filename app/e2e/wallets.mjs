// A Wallet Standard wallet of the test's own, put into the page before the dApp starts: it can refuse, lock, change
// accounts, and keeps every message that it was asked to sign.
import { createPrivateKey, createPublicKey } from 'node:crypto';

/** The key of 32 seed bytes, as the page's WebCrypto takes it. */
export function keyOf(seed) {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed)]);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { pkcs8: [...pkcs8], publicKey: [...spki.subarray(-32)], address: base58(spki.subarray(-32)) };
}

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Base 58 of bytes. */
export function base58(bytes) {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = ALPHABET[Number(number % 58n)] + text;
  for (const byte of bytes) {
    if (byte !== 0) break;
    text = `1${text}`;
  }
  return text;
}

/** Runs in the page. `keys` are its accounts; `window.testWallet` steers it. */
export function inject({ keys }) {
  const listeners = new Set();
  const control = { refuse: false, current: 0, signed: [], locked: false, alter: undefined };
  const accounts = keys.map(({ address, publicKey }) => ({
    address,
    publicKey: new Uint8Array(publicKey),
    chains: ['solana:localnet'],
    features: ['solana:signTransaction'],
    label: 'Test',
  }));
  const replaced = (bytes, [from, to]) => {
    const [old, other] = [from, to].map((text) => new TextEncoder().encode(text));
    const at = bytes.findIndex((_, start) => old.every((byte, n) => bytes[start + n] === byte));
    bytes.set(other, at);
    return bytes;
  };
  let connected = false;
  const wallet = {
    version: '1.0.0',
    name: 'Test wallet',
    icon: 'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=',
    chains: ['solana:localnet'],
    get accounts() {
      return connected && !control.locked ? [accounts[control.current]] : [];
    },
    features: {
      'standard:connect': {
        version: '1.0.0',
        connect: async () => {
          connected = true;
          return { accounts: wallet.accounts };
        },
      },
      'standard:disconnect': {
        version: '1.0.0',
        disconnect: async () => {
          connected = false;
        },
      },
      'standard:events': {
        version: '1.0.0',
        on: (_event, listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      'solana:signTransaction': {
        version: '1.0.0',
        supportedTransactionVersions: ['legacy', 0],
        signTransaction: async (...inputs) =>
          Promise.all(
            inputs.map(async ({ account, transaction }) => {
              if (control.refuse) throw Object.assign(new Error('User rejected the request.'), { code: 4001 });
              const at = accounts.findIndex(({ address }) => address === account.address);
              const count = transaction[0];
              // A wallet may change what it signs; this one replaces some bytes by others of the same length.
              const message = control.alter
                ? replaced(transaction.slice(1 + 64 * count), control.alter)
                : transaction.slice(1 + 64 * count);
              control.signed.push([...message]);
              const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(keys[at].pkcs8), 'Ed25519', false, [
                'sign',
              ]);
              const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', key, message));
              const signedTransaction = transaction.slice();
              signedTransaction.set(message, 1 + 64 * count);
              signedTransaction.set(signature, 1);
              return { signedTransaction };
            }),
          ),
      },
    },
  };
  control.change = (index) => {
    control.current = index;
    for (const listener of listeners) listener({ accounts: wallet.accounts });
  };
  window.testWallet = control;
  const register = ({ register }) => register(wallet);
  window.addEventListener('wallet-standard:app-ready', ({ detail }) => register(detail));
  window.dispatchEvent(
    new (class extends Event {
      get detail() {
        return register;
      }
    })('wallet-standard:register-wallet'),
  );
}
