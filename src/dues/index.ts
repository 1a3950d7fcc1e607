/** The dues' door; it owns dues, due_credits and due_changes: what is owed, and what has been settled of it. */
export { outstanding, type Collectable, type Debtor, type Due } from './due.ts';
export {
  addSettled,
  creditDue,
  findCreditNotesOfDues,
  findCredits,
  findDebtor,
  findDueByToken,
  findDues,
  findDuesOfInvoices,
  insertDue,
  lockDues,
  withdrawDues,
  type NewDue,
} from './store.ts';
export {
  findDueChanges,
  insertDueChange,
  settleOtherwise,
  writeTerms,
  type DueChange,
  type DueChangeKind,
} from './store-changes.ts';
