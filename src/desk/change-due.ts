/** Changes what is owed: amount, day or words; what was paid stays paid. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { insertDueChange, lockDues, writeTerms } from '../dues/index.ts';
import { carryOutOnce, type StaffOrder } from '../orders/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findHolds } from '../payments/index.ts';
import { termsAsJson, type DueTerms } from './due-terms.ts';

export type { DueTerms } from './due-terms.ts';

/**
 * @throws Refusal `not_found`, `due_withdrawn`, `due_in_progress` while somebody pays it, `below_settled` when
 *   more than the new amount was paid or credited, `input_invalid`
 */
export async function changeDue(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  organisation: Organisation,
  dueId: string,
  order: StaffOrder & DueTerms,
): Promise<void> {
  const { about, amount, dueOn, reason, actor } = order;
  if (about.trim() === '') throw new Refusal('input_invalid', 'about: is missing');
  if (amount.minor <= 0n) throw new Refusal('input_invalid', 'amount: not above zero');
  await context.database.transaction(async (transaction) => {
    const once = { key: order.key, action: 'change due', subject: dueId };
    await carryOutOnce(context, transaction, organisation.id, once, async () => {
      const [due] = await lockDues(transaction, organisation.id, [dueId]);
      if (!due) throw new Refusal('not_found', `there is no due ${dueId}`);
      if (due.withdrawn) throw new Refusal('due_withdrawn');
      if ((await findHolds(transaction, organisation.id, [dueId])).length > 0) {
        throw new Refusal('due_in_progress');
      }
      if (amount.currency !== due.amount.currency) {
        throw new Refusal('input_invalid', 'amount: of another currency');
      }
      if (amount.minor < due.settled.minor + due.credited.minor) throw new Refusal('below_settled');
      const before = termsAsJson({ about: due.reason, amount: due.amount, dueOn: due.dueOn });
      const after = termsAsJson(order);
      const at = context.clock.now();
      const id = context.ids.next('dch');
      const terms = { minor: amount.minor, reason: about, dueOn };
      await writeTerms(transaction, organisation.id, dueId, terms);
      const change = { id, dueId, kind: 'change', before, after, reason, actor, at } as const;
      await insertDueChange(transaction, organisation.id, change);
      await recordAudit(transaction, context, organisation.id, {
        actor,
        action: 'change due',
        subject: dueId,
        detail: {
          before: { ...before, about: undefined },
          after: { ...after, about: undefined },
        },
        personal: { before: before['about'], after: after['about'], reason },
      });
    });
  });
}
