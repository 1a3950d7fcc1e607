/** An administrator who is always in, whatever the requests before have done: so that each reaches what is behind the door. */
import type { FastifyInstance } from 'fastify';
import { sql, type Sql } from '../../../src/database/sql.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import type { Visit } from '../../../test/support/site.ts';
import { slug, type Surroundings } from '../surroundings.ts';

export type Clerk = {
  readonly visit: Visit;
  /** Things of the town by the names of parameters; refreshed by `wake`. */
  readonly things: ReadonlyMap<string, readonly string[]>;
  /** Undoes what would keep the clerk out: a session that ended, another role, other settings of the organisation. */
  readonly wake: () => Promise<void>;
};

export async function employClerk(
  surroundings: Surroundings,
  app: FastifyInstance,
  round: number,
): Promise<Clerk> {
  const email = `fuzz${round}@valdorata.example`;
  const { browser, member } = await signInStaff(app, surroundings, 'administrator', null, email);
  const cookies = Object.fromEntries(browser.cookies);
  const page = await app.inject({ url: `/${slug}/office/staff/new`, cookies });
  const [, token = ''] = /name="form_token" value="([^"]+)"/.exec(page.body) ?? [];
  if (token === '') throw new Error(`the clerk has no form: ${page.statusCode}`);
  const { database, organisation, clock } = surroundings;
  const { owner } = database;
  const [kept] = await owner.query<{ settings: unknown }>(sql`
    select settings from organisations where organisation_id = ${organisation.id}`);
  const settings = JSON.stringify(kept?.settings);
  const things = new Map<string, readonly string[]>();
  let wakings = 0;
  return {
    visit: { cookies, token },
    things,
    wake: async () => {
      const now = clock.now();
      await owner.query(sql`
        update staff_sessions set ended_at = null, seen_at = ${now}, confirmed_at = ${now},
          begun_at = ${now} where staff_id = ${member.id} and second_factor_at is not null`);
      await owner.query(sql`
        update staff set role = 'administrator', services = null, disabled_at = null
        where staff_id = ${member.id}`);
      await owner.query(sql`
        update organisations set settings = ${settings} where organisation_id = ${organisation.id}
          and settings::text <> ${settings}::jsonb::text`);
      if (wakings % 50 === 0) await lookAround(surroundings, things);
      wakings += 1;
    },
  };
}

const newest: Readonly<Record<string, Sql>> = {
  payment: sql`select payment_id as id from payments order by 1 desc limit 20`,
  due: sql`select due_id as id from dues order by 1 desc limit 20`,
  approval: sql`select approval_id as id from approvals order by 1 desc limit 5`,
  item: sql`select suspense_item_id as id from suspense_items order by 1 desc limit 5`,
  dispute: sql`select dispute_id as id from disputes order by 1 desc limit 5`,
  ticket: sql`select ticket_id as id from tickets order by 1 desc limit 5`,
  attachment: sql`select ticket_attachment_id as id from ticket_attachments order by 1 desc limit 5`,
  export: sql`select export_id as id from exports order by 1 desc limit 5`,
  schedule: sql`select export_schedule_id as id from export_schedules order by 1 desc limit 5`,
  upload: sql`select upload_id as id from uploads order by 1 desc limit 5`,
  view: sql`select saved_view_id as id from saved_views order by 1 desc limit 5`,
  member: sql`select staff_id as id from staff order by 1 desc limit 5`,
  mail: sql`select unnest(array['receipt-for-payer', 'refund', 'dispute']) as id`,
  service: sql`select service_id as id from services order by changed_at desc limit 5`,
  charge: sql`select charge_type_id as id from charge_types order by changed_at desc limit 10`,
  discount: sql`select discount_id as id from discounts order by 1 desc limit 5`,
  provider: sql`select 'sandbox' as id`,
  list: sql`select unnest(array['payments', 'dues', 'refunds', 'audit', 'second_payments']) as id`,
};

async function lookAround(
  { database }: Surroundings,
  things: Map<string, readonly string[]>,
): Promise<void> {
  for (const [name, asked] of Object.entries(newest)) {
    const rows = await database.owner.query<{ id: string }>(asked);
    things.set(
      name,
      rows.map(({ id }) => id),
    );
  }
}
