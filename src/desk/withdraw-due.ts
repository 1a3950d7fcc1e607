/** Takes a due back; money that comes for it later is set aside. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { insertDueChange, lockDues, withdrawDues } from '../dues/index.ts';
import { carryOutOnce, type StaffOrder } from '../orders/index.ts';
import type { Organisation } from '../organisations/index.ts';

/** @throws Refusal `not_found`, `due_withdrawn`, `due_already_paid` when nothing is owed of it any more */
export async function withdrawDue(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  organisation: Organisation,
  dueId: string,
  order: StaffOrder,
): Promise<void> {
  const { reason, actor } = order;
  await context.database.transaction(async (transaction) => {
    const once = { key: order.key, action: 'withdraw due', subject: dueId };
    await carryOutOnce(context, transaction, organisation.id, once, async () => {
      const [due] = await lockDues(transaction, organisation.id, [dueId]);
      if (!due) throw new Refusal('not_found', `there is no due ${dueId}`);
      if (due.withdrawn) throw new Refusal('due_withdrawn');
      if (due.settled.minor + due.credited.minor === due.amount.minor) {
        throw new Refusal('due_already_paid');
      }
      const at = context.clock.now();
      const id = context.ids.next('dch');
      await withdrawDues(transaction, organisation.id, [dueId], at);
      const states = { before: { withdrawn: false }, after: { withdrawn: true } } as const;
      const change = { id, dueId, kind: 'withdraw', ...states, reason, actor, at } as const;
      await insertDueChange(transaction, organisation.id, change);
      await recordAudit(transaction, context, organisation.id, {
        actor,
        action: 'withdraw due',
        subject: dueId,
        detail: {},
        personal: { reason },
      });
    });
  });
}
