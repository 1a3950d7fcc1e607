/** Gathers what stands on the notice of a due, as of today. */
import type { Context } from '../context.ts';
import { dateIn, type CalendarDate } from '../core/calendar-date.ts';
import { inLanguage } from '../core/localised.ts';
import { money, zero } from '../core/money.ts';
import { isRfReference, printRfReference } from '../core/rf-reference.ts';
import type { Language } from '../core/texts.ts';
import { pricesToday } from '../discounts/index.ts';
import {
  daysOfPrice,
  findDebtor,
  findDueDetails,
  findDuesOfPlans,
  outstanding,
  type Due,
} from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findServicesByIds } from '../services/index.ts';
import type { NoticeDocument } from './notice-document.ts';

export async function composeNotice(
  context: Pick<Context, 'database' | 'clock' | 'key' | 'publicUrl'>,
  organisation: Organisation,
  due: Due,
  language: Language,
): Promise<NoticeDocument> {
  const { database, clock } = context;
  const plan = due.plan ? await findDuesOfPlans(database, organisation.id, [due.plan.id]) : [due];
  const priced = await pricesToday(context, database, organisation, plan);
  const ids = plan.map(({ id }) => id);
  const details = await findDueDetails(database, organisation.id, ids);
  const numbers = new Map(details.map((one) => [one.dueId, one.noticeNumber]));
  const numberOf = (id: string) => printNoticeNumber(numbers.get(id) ?? null);
  const debtor = await findDebtor(database, organisation.id, due.id);
  const [service] = await findServicesByIds(database, organisation.id, [due.service]);
  const { due: now, lines } = priced.find((one) => one.due.id === due.id) ?? { due, lines: [] };
  const madeOn = dateIn(organisation.settings.time_zone, clock.now());
  const home = `${context.publicUrl}/${organisation.slug}`;
  const number = numbers.get(due.id) ?? null;
  return {
    ...sender(organisation),
    madeOn,
    number: numberOf(due.id),
    url: number ? `${home}/notices/${number}` : `${home}/dues/${debtor?.accessToken ?? ''}`,
    findUrl: `${home}/notices`,
    reason: due.reason,
    service: service ? inLanguage(service.definition.name, language) : null,
    debtor: debtor && { name: debtor.name, taxId: debtor.taxId },
    lines,
    amount: now.amount,
    settled: money(now.settled.minor + now.credited.minor, now.amount.currency),
    outstanding: outstanding(now),
    dueOn: due.dueOn,
    validFrom: due.validFrom,
    validUntil: due.validUntil,
    ...byDay(now, madeOn),
    least: due.leastPart,
    instalments: instalmentsOf(
      due,
      priced.map((one) => one.due),
    ).map((one) => ({
      number: numberOf(one.id),
      amount: one.amount,
      dueOn: one.dueOn,
      isPaid: outstanding(one).minor === 0n,
    })),
  };
}

/** In groups, as it is printed and shown; null where there is none. */
export function printNoticeNumber(number: string | null): string | null {
  return number && isRfReference(number) ? printRfReference(number) : number;
}

function sender({ settings, mode }: Organisation): Pick<NoticeDocument, 'organisation' | 'mode'> {
  return {
    organisation: {
      name: settings.name,
      legalName: settings.legal_name ?? settings.name,
      taxIds: settings.tax_ids,
      address: settings.address ?? null,
      email: settings.contact.email ?? settings.mail_address ?? null,
      phone: settings.contact.phone ?? null,
      colour: settings.colour,
    },
    mode,
  };
}

/** The whole of a plan shows its instalments; an instalment is a notice of its own. */
function instalmentsOf(due: Due, plan: readonly Due[]): Due[] {
  if (due.plan?.part !== 'whole') return [];
  return plan
    .filter((one) => one.plan?.part === 'instalment' && !one.withdrawn)
    .toSorted((one, other) => ((one.dueOn ?? '') < (other.dueOn ?? '') ? -1 : 1));
}

function byDay(due: Due, today: CalendarDate): Pick<NoticeDocument, 'early' | 'late'> {
  if (!due.pricing || outstanding(due).minor === zero(due.amount.currency).minor) {
    return { early: null, late: null };
  }
  const { earlyUntil, lateFrom } = daysOfPrice(due.pricing, due.dueOn);
  const { late } = due.pricing.by_date;
  const base = money(BigInt(due.pricing.base), due.amount.currency);
  return {
    early: earlyUntil && today <= earlyUntil ? { until: earlyUntil, after: base } : null,
    late: late && lateFrom ? { from: lateFrom, percent: late.percent_a_year } : null,
  };
}
