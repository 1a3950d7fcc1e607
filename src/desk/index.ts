/** The desk's door: what staff do with dues by hand. It owns no table. */
export { changeDue, type DueTerms } from './change-due.ts';
export { createDue, type NewDueOrder } from './create-due.ts';
export { withdrawDue } from './withdraw-due.ts';
