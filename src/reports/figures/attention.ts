/** What a person should look at, each as the list that shows it, counted as that list counts. */
import type { Context } from '../../context.ts';
import { dateIn } from '../../core/calendar-date.ts';
import { sql } from '../../database/sql.ts';
import type { Organisation } from '../../organisations/index.ts';
import type { ListName } from '../list.ts';
import { lists } from '../lists.ts';
import { parseSelection, type Query } from '../selection.ts';
import { findListTotals, type ListTotals } from '../totals.ts';

export const attentionNames = [
  'money_not_placed',
  'second_payments',
  'unknown_outcomes',
  'refunds_in_doubt',
  'disputes',
  'failed_mails',
] as const;
export type AttentionName = (typeof attentionNames)[number];

export type AttentionFigure = {
  readonly name: AttentionName;
  readonly list: ListName;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly totals: ListTotals;
};

const counted: Readonly<Record<AttentionName, { readonly list: ListName; readonly query: Query }>> =
  {
    money_not_placed: { list: 'suspense', query: { state: 'waiting' } },
    second_payments: { list: 'second_payments', query: { state: 'waiting' } },
    unknown_outcomes: { list: 'unresolved_attempts', query: {} },
    refunds_in_doubt: { list: 'refunds', query: { state: ['unknown', 'failed'] } },
    disputes: { list: 'disputes', query: {} },
    failed_mails: { list: 'mails', query: { state: 'failed' } },
  };

const mostCounted = 1000;

/** @param services whose rows; lists that know no services are left out for who may not see all */
export async function findAttentionFigures(
  context: Pick<Context, 'database' | 'clock'>,
  organisation: Organisation,
  services: readonly string[] | null,
): Promise<AttentionFigure[]> {
  const today = dateIn(organisation.settings.time_zone, context.clock.now());
  const figures: AttentionFigure[] = [];
  for (const name of attentionNames) {
    const { list, query } = counted[name];
    if (services !== null && lists[list].ofServices === null) continue;
    const result = parseSelection(lists[list], query, { today, services });
    if (result.kind === 'invalid') throw new Error(`no such selection: ${name}`);
    const { selection } = result;
    const totals = await findListTotals(context.database, organisation, selection, mostCounted);
    figures.push({ name, list, parameters: selection.parameters, totals });
  }
  return figures;
}

export const heldUpNames = ['mails', 'receipts', 'questions', 'notifications'] as const;
export type HeldUpName = (typeof heldUpNames)[number];

/** Work that should have been done a quarter of an hour ago, or was given up. */
export async function findHeldUp(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  { id }: Organisation,
): Promise<Readonly<Record<HeldUpName, number>>> {
  const before = new Date(clock.now().getTime() - 15 * 60_000);
  const [row] = await database.query<Record<HeldUpName, number>>(sql`
    select
      (select count(*)::integer from messages
        where messages.organisation_id = ${id} and next_try_at < ${before}) as mails,
      (select count(*)::integer from payments
        where payments.organisation_id = ${id} and state = 'paid' and not receipt_issued
          and paid_at < ${before}) as receipts,
      (select count(*)::integer from attempts
        where attempts.organisation_id = ${id} and next_ask_at < ${before}) as questions,
      (select count(*)::integer from inbox_events
        where inbox_events.organisation_id = ${id}
          and (next_try_at < ${before} or parked_because is not null)) as notifications`);
  if (!row) throw new Error('nothing was counted');
  return row;
}
