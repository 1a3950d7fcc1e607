/** Exports as files: they equal the screen, are made once, survive a crash, and come again when it is time. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { makePayments } from '../../test/support/many-payments.ts';
import { dateIn, knownDate } from '../core/calendar-date.ts';
import { fromDecimal } from '../core/money.ts';
import { sql } from '../database/sql.ts';
import {
  findList,
  findListTotals,
  parseSelection,
  type Query,
  type Selection,
} from '../reports/index.ts';
import type { Wanted } from './export.ts';
import {
  endSchedule,
  findExport,
  listExports,
  listSchedules,
  makeExports,
  readExport,
  requestExport,
  scheduleExport,
  writeList,
} from './index.ts';
import { nextTime } from './next-time.ts';

const by = { actor: 'staff:stf_1', email: 'ada@ente.example' };

async function openPlace(t: TestContext, size: number) {
  const world = await createQuietWorld(t);
  await makePayments(world.database.owner, world.organisation.id, size);
  return world;
}

function select(query: Query): Selection {
  const list = findList('payments');
  assert(list);
  const result = parseSelection(list, query, { today: knownDate('2026-03-05') });
  assert(result.kind === 'selection');
  return result.selection;
}

const wanted: Wanted = {
  list: 'payments',
  parameters: [],
  services: null,
  format: 'json',
  language: 'en',
};

test('for twenty random filters the file has the rows and the sums of the screen', async (t) => {
  const { context, organisation } = await openPlace(t, 240);
  const columns = 'payment_id,total,captured,refunded,currency';
  const query = fc.record(
    {
      search: fc.constantFrom('ferrari', 'bianchi', 'payer3', 'nobody'),
      state: fc.subarray(['open', 'paid', 'set_aside'], { minLength: 1 }),
      created_from: fc.constantFrom('2026-01-03', '2026-02-01'),
      amount_min: fc.constantFrom('1', '12,50', '60'),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(query, async (filters) => {
      const selection = select({ ...filters, columns });
      const pieces: Uint8Array[] = [];
      const order = { selection, format: 'json', language: 'en' } as const;
      const written = await writeList(context, organisation, order, async (piece) => {
        pieces.push(piece);
      });
      const screen = await findListTotals(context.database, organisation, selection, null);
      assert.equal(written.rowCount, screen.count);
      const { rows } = JSON.parse(Buffer.concat(pieces).toString());
      assert.equal(rows.length, screen.count);
      const sums = new Map<string, bigint>();
      for (const row of rows) {
        const total = fromDecimal(row.total, row.currency);
        sums.set(row.currency, (sums.get(row.currency) ?? 0n) + (total?.minor ?? 0n));
      }
      const shown = screen.sums.find(({ column }) => column === 'total')?.sums ?? [];
      assert.deepEqual(new Map(shown.map(({ currency, minor }) => [currency, minor])), sums);
      assert.deepEqual(
        written.sums
          .find(({ column }) => column === 'total')
          ?.sums.filter(({ minor }) => minor > 0n),
        shown.filter(({ minor }) => minor > 0n),
      );
    }),
    { numRuns: 20, seed: 4 },
  );
});

test('a long list is made by the job, once for a form that came twice, and announced by mail', async (t) => {
  const { context, database, organisation } = await openPlace(t, 1500);
  const order = { ...by, orderKey: 'a'.repeat(32) };
  const ids = await Promise.all(
    [1, 2].map(() => requestExport(context, organisation, wanted, order)),
  );
  assert.equal(ids[0], ids[1]);
  await Promise.all([makeExports(context, organisation), makeExports(context, organisation)]);
  const made = await findExport(context.database, organisation.id, ids[0] ?? '');
  assert.equal(made?.state, 'made');
  assert.equal(made.rowCount, 1500n);
  const bytes: Uint8Array[] = [];
  for await (const piece of readExport(context, organisation, made.id)) bytes.push(piece);
  const file = Buffer.concat(bytes);
  assert.equal(BigInt(file.length), made.byteCount);
  assert.equal(JSON.parse(file.toString()).rows.length, 1500);
  const [last] = await database.owner.query<{ position: number }>(sql`
    select max(position) as position from export_pieces`);
  assert(last && last.position > 1, 'it is kept in pieces');
  const mails = await database.owner.query<{ recipient: string }>(sql`
    select recipient from messages where template = 'export-ready'`);
  assert.deepEqual(mails, [{ recipient: by.email }]);
});

test('what a worker left behind half made is made anew, whole', async (t) => {
  const { context, database, organisation } = await openPlace(t, 60);
  const id = await requestExport(context, organisation, wanted, {
    ...by,
    orderKey: 'b'.repeat(32),
  });
  await database.owner.query(sql`
    insert into export_pieces (organisation_id, export_id, position, content)
    values (${organisation.id}, ${id}, 0, 'half a file')`);
  await database.owner.query(sql`
    update exports set lease_until = clock_timestamp() - interval '1 second', tries = 1`);
  await makeExports(context, organisation);
  const bytes: Uint8Array[] = [];
  for await (const piece of readExport(context, organisation, id)) bytes.push(piece);
  assert.equal(JSON.parse(Buffer.concat(bytes).toString()).rows.length, 60);
});

test('an export that cannot be made is tried three times and then said to have failed', async (t) => {
  const { context, clock, organisation } = await openPlace(t, 1);
  const strange = { ...wanted, parameters: [['no_such_filter', 'x']] } as const;
  const id = await requestExport(context, organisation, strange, {
    ...by,
    orderKey: 'c'.repeat(32),
  });
  for (let each = 0; each < 4; each += 1) {
    await makeExports(context, organisation);
    clock.advance(2 * 3_600_000);
  }
  const found = await findExport(context.database, organisation.id, id);
  assert.deepEqual([found?.state, found?.tries], ['failed', 3]);
});

test('a file is kept for a week', async (t) => {
  const { context, clock, organisation } = await openPlace(t, 10);
  await requestExport(context, organisation, wanted, { ...by, orderKey: 'd'.repeat(32) });
  await makeExports(context, organisation);
  clock.advance(8 * 86_400_000);
  await requestExport(context, organisation, wanted, { ...by, orderKey: 'e'.repeat(32) });
  await makeExports(context, organisation);
  assert.equal((await listExports(context.database, organisation.id, by.actor)).length, 1);
});

test('a regular export is made when it is time, once, until somebody ends it', async (t) => {
  const { context, clock, organisation } = await openPlace(t, 10);
  await scheduleExport(context, organisation, { ...wanted, every: 'day' }, by);
  assert.equal(await makeExports(context, organisation), 0);
  const [schedule] = await listSchedules(context.database, organisation.id);
  assert(schedule?.nextAt);
  clock.set(schedule.nextAt);
  await Promise.all([makeExports(context, organisation), makeExports(context, organisation)]);
  await makeExports(context, organisation);
  assert.equal((await listExports(context.database, organisation.id, by.actor)).length, 1);
  await endSchedule(context, organisation, schedule.id, by.actor);
  clock.advance(48 * 3_600_000);
  assert.equal(await makeExports(context, organisation), 0);
  await assert.rejects(endSchedule(context, organisation, schedule.id, by.actor), /not_found/);
});

test('the next time is a morning, a Monday morning or the first of a month, whatever clocks do', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
      fc.constantFrom('Europe/Rome', 'America/New_York', 'Asia/Kolkata', 'UTC'),
      (after, timeZone) => {
        for (const every of ['day', 'week', 'month'] as const) {
          const next = nextTime(every, timeZone, after);
          assert(next > after);
          const date = dateIn(timeZone, next);
          if (every === 'month') assert.match(date, /-01$/);
          if (every === 'week') assert.equal(new Date(`${date}T00:00:00Z`).getUTCDay(), 1);
        }
      },
    ),
  );
});
