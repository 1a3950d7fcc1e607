/** History that was sealed and is tampered with by somebody who owns the tables: `saldo verify` finds it. */
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { z } from 'zod';
import { sealAudit } from '../../src/audit/index.ts';
import { sql, type Sql } from '../../src/database/sql.ts';
import { sealLedger } from '../../src/ledger/index.ts';
import { askProvider, findSuspenseOfAttempts, returnSuspense } from '../../src/payments/index.ts';
import { erasePayer } from '../../src/privacy/index.ts';
import { appendTo, noteSeals } from '../../src/seals/index.ts';
import { createHardWorld, minute, type HardWorld } from '../crash/hard-world.ts';
import { run } from '../../src/commands/run.ts';
import { startProgram } from '../support/program.ts';
import { cards } from '../support/world.ts';

type Sealed = HardWorld & {
  readonly file: string;
  /** In this process: one of its own costs a second of work each time. */
  readonly saldo: (...words: readonly string[]) => Promise<Result>;
  /** As a program of its own. */
  readonly program: (...words: readonly string[]) => Promise<Result>;
  /** The names of what `saldo verify` finds. */
  readonly verify: () => Promise<string[]>;
  /** Does something to the tables and undoes it when the work is done. */
  readonly tampered: (tamper: Tamper, work: () => Promise<void>) => Promise<void>;
};

type Result = { readonly status: number | null; readonly out: string; readonly said: string };

type Tamper = (world: HardWorld) => readonly Sql[] | Promise<void>;

const report = z.object({
  ok: z.boolean(),
  invariants: z.array(z.object({ name: z.string(), violations: z.number() })),
});

/** The tables of the chains, those first that others point at. */
const chained = [
  'ledger_accounts', 'ledger_entries', 'ledger_postings', 'ledger_seals', 'ledger_chains', 'ledger_waiting',
  'audit_records', 'audit_personal', 'audit_seals', 'audit_chains', 'audit_waiting', 'seal_notes',
]; // prettier-ignore

/** Two payments of one due, of which one is given back, and another payment; sealed and noted after each. */
async function createSealedWorld(t: TestContext): Promise<Sealed> {
  const world = await createHardWorld(t);
  const { context, organisation, database } = world;
  const folder = await mkdtemp(join(tmpdir(), 'saldo-seals-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'seals.jsonl');
  const seal = async (): Promise<void> => {
    await world.work();
    await noteSeals(context, organisation, appendTo(file));
    world.clock.advance(minute);
  };
  const dueId = await world.due();
  const first = await world.begin(dueId);
  await world.pay(first.attempt, cards.declined);
  await askProvider(context, organisation, first.attempt, 'payer');
  const second = await world.begin(dueId);
  await world.pay(second.attempt, cards.good);
  await askProvider(context, organisation, second.attempt, 'payer');
  await seal();
  await world.sandbox.control('POST', `/sessions/${first.attempt.providerReference}/charge-late`);
  await askProvider(context, organisation, first.attempt, 'provider');
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [
    first.attempt.id,
  ]);
  const order = { reason: 'paid twice', actor: 'staff:test' };
  await returnSuspense(context, organisation, item?.id ?? '', order);
  await seal();
  const third = await world.begin(await world.due(), 'two');
  await world.pay(third.attempt, cards.good);
  await askProvider(context, organisation, third.attempt, 'payer');
  await erasePayer(context, organisation, 'maria.rossi@example.com', order);
  await seal();
  const settings = {
    DATABASE_URL: database.urls.portal,
    DATABASE_MIGRATION_URL: database.urls.owner,
    SALDO_DATA: folder,
    LOG_LEVEL: 'silent',
  };
  // A file of tests is a process of its own; commands that run in it read the same settings.
  Object.assign(process.env, settings);
  return {
    ...world,
    file,
    saldo: runHere,
    program: (...words) => startProgram(words, settings).ended,
    verify: async () => {
      const { out, said, status } = await runHere('verify', '--json');
      const { ok, invariants } = report.parse(JSON.parse(out));
      assert.equal(status, ok ? 0 : 1, said);
      return invariants.filter(({ violations }) => violations > 0).map(({ name }) => name);
    },
    tampered: (tamper, work) => tampered(world, tamper, work),
  };
}

async function runHere(...words: readonly string[]): Promise<Result> {
  const [out, said]: [string[], string[]] = [[], []];
  const status = await run(words, {
    out: (line) => out.push(`${line}\n`),
    say: (line) => said.push(`${line}\n`),
  });
  return { status, out: out.join(''), said: said.join('') };
}

async function tampered(
  world: HardWorld,
  tamper: Tamper,
  work: () => Promise<void>,
): Promise<void> {
  const { owner } = world.database;
  const all = async (texts: readonly string[]): Promise<void> => {
    await owner.transaction(async (transaction) => {
      for (const text of texts) await transaction.query({ text, values: [] });
    });
  };
  await all([
    'create schema kept',
    ...chained.map((table) => `create table kept.${table} as table ${table}`),
  ]);
  const done = tamper(world);
  if (done instanceof Promise) await done;
  else
    await owner.transaction(async (transaction) => {
      for (const statement of done) await transaction.query(statement);
    });
  await work();
  await all([
    ...chained.toReversed().map((table) => `delete from ${table}`),
    ...chained.map((table) => `insert into ${table} select * from kept.${table}`),
    'drop schema kept cascade',
  ]);
}

/** An amount, and everything that has to be the same: a due that was paid with one euro more or less. */
function changeAmount(by: bigint): Sql[] {
  const attempt = sql`(select min(attempt_id) from attempts join payments on settled_by = attempt_id
    where payments.payment_id = (select max(payment_id) from payments where state = 'paid'))`;
  const payment = sql`(select max(payment_id) from payments where state = 'paid')`;
  return [
    sql`update ledger_postings set amount = amount + ${by} where entry_id = (
      select entry_id from ledger_entries where source = 'capture:' || ${attempt})`,
    sql`update attempts set amount = amount + ${by}, captured = captured + ${by} where attempt_id = ${attempt}`,
    sql`update dues set amount = amount + ${by}, settled = settled + ${by}
      where due_id = (select due_id from allocations where payment_id = ${payment})`,
    sql`update allocations set amount = amount + ${by}, applied = applied + ${by} where payment_id = ${payment}`,
    sql`update receipts set amount = amount + ${by} where payment_id = ${payment}`,
    sql`update payments set total = total + ${by} where payment_id = ${payment}`,
  ];
}

/** Takes the last seal of a chain away so that the chain looks as if it had never been. */
const cutAudit = [
  sql`create temporary table cut on commit drop as
    select audit_record_id from audit_seals order by sequence desc limit 1`,
  sql`delete from audit_seals where audit_record_id in (table cut)`,
  sql`delete from audit_personal where audit_record_id in (table cut)`,
  sql`delete from audit_records where audit_record_id in (table cut)`,
  sql`update audit_chains set (sequence, hash) = (select sequence, hash from audit_seals order by sequence desc limit 1)`,
];
const cutLedger = [
  sql`create temporary table cut on commit drop as
    select unnest(entry_ids) as entry_id from ledger_seals
    where sequence = (select max(sequence) from ledger_seals)`,
  sql`delete from ledger_seals where sequence = (select max(sequence) from ledger_seals)`,
  sql`delete from ledger_postings where entry_id in (table cut)`,
  sql`delete from ledger_entries where entry_id in (table cut)`,
  sql`update ledger_chains set (sequence, hash) = (select sequence, hash from ledger_seals order by sequence desc limit 1)`,
];

async function rewriteLedger({ context, organisation, database }: HardWorld): Promise<void> {
  for (const statement of [
    sql`update ledger_entries set reason = 'as we would have it'`,
    sql`insert into ledger_waiting select organisation_id, unnest(entry_ids) from ledger_seals`,
    sql`truncate ledger_seals, ledger_chains`,
  ]) {
    await database.owner.query(statement);
  }
  while ((await sealLedger(context, organisation)) > 0);
}

async function rewriteAudit({ context, organisation, database }: HardWorld): Promise<void> {
  for (const statement of [
    sql`update audit_records set actor = 'staff:somebody_else'`,
    sql`insert into audit_waiting select organisation_id, audit_record_id from audit_seals`,
    sql`truncate audit_seals, audit_chains`,
  ]) {
    await database.owner.query(statement);
  }
  while ((await sealAudit(context, organisation)) > 0);
}

/** What is done, and what finds it; `only` where everything else in the books is in order. */
const tamperings: readonly (readonly [string, Tamper, { by: string; only: boolean }])[] = [
  ['the reason of an entry', () => [sql`update ledger_entries set reason = 'gift'
    where entry_id = (select min(entry_ids[1]) from ledger_seals)`], { by: 'ledger_chain', only: true }],
  ['the day of an entry', () => [sql`update ledger_entries set effective_on = effective_on - 1`],
    { by: 'ledger_chain', only: true }],
  ['the kind of an account', () => [sql`update ledger_accounts set kind = 'income' where kind = 'asset'`],
    { by: 'ledger_chain', only: true }],
  ['an entry taken out with its postings', () => [
    sql`delete from ledger_postings where entry_id = (select max(entry_ids[1]) from ledger_seals)`,
    sql`delete from ledger_entries where entry_id = (select max(entry_ids[1]) from ledger_seals)`,
  ], { by: 'ledger_chain', only: false }],
  ['an entry put in between', () => [
    sql`insert into ledger_entries select organisation_id, 'ent_0', 'refund:none', reason, effective_on, booked_at,
      entry_id from ledger_entries where reverses is null limit 1`,
    sql`insert into ledger_postings select organisation_id, 'ent_0', position, credit_account, debit_account, amount, currency
      from ledger_postings where entry_id = (select reverses from ledger_entries where entry_id = 'ent_0')`,
  ], { by: 'ledger_chain', only: false }],
  ['seals in another order', () => [
    sql`update ledger_seals set entry_ids = other.entry_ids from (
      select sequence, entry_ids from ledger_seals) as other where ledger_seals.sequence = 3 - other.sequence`,
  ], { by: 'ledger_chain', only: true }],
  ['the last seal of the ledger taken out', () => [
    sql`delete from ledger_seals where sequence = (select max(sequence) from ledger_seals)`,
  ], { by: 'ledger_chain', only: false }],
  ['the end of the ledger cut off, entries and all', () => cutLedger, { by: 'seals_as_noted', only: false }],
  ['the ledger emptied', () => [
    sql`truncate ledger_postings, ledger_entries, ledger_seals, ledger_chains, ledger_waiting`,
  ], { by: 'seals_as_noted', only: false }],
  ['the ledger changed and sealed anew', rewriteLedger, { by: 'seals_as_noted', only: true }],
  ['a deed', () => [sql`update audit_records set detail = '{}' where detail <> '{}'`],
    { by: 'audit_chain', only: true }],
  ['a deed taken out', () => [
    sql`delete from audit_seals where sequence = 2`,
    sql`delete from audit_personal where not exists (
      select from audit_seals where audit_seals.audit_record_id = audit_personal.audit_record_id)`,
    sql`delete from audit_records where not exists (
      select from audit_seals where audit_seals.audit_record_id = audit_records.audit_record_id)`,
  ], { by: 'audit_chain', only: true }],
  ['deeds in another order', () => [
    sql`update audit_seals set sequence = sequence + 1000 where sequence = 1`,
    sql`update audit_seals set sequence = 1 where sequence = 2`,
    sql`update audit_seals set sequence = 2 where sequence = 1001`,
  ], { by: 'audit_chain', only: true }],
  ['the end of the audit cut off, deed and all', () => cutAudit, { by: 'seals_as_noted', only: true }],
  ['the audit emptied', () => [
    sql`truncate audit_records, audit_personal, audit_seals, audit_chains, audit_waiting`,
  ], { by: 'seals_as_noted', only: true }],
  ['the audit changed and sealed anew', rewriteAudit, { by: 'seals_as_noted', only: true }],
]; // prettier-ignore

describe('verify', () => {
  test('finds whatever is done to sealed history, and nothing in history that is whole', async (t) => {
    const world = await createSealedWorld(t);
    assert.deepEqual(await world.verify(), []);
    for (const [what, tamper, { by, only }] of tamperings) {
      await world.tampered(tamper, async () => {
        const found = await world.verify();
        if (only) assert.deepEqual(found, [by], what);
        else assert(found.includes(by), `${what}: ${found.join(', ')}`);
      });
    }
    assert.deepEqual(await world.verify(), [], 'all is as it was');
  });

  test('finds an amount that was changed together with all that has to agree with it', async (t) => {
    const world = await createSealedWorld(t);
    await world.tampered(
      () => changeAmount(100n),
      async () => {
        assert.deepEqual(await world.verify(), ['ledger_chain']);
        const { out } = await world.program('verify');
        assert.match(out, /^BROKEN {2}ledger_chain: /m);
      },
    );
  });

  test('a restored backup is found, accepted with a reason that is recorded, and watched from there', async (t) => {
    const world = await createSealedWorld(t);
    const { context, organisation, clock, file } = world;
    await world.tampered(
      () => [...cutAudit, sql`drop table cut`, ...cutAudit],
      async () => {
        assert.deepEqual(await world.verify(), ['seals_as_noted']);
        const told = await world.program('verify');
        assert.equal(told.status, 1);
        assert.match(
          told.said,
          /valdorata, audit: seal \d+, noted at \S+, is not in the database.*older state.*restored/,
        );
        assert.match(told.said, /saldo seals accept --reason TEXT/);
        assert.equal((await world.saldo('seals', 'accept')).status, 2, 'a reason is needed');
        const accepted = await world.saldo('seals', 'accept', '--reason', 'disk lost');
        assert.match(accepted.out, /^valdorata, audit: notes of seals after \d+ count no more/);
        assert.deepEqual(await world.verify(), []);
        const deeds = await context.database.query<{ actor: string; reason: string }>(
          sql`select actor, detail ->> 'reason' as reason from audit_records where action = 'accept seals'`,
        );
        assert.equal(deeds[0]?.reason, 'disk lost');
        // What is sealed from now on takes the numbers that others had.
        clock.advance(2 * minute);
        while ((await sealAudit(context, organisation)) > 0);
        assert.equal(await noteSeals(context, organisation, appendTo(file)), 1);
        assert.deepEqual(await world.verify(), []);
        await world.database.owner.query(sql`update audit_seals set hash = repeat('0', 64)
          where sequence = (select max(sequence) from audit_seals)`);
        assert.deepEqual(await world.verify(), ['audit_chain', 'seals_as_noted']);
      },
    );
  });

  test('a file of notes that is broken or cannot be read is a finding, and a copy of it is as good', async (t) => {
    const world = await createSealedWorld(t);
    const copy = `${world.file}.copy`;
    await copyFile(world.file, copy);
    const whole = await readFile(world.file, 'utf8');
    await writeFile(world.file, `${whole}{"chain": "led`);
    const broken = await world.saldo('verify');
    assert.deepEqual(
      [broken.status, /line \d+: not a note of a seal/.test(broken.said)],
      [1, true],
    );
    await writeFile(world.file, Buffer.alloc(300_000, 0xff));
    assert.deepEqual(await world.verify(), ['seals_as_noted']);
    await rm(world.file);
    const without = await world.saldo('verify');
    assert.deepEqual([without.status, /there is no \S+seals\.jsonl/.test(without.said)], [0, true]);
    assert.equal((await world.saldo('verify', '--seals', `${copy}.none`)).status, 1);
    assert.equal((await world.saldo('verify', '--seals', copy)).status, 0);
    await world.tampered(rewriteLedger, async () => {
      assert.equal((await world.saldo('verify', '--seals', copy)).status, 1);
    });
  });
});
