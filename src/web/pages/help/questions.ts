/** The questions that payers really ask, each with its address and where it can lead. */

/** A page of the portal that an answer leads to. */
export type HelpTarget =
  | 'find'
  | 'services'
  | 'notices'
  | 'discounts'
  | 'payment-list'
  | 'verify'
  | 'no-receipt'
  | 'wrong-address'
  | 'split-payment-by-mistake'
  | 'error-in-invoice'
  | 'portal-error';

export const helpGroups = ['paying', 'after', 'invoice', 'trust'] as const;
export type HelpGroup = (typeof helpGroups)[number];

export type HelpQuestion = {
  /** The last part of its address. */
  readonly slug: string;
  /** Its texts: the question, and `<key>_answer`. */
  readonly key:
    | 'service'
    | 'several'
    | 'notice'
    | 'discount'
    | 'price'
    | 'lost'
    | 'refused'
    | 'unknown'
    | 'missing'
    | 'address'
    | 'twice'
    | 'past'
    | 'not_found'
    | 'split'
    | 'split_mistake'
    | 'wrong'
    | 'paid'
    | 'card'
    | 'genuine';
  readonly group: HelpGroup;
  readonly leadsTo: HelpTarget | null;
};

export const helpQuestions: readonly HelpQuestion[] = [
  { slug: 'pay-for-a-service', key: 'service', group: 'paying', leadsTo: 'services' },
  { slug: 'several-at-once', key: 'several', group: 'paying', leadsTo: null },
  { slug: 'payment-notice', key: 'notice', group: 'paying', leadsTo: 'notices' },
  { slug: 'discount-codes', key: 'discount', group: 'paying', leadsTo: 'discounts' },
  { slug: 'price-changed', key: 'price', group: 'paying', leadsTo: null },
  { slug: 'connection-lost', key: 'lost', group: 'paying', leadsTo: 'find' },
  { slug: 'card-refused', key: 'refused', group: 'paying', leadsTo: null },
  { slug: 'outcome-unknown', key: 'unknown', group: 'paying', leadsTo: 'portal-error' },
  { slug: 'no-receipt', key: 'missing', group: 'after', leadsTo: 'no-receipt' },
  { slug: 'wrong-address', key: 'address', group: 'after', leadsTo: 'wrong-address' },
  { slug: 'paid-twice', key: 'twice', group: 'after', leadsTo: null },
  { slug: 'past-payments', key: 'past', group: 'after', leadsTo: 'payment-list' },
  { slug: 'invoice-not-found', key: 'not_found', group: 'invoice', leadsTo: 'find' },
  { slug: 'error-in-invoice', key: 'wrong', group: 'invoice', leadsTo: 'error-in-invoice' },
  { slug: 'split-payment', key: 'split', group: 'invoice', leadsTo: null },
  {
    slug: 'split-payment-by-mistake',
    key: 'split_mistake',
    group: 'invoice',
    leadsTo: 'split-payment-by-mistake',
  },
  { slug: 'already-paid', key: 'paid', group: 'invoice', leadsTo: 'find' },
  { slug: 'card-details', key: 'card', group: 'trust', leadsTo: null },
  { slug: 'is-it-genuine', key: 'genuine', group: 'trust', leadsTo: 'verify' },
];
