/** The ledger's door; it owns ledger_accounts, ledger_entries and ledger_postings. */
export * as accounts from './account.ts';
export type { Account } from './account.ts';
export { countEntries } from './store.ts';
export { postEntries, postEntry, reverseEntry, type NewEntry, type Posting } from './post-entry.ts';
