/** How the provider of the simulation behaves, as data: cards, pages, refunds, and the faults of its answers. */

/** What a card does when it is typed into the page. */
export const cards = [
  'good',
  'good_slowly',
  'declined',
  'declined_slowly',
  'declined_then_good',
  'declined_then_other_amount',
  'other_amount',
  'other_amount_slowly',
  'other_currency',
  'part',
  'twice',
  'disputed',
  'disputed_then_won',
  'contested_then_won',
  'contested_then_lost',
  'contested_then_returned',
  'other_amount_contested',
  'cancelled_slowly',
  'expired_slowly',
] as const;
export type Card = (typeof cards)[number];

/** What a page does before any payer comes, or after it ended without money. */
export const pageManners = [
  'pays_at_once',
  'declines_at_once',
  'refuses',
  'processes_at_once',
  'other_amount_at_once',
  'cancelled_at_once',
  'expired_at_once',
  'good_after_end',
  'other_amount_after_end',
] as const;
export type PageManner = (typeof pageManners)[number];

export const refundManners = [
  'slow_then_done',
  'slow_then_failed',
  'refused',
  'failed_at_once',
  'made_by_hand_too',
  'done_then_back',
  'failed_then_done',
] as const;
export type RefundManner = (typeof refundManners)[number];

/** At which call to the provider a fault is planted. */
export const providerCalls = [
  'start',
  'fetch',
  'cancel',
  'refund',
  'fetch_refund',
  'list',
  'evidence',
  'accept',
] as const;
export type ProviderCall = (typeof providerCalls)[number];

/** What goes wrong with one call: whether the provider acted, and what is heard of it. */
export const callFaults = [
  'unreachable',
  'hang_after_acting',
  'hang_without_acting',
  'error_replayed',
  'busy',
  'garbage',
  'stale',
  'wrong_credentials',
] as const;
export type CallFault = (typeof callFaults)[number];

export const notificationFaults = [
  'dropped',
  'doubled',
  'late',
  'reordered',
  'forged',
  'changed_body',
  'unknown_payment',
] as const;
export type NotificationFault = (typeof notificationFaults)[number];

export const mailFaults = ['down', 'rejected', 'accepted_without_answer'] as const;
export type MailFault = (typeof mailFaults)[number];
