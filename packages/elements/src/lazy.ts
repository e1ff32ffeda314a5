// What the elements use of the client, and nothing more: a page loads what is named here.
export { contentHash, createMakerstake, explain, storageJournal } from '@makerstake/client';
