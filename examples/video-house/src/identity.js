// The creator's key, made in this browser and never leaving it: WebCrypto keeps the secret, and no script can read it.
// A site for people with wallets would take a wallet's signer here, and nothing else would change.
import { createSignerFromKeyPair, generateKeyPair } from '@solana/kit';

const NAME = 'video-house';

function database() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('keys');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore(mode, ask) {
  const transaction = (await database()).transaction('keys', mode);
  const request = ask(transaction.objectStore('keys'));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
  });
}

/** The signer of this browser; undefined before anybody joined. */
export async function mySigner() {
  const pair = await inStore('readonly', (store) => store.get('creator'));
  return pair && createSignerFromKeyPair(pair);
}

/** A new key, kept before it is used: what it registers would be lost with it. */
export async function newSigner() {
  const pair = await generateKeyPair();
  await inStore('readwrite', (store) => store.put(pair, 'creator'));
  return createSignerFromKeyPair(pair);
}
