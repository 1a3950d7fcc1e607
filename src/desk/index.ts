/** The desk's door: what staff do by hand with dues, and with the accounts that money goes to or comes through. It owns no table. */
export { agreeToAccounts, proposeAccounts, type CollectingAccount } from './change-accounts.ts';
export { changeDue, type DueTerms } from './change-due.ts';
export { agreeToKeys, keysAction, proposeKeys, refuseKeys } from './change-provider-account.ts';
export { createDue, type NewDueOrder } from './create-due.ts';
export { expireKeys } from './expire-keys.ts';
export { dropKeys, keyFaults, keysOf, tryKeys, tryKeysAgain } from './try-keys.ts';
export { withdrawDue } from './withdraw-due.ts';
