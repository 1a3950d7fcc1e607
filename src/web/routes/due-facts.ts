/** What a due's page shows of it: priced for today, and how it stands. */
import { dateIn, daysAfter, type CalendarDate } from '../../core/calendar-date.ts';
import { inLanguage } from '../../core/localised.ts';
import { money } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import { pricesToday, type PricedDue } from '../../discounts/index.ts';
import {
  daysOfPrice,
  findDueDetails,
  findDuesOfPlans,
  lineText,
  outstanding,
  type Due,
} from '../../dues/index.ts';
import { printNoticeNumber } from '../../notices/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { findServicesByIds } from '../../services/index.ts';
import type { DueFacts, PlanPart } from '../pages/due.ts';
import type { Site } from '../site.ts';

export type DueShown = PricedDue & {
  readonly today: CalendarDate;
  /** The dues of its plan, itself among them, each as of today; none where it has no plan. */
  readonly plan: readonly Due[];
  readonly noticeNumber: string | null;
  readonly service: string | null;
};

export async function findShown(
  site: Site,
  organisation: Organisation,
  due: Due,
  language: Language,
): Promise<DueShown> {
  const { database, clock } = site.context;
  const all = due.plan ? await findDuesOfPlans(database, organisation.id, [due.plan.id]) : [due];
  const priced = await pricesToday(site.context, database, organisation, all);
  const [detail] = await findDueDetails(database, organisation.id, [due.id]);
  const [service] = await findServicesByIds(database, organisation.id, [due.service]);
  const shown = priced.find((one) => one.due.id === due.id) ?? { due, lines: [] };
  return {
    ...shown,
    today: dateIn(organisation.settings.time_zone, clock.now()),
    plan: due.plan ? priced.map((one) => one.due) : [],
    noticeNumber: detail?.noticeNumber ?? null,
    service: service ? inLanguage(service.definition.name, language) : null,
  };
}

/** @param debtor null for whoever has nothing but a notice's number; then lines in somebody's words are left out too */
export function dueFacts(
  { due, lines, today, noticeNumber, service }: DueShown,
  debtor: string | null,
  language: Language,
): DueFacts {
  const { currency } = due.amount;
  const told = debtor === null ? lines.filter((line) => line.kind !== undefined) : lines;
  return {
    reason: due.reason,
    service,
    noticeNumber: printNoticeNumber(noticeNumber),
    debtorMasked: debtor,
    lines: told.map((line) => ({
      text: lineText(line, language),
      amount: money(BigInt(line.minor), currency),
    })),
    amount: due.amount,
    settled: due.settled,
    credited: due.credited,
    outstanding: outstanding(due),
    dueOn: due.dueOn,
    validFrom: due.validFrom,
    validUntil: due.validUntil,
    byDay: byDay(due, today),
  };
}

/** Nothing of what is over, and nothing at all once there is nothing to pay. */
function byDay(due: Due, today: CalendarDate): DueFacts['byDay'] {
  const nothing = { early: null, late: null };
  if (!due.pricing || !due.dueOn || outstanding(due).minor === 0n) return nothing;
  const { earlyUntil, lateFrom } = daysOfPrice(due.pricing, due.dueOn);
  const { late } = due.pricing.by_date;
  const base = money(BigInt(due.pricing.base), due.amount.currency);
  return {
    early: earlyUntil && today <= earlyUntil ? { until: earlyUntil, after: base } : null,
    late:
      late && lateFrom
        ? {
            from: lateFrom,
            since: daysAfter(due.dueOn, 1),
            percent: late.percent_a_year,
            isNow: today >= lateFrom,
          }
        : null,
  };
}

function partState(due: Due, today: CalendarDate, held: ReadonlySet<string>): PlanPart['state'] {
  if (due.withdrawn) return 'withdrawn';
  if (outstanding(due).minor === 0n) return 'paid';
  if (held.has(due.id)) return 'in_progress';
  return due.dueOn && due.dueOn < today ? 'overdue' : 'open';
}

export function planPart(due: Due, today: CalendarDate, held: ReadonlySet<string>): PlanPart {
  const state = partState(due, today, held);
  const isLeft = state === 'open' || state === 'overdue';
  return {
    dueId: due.id,
    amount: isLeft ? outstanding(due) : due.amount,
    dueOn: due.dueOn,
    state,
  };
}

/** What the page says of amounts, so that posting it tells when one is another by then. */
export function seenOf(dues: readonly Due[]): string {
  return dues.map((due) => `${due.id}:${outstanding(due).minor}`).join(',');
}

/** @returns the amounts by the dues' ids; what cannot be read was not seen */
export function readSeen(text: string): Map<string, bigint> {
  return new Map(
    text
      .split(',')
      .map((one) => /^(due_\w{1,40}):(\d{1,18})$/.exec(one))
      .filter((match) => match !== null)
      .map(([, id = '', minor = '0']) => [id, BigInt(minor)]),
  );
}
