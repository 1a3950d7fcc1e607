/** All SQL of the dues: dues, due_credits. */
import type { CalendarDate } from '../core/calendar-date.ts';
import { money } from '../core/money.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { rows, sql } from '../database/sql.ts';
import type { Collectable, Debtor, Due } from './due.ts';

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
};

const columns = sql`due_id, invoice_id, position, service, reason, amount, currency, settled, credited,
  due_on, collectable, withdrawn_at is not null as withdrawn`;

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
  };
}

export type NewDue = Omit<Due, 'settled' | 'credited' | 'withdrawn'> & {
  /** Of a due that staff made; an invoice says it itself. */
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
  await transaction.query(sql`
    insert into dues (organisation_id, due_id, invoice_id, position, service, reason, amount, currency,
      due_on, collectable, created_at, debtor_name, debtor_tax_id, debtor_email, access_token)
    values (${organisationId}, ${due.id}, ${due.invoiceId}, ${due.position}, ${due.service}, ${due.reason},
      ${due.amount.minor}, ${due.amount.currency}, ${due.dueOn}, ${due.collectable}, ${createdAt},
      ${due.debtor?.name ?? null}, ${due.debtor?.taxId ?? null}, ${due.debtor?.email ?? null},
      ${due.accessToken ?? null})`);
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
