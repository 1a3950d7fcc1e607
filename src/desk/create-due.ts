/** Makes a due by hand: something owed that no invoice tells of. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import type { CalendarDate } from '../core/calendar-date.ts';
import { Refusal } from '../core/errors.ts';
import type { Money } from '../core/money.ts';
import { insertDue, insertDueChange, type Debtor } from '../dues/index.ts';
import { carryOutOnce, type StaffOrder } from '../orders/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { termsAsJson } from './due-terms.ts';

export type NewDueOrder = StaffOrder & {
  /** Groups what is collected, such as `invoices`: small letters, digits and dashes. */
  readonly service: string;
  /** What it is for, as its debtor reads it. */
  readonly about: string;
  readonly amount: Money;
  readonly dueOn: CalendarDate | null;
  readonly debtor: Debtor;
};

/**
 * @returns its id
 * @throws Refusal `input_invalid` naming the field
 */
export async function createDue(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  organisation: Organisation,
  order: NewDueOrder,
): Promise<string> {
  const { service, about, amount, dueOn, debtor, reason, actor } = order;
  refuseIncomplete(order);
  const dueId = context.ids.next('due');
  const done = await context.database.transaction((transaction) => {
    const once = { key: order.key, action: 'create due', subject: dueId };
    return carryOutOnce(context, transaction, organisation.id, once, async () => {
      const at = context.clock.now();
      const due = {
        id: dueId,
        invoiceId: null,
        position: 1,
        service,
        reason: about,
        amount,
        dueOn,
        collectable: 'by_payer',
        debtor,
        accessToken: context.ids.token(),
      } as const;
      await insertDue(transaction, organisation.id, due, at);
      const terms = termsAsJson({ about, amount, dueOn });
      const after = { ...terms, service };
      const id = context.ids.next('dch');
      const change = { id, dueId, kind: 'create', before: null, after, reason, actor, at } as const;
      await insertDueChange(transaction, organisation.id, change);
      await recordAudit(transaction, context, organisation.id, {
        actor,
        action: 'create due',
        subject: dueId,
        detail: { amount: terms['amount'], currency: terms['currency'], service },
        personal: { about, reason },
      });
    });
  });
  return done.subject;
}

function refuseIncomplete({ service, about, amount, debtor }: NewDueOrder): void {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(service)) throw new Refusal('input_invalid', 'service');
  if (about.trim() === '') throw new Refusal('input_invalid', 'about: is missing');
  if (amount.minor <= 0n) throw new Refusal('input_invalid', 'amount: not above zero');
  if (debtor.name.trim() === '') throw new Refusal('input_invalid', 'debtor: is missing');
}
