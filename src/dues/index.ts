/** The dues' door; it owns dues and due_credits: what is owed, and what has been settled of it. */
export { outstanding, type Collectable, type Due } from './due.ts';
export {
  addSettled,
  creditDue,
  findCreditNotesOfDues,
  findCredits,
  findDues,
  findDuesOfInvoices,
  insertDue,
  lockDues,
  withdrawDues,
  type NewDue,
} from './store.ts';
