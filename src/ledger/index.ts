/** The ledger's door; it owns accounts, entries and postings, and the chain that seals them. */
export * as accounts from './account.ts';
export type { Account } from './account.ts';
export { countEntries } from './store.ts';
export { sealLedger } from './seal-ledger.ts';
export { entryFacts, findChainEnd, findSealHashes } from './store-seals.ts';
export { postEntries, postEntry, reverseEntry, type NewEntry, type Posting } from './post-entry.ts';
