/** SQL of the dues themselves: dues, due_credits. */
import type { CalendarDate } from '../core/calendar-date.ts';
import { money } from '../core/money.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { rows, sql } from '../database/sql.ts';
import { plainOffer, type Collectable, type Debtor, type Due, type DueOffer } from './due.ts';
import { duePricing } from './price-by-date.ts';

type DueRow = {
  due_id: string;
  invoice_id: string | null;
  position: number;
  service: string;
  reason: string;
  amount: bigint;
  currency: string;
  settled: bigint;
  credited: bigint;
  due_on: CalendarDate | null;
  collectable: Collectable;
  withdrawn: boolean;
  charge_type_id: string | null;
  plan_id: string | null;
  plan_part: 'whole' | 'instalment' | null;
  valid_from: CalendarDate | null;
  valid_until: CalendarDate | null;
  least_part: bigint | null;
  pricing: unknown;
};

const columns = sql`due_id, invoice_id, position, service, reason, amount, currency, settled, credited,
  due_on, collectable, withdrawn_at is not null as withdrawn, charge_type_id, plan_id, plan_part, valid_from,
  valid_until, least_part, pricing`;

function fromRow(row: DueRow): Due {
  return {
    id: row.due_id,
    invoiceId: row.invoice_id,
    position: row.position,
    service: row.service,
    reason: row.reason,
    amount: money(row.amount, row.currency),
    settled: money(row.settled, row.currency),
    credited: money(row.credited, row.currency),
    dueOn: row.due_on,
    collectable: row.collectable,
    withdrawn: row.withdrawn,
    chargeTypeId: row.charge_type_id,
    plan: row.plan_id && row.plan_part ? { id: row.plan_id, part: row.plan_part } : null,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    leastPart: row.least_part === null ? null : money(row.least_part, row.currency),
    pricing: row.pricing === null ? null : duePricing.parse(row.pricing),
  };
}

export type NewDue = Omit<Due, 'settled' | 'credited' | 'withdrawn' | keyof DueOffer> &
  Partial<DueOffer> & {
    /** Of a due that no invoice tells of. */
    readonly debtor?: Debtor;
    /** Opens the due's own page; 160 bits. */
    readonly accessToken?: string;
  };

export async function insertDue(
  transaction: Transaction,
  organisationId: string,
  due: NewDue,
  createdAt: Date,
): Promise<void> {
  await insertDues(transaction, organisationId, [due], createdAt);
}

/** Many at once, in one statement. */
export async function insertDues(
  transaction: Transaction,
  organisationId: string,
  dues: readonly NewDue[],
  createdAt: Date,
): Promise<void> {
  const offered = dues.map((due) => ({ ...plainOffer, ...due }));
  await transaction.query(sql`
    insert into dues (organisation_id, due_id, invoice_id, position, service, reason, amount, currency,
      due_on, collectable, created_at, debtor_name, debtor_tax_id, debtor_email, access_token,
      charge_type_id, plan_id, plan_part, valid_from, valid_until, least_part, pricing)
    select ${organisationId}, due_id, invoice_id, position, service, reason, amount, currency,
      due_on, collectable, ${createdAt}, debtor_name, debtor_tax_id, debtor_email, access_token,
      charge_type_id, plan_id, plan_part, valid_from, valid_until, least_part, pricing
    from ${rows('made', offered, {
      due_id: ['text', (due) => due.id],
      invoice_id: ['text', (due) => due.invoiceId],
      position: ['integer', (due) => due.position],
      service: ['text', (due) => due.service],
      reason: ['text', (due) => due.reason],
      amount: ['bigint', (due) => due.amount.minor],
      currency: ['text', (due) => due.amount.currency],
      due_on: ['date', (due) => due.dueOn],
      collectable: ['text', (due) => due.collectable],
      debtor_name: ['text', (due) => due.debtor?.name ?? null],
      debtor_tax_id: ['text', (due) => due.debtor?.taxId ?? null],
      debtor_email: ['text', (due) => due.debtor?.email ?? null],
      access_token: ['text', (due) => due.accessToken ?? null],
      charge_type_id: ['text', (due) => due.chargeTypeId],
      plan_id: ['text', (due) => due.plan?.id ?? null],
      plan_part: ['text', (due) => due.plan?.part ?? null],
      valid_from: ['date', (due) => due.validFrom],
      valid_until: ['date', (due) => due.validUntil],
      least_part: ['bigint', (due) => due.leastPart?.minor ?? null],
      pricing: ['jsonb', (due) => due.pricing && JSON.stringify(due.pricing)],
    })}`);
}

export async function findDuesOfInvoices(
  database: Queryable,
  organisationId: string,
  invoiceIds: readonly string[],
): Promise<Due[]> {
  const found = await database.query<DueRow>(sql`
    select ${columns} from dues
    where organisation_id = ${organisationId} and invoice_id = any(${invoiceIds})
    order by invoice_id, position limit 10000`);
  return found.map(fromRow);
}

export async function findDues(
  database: Queryable,
  organisationId: string,
  dueIds: readonly string[],
): Promise<Due[]> {
  const found = await database.query<DueRow>(sql`
    select ${columns} from dues where organisation_id = ${organisationId} and due_id = any(${dueIds})
    order by due_id limit 10000`);
  return found.map(fromRow);
}

/** The dues of the same debts: the whole and its instalments. */
export async function findDuesOfPlans(
  database: Queryable,
  organisationId: string,
  planIds: readonly string[],
): Promise<Due[]> {
  const found = await database.query<DueRow>(sql`
    select ${columns} from dues where organisation_id = ${organisationId} and plan_id = any(${planIds})
    order by due_id limit 10000`);
  return found.map(fromRow);
}

/** The due whose own page an address opens. */
export async function findDueByToken(
  database: Queryable,
  organisationId: string,
  accessToken: string,
): Promise<Due | null> {
  const [row] = await database.query<DueRow>(sql`
    select ${columns} from dues
    where organisation_id = ${organisationId} and access_token = ${accessToken}`);
  return row ? fromRow(row) : null;
}

/** Who owes a due that staff made, and the token of its page; null for one that came with an invoice. */
export async function findDebtor(
  database: Queryable,
  organisationId: string,
  dueId: string,
): Promise<(Debtor & { readonly accessToken: string | null }) | null> {
  const [row] = await database.query<{
    debtor_name: string | null;
    debtor_tax_id: string | null;
    debtor_email: string | null;
    access_token: string | null;
  }>(sql`
    select debtor_name, debtor_tax_id, debtor_email, access_token from dues
    where organisation_id = ${organisationId} and due_id = ${dueId}`);
  if (!row || row.debtor_name === null) return null;
  return {
    name: row.debtor_name,
    taxId: row.debtor_tax_id,
    email: row.debtor_email,
    accessToken: row.access_token,
  };
}

/** As `findDebtor`, for many dues by their ids. */
export async function findDebtors(
  database: Queryable,
  organisationId: string,
  dueIds: readonly string[],
): Promise<Map<string, Debtor>> {
  const found = await database.query<{
    due_id: string;
    debtor_name: string;
    debtor_tax_id: string | null;
    debtor_email: string | null;
  }>(sql`
    select due_id, debtor_name, debtor_tax_id, debtor_email from dues
    where organisation_id = ${organisationId} and due_id = any(${dueIds}) and debtor_name is not null`);
  return new Map(
    found.map((row) => [
      row.due_id,
      { name: row.debtor_name, taxId: row.debtor_tax_id, email: row.debtor_email },
    ]),
  );
}

/** Locks dues against change until the transaction ends, always in the order of their ids. */
export async function lockDues(
  transaction: Transaction,
  organisationId: string,
  dueIds: readonly string[],
): Promise<Due[]> {
  const found = await transaction.query<DueRow>(sql`
    select ${columns} from dues where organisation_id = ${organisationId} and due_id = any(${dueIds})
    order by due_id for no key update`);
  return found.map(fromRow);
}

/** As `lockDues`, with all dues of the same plans, in one order: settling one way of a plan writes the other too. */
export async function lockDuesAndPlans(
  transaction: Transaction,
  organisationId: string,
  dueIds: readonly string[],
): Promise<Due[]> {
  const found = await transaction.query<DueRow>(sql`
    select ${columns} from dues where organisation_id = ${organisationId} and (
      due_id = any(${dueIds}) or plan_id = any(array(
        select given.plan_id from dues given
        where given.organisation_id = ${organisationId} and given.due_id = any(${dueIds})
          and given.plan_id is not null)))
    order by due_id for no key update`);
  return found.map(fromRow);
}

type Movement = { readonly dueId: string; readonly minor: bigint };

/** Adds to what is settled, a due once or several times; the database refuses more than is owed. */
export async function addSettled(
  transaction: Transaction,
  organisationId: string,
  movements: readonly Movement[],
): Promise<void> {
  await transaction.query(sql`
    update dues set settled = settled + moved.minor
    from (
      select due_id, sum(minor)::bigint as minor
      from ${rows('movements', movements, {
        due_id: ['text', (movement) => movement.dueId],
        minor: ['bigint', (movement) => movement.minor],
      })}
      group by due_id) as moved
    where dues.organisation_id = ${organisationId} and dues.due_id = moved.due_id`);
}

/** Takes a credit note off a due, once per credit note. */
export async function creditDue(
  transaction: Transaction,
  organisationId: string,
  credit: Movement & { readonly creditNoteId: string },
  creditedAt: Date,
): Promise<void> {
  await transaction.query(sql`
    insert into due_credits (organisation_id, due_id, credit_note_id, amount, credited_at)
    values (${organisationId}, ${credit.dueId}, ${credit.creditNoteId}, ${credit.minor}, ${creditedAt})`);
  await transaction.query(sql`
    update dues set credited = credited + ${credit.minor}
    where organisation_id = ${organisationId} and due_id = ${credit.dueId}`);
}

/** Takes dues back that nobody has begun to pay. */
export async function withdrawDues(
  transaction: Transaction,
  organisationId: string,
  dueIds: readonly string[],
  at: Date,
): Promise<void> {
  await transaction.query(sql`
    update dues set withdrawn_at = ${at}
    where organisation_id = ${organisationId} and due_id = any(${dueIds}) and withdrawn_at is null`);
}

/** The credit notes that took something off any of the dues, oldest first. */
export async function findCreditNotesOfDues(
  database: Queryable,
  organisationId: string,
  dueIds: readonly string[],
): Promise<string[]> {
  const found = await database.query<{ credit_note_id: string }>(sql`
    select distinct credit_note_id from due_credits
    where organisation_id = ${organisationId} and due_id = any(${dueIds})
    order by credit_note_id limit 100`);
  return found.map((row) => row.credit_note_id);
}

/** How much a credit note has taken off dues, in minor units. */
export async function findCredits(
  database: Queryable,
  organisationId: string,
  creditNoteId: string,
): Promise<bigint> {
  const [row] = await database.query<{ credited: bigint }>(sql`
    select coalesce(sum(amount), 0)::bigint as credited from due_credits
    where organisation_id = ${organisationId} and credit_note_id = ${creditNoteId}`);
  return row?.credited ?? 0n;
}
