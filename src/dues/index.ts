/** The dues' door; it owns dues, due_details, due_credits and due_changes: what is owed, and what was settled of it. */
export {
  outstanding,
  plainOffer,
  type Collectable,
  type Debtor,
  type Due,
  type DueOffer,
} from './due.ts';
export type { DueDetail, DueLine, PagopaDetail } from './due-detail.ts';
export { lineText } from './line-text.ts';
export { duePricing, priceByDate, type DuePricing, type PriceByDate } from './price-by-date.ts';
export {
  daysOfPrice,
  halfUp,
  hundredths,
  priceOn,
  type DayPrice,
  type PaidPart,
} from './price-on.ts';
export {
  findDueByNotice,
  findDueDetails,
  findKnownSources,
  insertDueDetails,
  writeDueLines,
  type KnownSource,
} from './store-details.ts';
export {
  eraseDebtorEmail,
  eraseUnpaidFree,
  findDuesOfDebtor,
  type DueOfDebtor,
} from './store-debtors.ts';
export { findTakenNotices, rewriteDueDetails, rewriteDues } from './store-rewrite.ts';
export {
  addSettled,
  creditDue,
  findCreditNotesOfDues,
  findCredits,
  findDebtor,
  findDebtors,
  findDueByToken,
  findDues,
  findDuesOfInvoices,
  findDuesOfPlans,
  insertDue,
  insertDues,
  lockDues,
  lockDuesAndPlans,
  withdrawDues,
  type NewDue,
} from './store.ts';
export {
  findDueChanges,
  insertDueChange,
  settleOtherwise,
  writePrice,
  writeTerms,
  type DueChange,
  type DueChangeKind,
} from './store-changes.ts';
