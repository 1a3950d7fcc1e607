/** Makes a due by hand: something owed that no invoice tells of. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import type { CalendarDate } from '../core/calendar-date.ts';
import { Refusal } from '../core/errors.ts';
import type { Money } from '../core/money.ts';
import { rfReference } from '../core/rf-reference.ts';
import {
  insertDue,
  insertDueChange,
  insertDueDetails,
  type Debtor,
  type DueDetail,
  type DueLine,
  type DueOffer,
} from '../dues/index.ts';
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
  /** What its charge type says of how it is paid, and what staff said besides; simply owed where nothing is. */
  readonly offer?: Partial<DueOffer>;
  /** What it is made of; they add up to the amount. */
  readonly lines?: readonly DueLine[];
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
        ...order.offer,
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
      await insertDueDetails(transaction, organisation.id, [detailOf(context, dueId, order)]);
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

/** Its notice has a number that checks itself, and that nobody can guess. */
function detailOf(
  { ids }: Pick<Context, 'ids'>,
  dueId: string,
  { lines = [] }: NewDueOrder,
): DueDetail {
  return {
    dueId,
    origin: 'hand',
    noticeNumber: rfReference(ids.token().slice(0, 12).toUpperCase()),
    sourceKey: null,
    contentDigest: null,
    lines,
    answers: [],
    chargeTypeVersion: null,
    pagopa: null,
  };
}

function refuseIncomplete(order: NewDueOrder): void {
  const { service, about, amount, debtor, offer, lines = [] } = order;
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(service)) throw new Refusal('input_invalid', 'service');
  if (about.trim() === '') throw new Refusal('input_invalid', 'about: is missing');
  if (amount.minor <= 0n) throw new Refusal('input_invalid', 'amount: not above zero');
  if (debtor.name.trim() === '') throw new Refusal('input_invalid', 'debtor: is missing');
  const { validFrom = null, validUntil = null, leastPart = null } = offer ?? {};
  if (validFrom && validUntil && validUntil < validFrom)
    throw new Refusal('input_invalid', 'valid_until: before valid_from');
  if (leastPart && (leastPart.currency !== amount.currency || leastPart.minor <= 0n))
    throw new Refusal('input_invalid', 'least_part: not an amount of this currency above zero');
  const sum = lines.reduce((total, { minor }) => total + BigInt(minor), 0n);
  if (lines.length > 0 && sum !== amount.minor)
    throw new Refusal('input_invalid', 'lines: do not add up to the amount');
}
