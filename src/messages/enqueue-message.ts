/** Writes a mail into the outbox, in the transaction of the fact that it tells. */
import type { Context } from '../context.ts';
import type { Language } from '../core/texts.ts';
import type { Transaction } from '../database/database.ts';
import { insertMessage } from './store.ts';

export type NewMessage = {
  /** What it is about; the same source is written once. */
  readonly source: string;
  readonly template: string;
  readonly recipient: string;
  readonly language: Language;
  /** What the template needs, as JSON. */
  readonly payload: unknown;
};

/** @returns false when it was written before */
export async function enqueueMessage(
  transaction: Transaction,
  context: Pick<Context, 'clock' | 'ids'>,
  organisationId: string,
  message: NewMessage,
): Promise<boolean> {
  return insertMessage(transaction, organisationId, {
    ...message,
    id: context.ids.next('msg'),
    createdAt: context.clock.now(),
  });
}
