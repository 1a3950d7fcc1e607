/** The desk's door: what staff do by hand with dues and with the accounts that money goes to. It owns no table. */
export { agreeToAccounts, proposeAccounts, type CollectingAccount } from './change-accounts.ts';
export { changeDue, type DueTerms } from './change-due.ts';
export { createDue, type NewDueOrder } from './create-due.ts';
export { withdrawDue } from './withdraw-due.ts';
