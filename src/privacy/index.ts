/** The door of privacy; it owns no table: what is known of a payer, given out and forgotten. */
export { erasePayer, giveOutPayer, type Erased, type PrivacyOrder } from './erase-payer.ts';
export { findPayer, planErasure, type ErasurePlan, type KnownPayer } from './find-payer.ts';
