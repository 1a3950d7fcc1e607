/** Dues of the town of every kind that a notice can be of, with hostile words in all of them. */
import { knownDate } from '../../../src/core/calendar-date.ts';
import { money } from '../../../src/core/money.ts';
import { randomRfReference } from '../../../src/core/rf-reference.ts';
import {
  addDiscount,
  addOfferedDue,
  addOffers,
  maria,
  type OfferedDue,
} from '../../../test/support/offers.ts';
import { marker } from '../hostile-values.ts';
import type { Surroundings } from '../surroundings.ts';

export type SentNotice = { readonly token: string; readonly number: string };

const early = { early: { days_before: 10, percent: '5' } };
const late = { late: { grace_days: 0, percent_a_year: '4.5' } };

function kinds(plan: string): readonly OfferedDue[] {
  return [
    {},
    { pricing: { base: '10000', by_date: { ...early, ...late } } },
    { leastPart: money(100n, 'EUR') },
    { validFrom: knownDate('2099-01-01') },
    { validUntil: knownDate('2020-01-01') },
    { lines: [{ text: `Quota ${marker}`, minor: '10000' }] },
    { plan: { id: plan, part: 'whole' } },
    { plan: { id: plan, part: 'instalment' }, cents: 5000n },
    { plan: { id: plan, part: 'instalment' }, cents: 5000n, dueOn: null },
  ];
}

export async function sendNotices(surroundings: Surroundings): Promise<SentNotice[]> {
  const { ids } = surroundings.context;
  await addOffers(surroundings);
  const names = { it: `Sconto ${marker}` };
  await addDiscount(surroundings, { code: ids.token().slice(0, 20), names, mostUses: 3 });
  const sent: SentNotice[] = [];
  for (const kind of kinds(ids.next('pln'))) {
    const number = randomRfReference(ids.bytes);
    const { token } = await addOfferedDue(surroundings, {
      noticeNumber: number,
      reason: `TARI ${marker}`,
      debtor: { ...maria, name: `Maria ${marker}` },
      ...kind,
    });
    sent.push({ token, number });
  }
  return sent;
}
