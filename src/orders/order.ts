/** An order of a member of staff: why, by whom, and under which key it is carried out once. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { findOrder, insertOrder } from './store.ts';

export type StaffOrder = {
  /** In the words of whoever orders it; kept with the deed. */
  readonly reason: string;
  /** `staff:stf_…`. */
  readonly actor: string;
  /** Made when the form was shown; without one, the same order twice is two orders. */
  readonly key?: string | undefined;
};

/**
 * Carries an order out unless one with its key was: then it only says what came of that.
 *
 * The key is taken first, so that of two that come at once the second waits and finds the first.
 * @param subject the id of what will come of it, made before
 * @returns the id of what came of it, and whether it was this order that did it
 * @throws Refusal `order_repeated` when the key was used for something else, `input_invalid` when it is empty
 */
export async function carryOutOnce(
  context: Pick<Context, 'clock'>,
  transaction: Transaction,
  organisationId: string,
  order: { readonly key?: string | undefined; readonly action: string; readonly subject: string },
  work: () => Promise<void>,
): Promise<{ readonly subject: string; readonly isNew: boolean }> {
  const { key, action, subject } = order;
  // A form always has one: all orders with an empty key would be one and the same.
  if (key === '') throw new Refusal('input_invalid', 'order_key: none was sent');
  if (key !== undefined) {
    const taken = { key, action, subject, orderedAt: context.clock.now() };
    if (!(await insertOrder(transaction, organisationId, taken))) {
      const earlier = await findOrder(transaction, organisationId, key);
      if (earlier?.action !== action) throw new Refusal('order_repeated');
      return { subject: earlier.subject, isNew: false };
    }
  }
  await work();
  return { subject, isNew: true };
}

/** Whether an order with this key was carried out. */
export async function isCarriedOut(
  transaction: Transaction,
  organisationId: string,
  key: string,
): Promise<boolean> {
  return (await findOrder(transaction, organisationId, key)) !== null;
}
