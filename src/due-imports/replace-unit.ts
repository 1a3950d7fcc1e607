/** Puts changed content in the place of dues, and notes in their history what they were. */
import { toDecimal } from '../core/money.ts';
import {
  insertDueChange,
  rewriteDueDetails,
  rewriteDues,
  withdrawDues,
  type Due,
} from '../dues/index.ts';
import type { JudgedUnit } from './judge-units.ts';
import { makeDues, type Made, type Storing } from './make-dues.ts';

/** @returns those of a plan that are new */
export async function replaceUnit(
  storing: Storing,
  { entries, before, gone }: Extract<JudgedUnit, { kind: 'replace' }>,
): Promise<Made[]> {
  const { context, transaction, organisationId, actor, file } = storing;
  const made = makeDues(storing, entries, before);
  const isThere = ({ detail }: Made): boolean => before.has(detail.sourceKey ?? '');
  const kept = made.filter(isThere);
  const at = context.clock.now();
  await rewriteDues(
    transaction,
    organisationId,
    kept.map(({ due }) => due),
  );
  await rewriteDueDetails(
    transaction,
    organisationId,
    kept.map(({ detail }) => detail),
  );
  for (const { due, detail } of kept) {
    const earlier = before.get(detail.sourceKey ?? '');
    await insertDueChange(transaction, organisationId, {
      id: context.ids.next('dch'),
      dueId: due.id,
      kind: 'change',
      reason: file,
      actor,
      at,
      before: earlier ? terms(earlier) : null,
      after: terms(due),
    });
  }
  const goneIds = gone.map(({ id }) => id);
  if (goneIds.length > 0) await withdrawDues(transaction, organisationId, goneIds, at);
  for (const dueId of goneIds) {
    await insertDueChange(transaction, organisationId, {
      id: context.ids.next('dch'),
      dueId,
      kind: 'withdraw',
      reason: file,
      actor,
      at,
      before: { withdrawn: false },
      after: { withdrawn: true },
    });
  }
  return made.filter((one) => !isThere(one));
}

/** As the history of a due keeps them. */
function terms({ reason, amount, dueOn }: Pick<Due, 'reason' | 'amount' | 'dueOn'>) {
  return { about: reason, amount: toDecimal(amount), currency: amount.currency, due_on: dueOn };
}
