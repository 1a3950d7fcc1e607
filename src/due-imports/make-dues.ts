/** Makes dues of rows: with an address, a notice number, and a plan where there is one. */
import type { Context } from '../context.ts';
import { randomRfReference } from '../core/rf-reference.ts';
import type { Transaction } from '../database/database.ts';
import type { Due, DueDetail, NewDue } from '../dues/index.ts';
import type { Entry } from './unit.ts';

export type Storing = {
  readonly context: Pick<Context, 'clock' | 'ids'>;
  readonly transaction: Transaction;
  readonly organisationId: string;
  readonly actor: string;
  readonly file: string;
};

export type Made = { readonly due: NewDue; readonly detail: DueDetail };

/** @param before the dues whose place they take, by the organisation's keys */
export function makeDues(
  { context: { ids } }: Storing,
  entries: readonly Entry[],
  before: ReadonlyMap<string, Due>,
): Made[] {
  const isPlan = entries.some(({ row }) => row.plan !== null);
  const known = [...before.values()].find(({ plan }) => plan !== null)?.plan?.id;
  const planId = isPlan ? (known ?? ids.next('pln')) : null;
  return entries.map(({ row, offer, digest, chargeTypeVersion }, index) => {
    const id = before.get(row.id)?.id ?? ids.next('due');
    const { service, reason, amount, dueOn, debtor, validFrom, validUntil } = row;
    const plan = row.plan && planId ? { id: planId, part: row.plan.part } : null;
    return {
      due: {
        id,
        invoiceId: null,
        position: index + 1,
        service,
        reason,
        amount,
        dueOn,
        debtor,
        collectable: 'by_payer',
        accessToken: ids.token(),
        ...offer,
        plan,
        validFrom,
        validUntil,
      },
      detail: {
        dueId: id,
        origin: 'file',
        noticeNumber: randomRfReference(ids.bytes),
        sourceKey: row.id,
        contentDigest: digest,
        lines: row.lines,
        answers: [],
        chargeTypeVersion,
        pagopa: row.pagopa,
      },
    };
  });
}
