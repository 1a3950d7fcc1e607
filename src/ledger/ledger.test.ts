import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld, type QuietWorld } from '../../test/crash/quiet-world.ts';
import { dateIn } from '../core/calendar-date.ts';
import { money } from '../core/money.ts';
import { appendOnlyTables } from '../database/grants.ts';
import { sql } from '../database/sql.ts';
import { accounts, countEntries, postEntry, reverseEntry, type NewEntry } from './index.ts';

const day = dateIn('Europe/Rome', new Date('2026-11-22T10:00:00Z'));

function entry(source: string, minor = 4200n): NewEntry {
  return {
    source,
    reason: 'test',
    effectiveOn: day,
    bookedAt: new Date('2026-11-22T10:00:00Z'),
    postings: [
      {
        debit: accounts.providerClearing('acc'),
        credit: accounts.collected('invoices'),
        amount: money(minor, 'EUR'),
      },
    ],
  };
}

const post = ({ context, organisation }: QuietWorld, wanted: NewEntry) =>
  context.database.transaction((transaction) =>
    postEntry(transaction, context.ids, organisation.id, wanted),
  );

async function balance({ database }: QuietWorld, account: string): Promise<bigint> {
  const [row] = await database.owner.query<{ minor: bigint }>(sql`
    select coalesce(sum(case when debit_account = ${account} then amount else -amount end), 0)::bigint as minor
    from ledger_postings where debit_account = ${account} or credit_account = ${account}`);
  return row?.minor ?? 0n;
}

test('an effect is booked once, however many hands book it at once', async (t) => {
  const world = await createQuietWorld(t);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => post(world, entry('capture:one'))),
  );
  assert.equal(answers.filter((answer) => answer === 'booked').length, 1);
  assert.equal(await balance(world, 'provider:acc'), 4200n);
});

test('an entry is reversed once, by its mirror, and both stay', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  await post(world, entry('capture:one'));
  const reverse = (source: string) =>
    context.database.transaction((transaction) =>
      reverseEntry(transaction, context.ids, organisation.id, {
        source,
        reason: 'a mistake',
        effectiveOn: day,
        bookedAt: context.clock.now(),
        reverses: 'capture:one',
      }),
    );
  const answers = await Promise.all([
    reverse('undo:one'),
    reverse('undo:two'),
    reverse('undo:three'),
  ]);
  assert.equal(answers.filter((answer) => answer === 'booked').length, 1);
  assert.equal(await balance(world, 'provider:acc'), 0n);
  const count = await context.database.transaction((transaction) =>
    countEntries(transaction, organisation.id, 'undo:'),
  );
  assert.equal(count, 1);
});

test('an entry of nothing, and a posting that is not positive, are refused', async (t) => {
  const world = await createQuietWorld(t);
  await assert.rejects(post(world, { ...entry('none'), postings: [] }));
  await assert.rejects(post(world, entry('zero', 0n)));
  await assert.rejects(post(world, entry('negative', -1n)));
  assert.equal(
    (await world.database.owner.query(sql`select 1 as one from ledger_entries`)).length,
    0,
  );
});

test('the account of the portal can change and remove no fact', async (t) => {
  const world = await createQuietWorld(t);
  for (const table of appendOnlyTables) {
    for (const text of [
      `update ${table} set organisation_id = 'x'`,
      `delete from ${table}`,
      `truncate ${table}`,
    ]) {
      await assert.rejects(
        world.context.database.query({ text, values: [] }),
        /permission denied/,
        text,
      );
    }
  }
});

test('an account has one row for each currency, and a posting only accounts of its own', async (t) => {
  const world = await createQuietWorld(t);
  await post(world, entry('euros'));
  const dollars = entry('dollars').postings.map((posting) => ({
    ...posting,
    amount: money(1n, 'USD'),
  }));
  await post(world, { ...entry('dollars'), postings: dollars });
  const rows = await world.database.owner.query(sql`select account, currency from ledger_accounts`);
  assert.equal(rows.length, 4);
  const spoil = sql`update ledger_postings set currency = 'GBP' where currency = 'USD'`;
  await assert.rejects(world.database.owner.query(spoil), /foreign key/);
});
