/** Stores what was judged: new dues with their notices, changed ones in the place of what they were. */
import { randomRfReference } from '../core/rf-reference.ts';
import { findTakenNotices, insertDueDetails, insertDues } from '../dues/index.ts';
import type { JudgedUnit } from './judge-units.ts';
import { makeDues, type Made, type Storing } from './make-dues.ts';
import { replaceUnit } from './replace-unit.ts';
import { planAnew } from './store.ts';

/** @param judged within the same transaction */
export async function storeUnits(storing: Storing, judged: readonly JudgedUnit[]): Promise<void> {
  const made: Made[] = [];
  for (const unit of judged) {
    if (unit.kind === 'new') made.push(...makeDues(storing, unit.entries, new Map()));
    if (unit.kind === 'replace') made.push(...(await replaceUnit(storing, unit)));
  }
  if (made.length === 0) return;
  await planAnew(storing.transaction);
  await insertMade(storing, made);
}

async function insertMade(storing: Storing, made: readonly Made[]): Promise<void> {
  const { context, transaction, organisationId } = storing;
  const numbers = made.flatMap(({ detail }) => detail.noticeNumber ?? []);
  const taken = await findTakenNotices(transaction, organisationId, numbers);
  const details = made.map(({ detail }) => {
    if (detail.noticeNumber === null || !taken.has(detail.noticeNumber)) return detail;
    return { ...detail, noticeNumber: randomRfReference(context.ids.bytes) };
  });
  const dues = made.map(({ due }) => due);
  await insertDues(transaction, organisationId, dues, context.clock.now());
  await insertDueDetails(transaction, organisationId, details);
}
