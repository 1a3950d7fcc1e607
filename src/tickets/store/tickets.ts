/** SQL of tickets and ticket_counters. */
import { z } from 'zod';
import type { Language } from '../../core/texts.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import { paymentContext } from '../payment-context.ts';
import type { TicketState } from '../ticket-states.ts';
import type { Team, Ticket, TicketKind } from '../ticket.ts';

type TicketRow = {
  ticket_id: string;
  access_token: string;
  year: number;
  number: number;
  team: Team;
  kind: TicketKind;
  state: TicketState;
  language: Language;
  email: string | null;
  name: string | null;
  payment_id: string | null;
  context: unknown;
  details: unknown;
  assigned_to: string | null;
  created_at: Date;
  changed_at: Date;
  erased_at: Date | null;
};

const columns = sql`ticket_id, access_token, year, number, team, kind, state, language, email, name, payment_id,
  context, details, assigned_to, created_at, changed_at, erased_at`;

const details = z.record(z.string(), z.string());

function fromRow(row: TicketRow): Ticket {
  return {
    id: row.ticket_id,
    accessToken: row.access_token,
    year: row.year,
    number: row.number,
    team: row.team,
    kind: row.kind,
    state: row.state,
    language: row.language,
    email: row.email,
    name: row.name,
    paymentId: row.payment_id,
    context: row.context === null ? null : paymentContext.parse(row.context),
    details: details.parse(row.details),
    assignedTo: row.assigned_to,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    erasedAt: row.erased_at,
  };
}

/** Takes the next number of the year; whoever comes at the same time waits until the transaction ends. */
export async function takeNumber(
  transaction: Transaction,
  organisationId: string,
  year: number,
): Promise<number> {
  const [row] = await transaction.query<{ last_number: number }>(sql`
    insert into ticket_counters (organisation_id, year, last_number) values (${organisationId}, ${year}, 1)
    on conflict (organisation_id, year) do update set last_number = ticket_counters.last_number + 1
    returning last_number`);
  if (!row) throw new Error('no number was given to a request');
  return row.last_number;
}

export async function insertTicket(
  transaction: Transaction,
  organisationId: string,
  ticket: Omit<Ticket, 'changedAt' | 'erasedAt'> & { readonly orderKey: string },
): Promise<void> {
  await transaction.query(sql`
    insert into tickets (organisation_id, ticket_id, access_token, year, number, order_key, team, kind, state,
      language, email, name, payment_id, context, details, assigned_to, created_at, changed_at)
    values (${organisationId}, ${ticket.id}, ${ticket.accessToken}, ${ticket.year}, ${ticket.number},
      ${ticket.orderKey}, ${ticket.team}, ${ticket.kind}, ${ticket.state}, ${ticket.language},
      ${ticket.email}, ${ticket.name}, ${ticket.paymentId},
      ${ticket.context && JSON.stringify(ticket.context)}, ${JSON.stringify(ticket.details)},
      ${ticket.assignedTo}, ${ticket.createdAt}, ${ticket.createdAt})`);
}

export async function findTicketByOrderKey(
  database: Queryable,
  organisationId: string,
  orderKey: string,
): Promise<Ticket | null> {
  const [row] = await database.query<TicketRow>(sql`
    select ${columns} from tickets
    where organisation_id = ${organisationId} and order_key = ${orderKey}`);
  return row ? fromRow(row) : null;
}

export async function findTicketByToken(
  database: Queryable,
  organisationId: string,
  accessToken: string,
): Promise<Ticket | null> {
  const [row] = await database.query<TicketRow>(sql`
    select ${columns} from tickets
    where organisation_id = ${organisationId} and access_token = ${accessToken}`);
  return row ? fromRow(row) : null;
}

export async function findTicket(
  database: Queryable,
  organisationId: string,
  ticketId: string,
): Promise<Ticket | null> {
  const [row] = await database.query<TicketRow>(sql`
    select ${columns} from tickets
    where organisation_id = ${organisationId} and ticket_id = ${ticketId}`);
  return row ? fromRow(row) : null;
}

/** The same, kept from others until the transaction ends. */
export async function lockTicket(
  transaction: Transaction,
  organisationId: string,
  ticketId: string,
): Promise<Ticket | null> {
  const [row] = await transaction.query<TicketRow>(sql`
    select ${columns} from tickets
    where organisation_id = ${organisationId} and ticket_id = ${ticketId} for update`);
  return row ? fromRow(row) : null;
}

export async function writeTicket(
  transaction: Transaction,
  organisationId: string,
  ticket: Pick<Ticket, 'id' | 'state' | 'assignedTo' | 'changedAt'>,
): Promise<void> {
  await transaction.query(sql`
    update tickets set state = ${ticket.state}, assigned_to = ${ticket.assignedTo},
      changed_at = ${ticket.changedAt}
    where organisation_id = ${organisationId} and ticket_id = ${ticket.id}`);
}

export type TicketFilter = {
  readonly state?: TicketState | undefined;
  readonly team?: Team | undefined;
  readonly kind?: TicketKind | undefined;
  /** A member of staff by id. */
  readonly assignedTo?: string | undefined;
  readonly paymentId?: string | undefined;
  /** The last of the page before: what changed earlier follows. */
  readonly after?: Pick<Ticket, 'changedAt' | 'id'> | undefined;
};

/** Requests, those that changed last first. */
export async function listTickets(
  database: Queryable,
  organisationId: string,
  filter: TicketFilter,
  limit: number,
): Promise<Ticket[]> {
  const rows = await database.query<TicketRow>(sql`
    select ${columns} from tickets
    where organisation_id = ${organisationId}
      and (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
      and (${filter.team ?? null}::text is null or team = ${filter.team ?? null})
      and (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.assignedTo ?? null}::text is null or assigned_to = ${filter.assignedTo ?? null})
      and (${filter.paymentId ?? null}::text is null or payment_id = ${filter.paymentId ?? null})
      and (${filter.after?.id ?? null}::text is null
        or (changed_at, ticket_id) < (${filter.after?.changedAt ?? null}, ${filter.after?.id ?? null}))
    order by changed_at desc, ticket_id desc limit ${limit}`);
  return rows.map(fromRow);
}

/** How many requests are in each state. */
export async function countTickets(
  database: Queryable,
  organisationId: string,
): Promise<ReadonlyMap<TicketState, number>> {
  const rows = await database.query<{ state: TicketState; count: number }>(sql`
    select state, count(*)::int as count from tickets where organisation_id = ${organisationId}
    group by state`);
  return new Map(rows.map((row) => [row.state, row.count]));
}
