/** One line of a story: what happened when, who did it, and what it was about. */
import type { Money } from '../../core/money.ts';
import type { Queryable } from '../../database/database.ts';
import type { Sql } from '../../database/sql.ts';
import { money } from '../../core/money.ts';

/** What a line tells; the pages have a sentence for each. */
export const storyKinds = [
  'imported',
  'due_created',
  'due_withdrawn',
  'due_credited',
  'payment_created',
  'payment_paid',
  'payment_set_aside',
  'terms_accepted',
  'attempt_event',
  'held',
  'released',
  'notification',
  'posting',
  'suspense',
  'refund_requested',
  'refund_ended',
  'dispute_opened',
  'dispute_ended',
  'receipt',
  'mail_written',
  'mail_delivery',
  'deed',
] as const;
export type StoryKind = (typeof storyKinds)[number];

export type StoryLine = {
  readonly at: Date;
  readonly kind: StoryKind;
  /** The id of what it is about. */
  readonly subject: string;
  /** `payer`, `provider`, `staff:stf_…`; null where nobody in particular did it. */
  readonly actor: string | null;
  /** A state, a kind of event, a template, an account: one word of the domain. */
  readonly word: string | null;
  readonly amount: Money | null;
  /** What people wrote, an address, a card; without secrets. */
  readonly detail: string | null;
  /** What only those ask for who follow it up: ids, answers, accounts of the ledger; without secrets. */
  readonly technical: string | null;
};

type StoryRow = {
  at: Date;
  kind: StoryKind;
  subject: string;
  actor: string | null;
  word: string | null;
  amount: bigint | null;
  currency: string | null;
  detail: string | null;
  technical?: string | null;
};

/** @param statement of the columns of a row, in any order */
export async function findLines(database: Queryable, statement: Sql): Promise<StoryLine[]> {
  const found = await database.query<StoryRow>(statement);
  return found.map(({ amount, currency, detail, technical, ...row }) => ({
    ...row,
    amount: amount === null || currency === null ? null : money(amount, currency),
    detail: detail === null ? null : withoutSecrets(detail),
    technical: technical ? withoutSecrets(technical) : null,
  }));
}

/** Whatever looks like a key, a token or a card number, should anybody ever have written one down. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\b(?:sk|pk|whsec|key|token)_[\w-]{8,}/gi, '…')
    .replaceAll(/(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w])/g, '…');
}
