/** A fault that the house must stand, and what shows that it does. */

/** A file of tests, a part of the proof, or one attack as `attack:ID`. */
export type Proof = string;

export type Answer =
  | { readonly kind: 'covered'; readonly by: readonly Proof[] }
  /** Nothing that it could strike exists yet; `comesWith` names what brings it. */
  | { readonly kind: 'not_yet'; readonly comesWith: string }
  | { readonly kind: 'open'; readonly because: string };

export type Fault = {
  /** `F41`: the number under which parts of the proof count it. */
  readonly id: string;
  readonly title: string;
  readonly answer: Answer;
};

export type FaultGroup = { readonly title: string; readonly faults: readonly Fault[] };

export function covered(id: string, title: string, ...by: readonly Proof[]): Fault {
  return { id, title, answer: { kind: 'covered', by } };
}

export function notYet(id: string, title: string, comesWith: string): Fault {
  return { id, title, answer: { kind: 'not_yet', comesWith } };
}

export function open(id: string, title: string, because: string): Fault {
  return { id, title, answer: { kind: 'open', because } };
}

/** What is still to be built, by the names that rows which wait for it use. */
export const coming = {
  closing: 'the closing of months',
  transfers: 'bank transfers and statements',
  directDebit: 'direct debit',
  balances: 'balances',
  savedCards: 'saved cards and renewals',
  webhooks: 'webhooks to other systems',
  api: 'the API',
  reports: 'settlement reports of providers',
} as const;
