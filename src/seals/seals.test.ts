/** What is noted of the chains outside the database: when, how often, by whom, and that it can be read again. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pino } from 'pino';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { sealAudit } from '../audit/index.ts';
import { dateIn } from '../core/calendar-date.ts';
import { money } from '../core/money.ts';
import { accounts, postEntry, sealLedger } from '../ledger/index.ts';
import { appendTo, compareSeals, fromFile, noteSeals } from './index.ts';
import { parseSealLine } from './seal-line.ts';

async function openFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'saldo-seals-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function createBusyWorld(t: TestContext) {
  const world = await createQuietWorld(t);
  const { context, organisation, clock } = world;
  const file = join(await openFolder(t), 'seals.jsonl');
  const book = async (source: string): Promise<void> => {
    const posting = { debit: accounts.till, credit: accounts.suspense, amount: money(1n, 'EUR') };
    const bookedAt = clock.now();
    const effectiveOn = dateIn('Europe/Rome', bookedAt);
    await context.database.transaction((transaction) =>
      postEntry(transaction, context.ids, organisation.id, {
        source,
        reason: 'test',
        effectiveOn,
        bookedAt,
        postings: [posting],
      }),
    );
  };
  const seal = async (): Promise<void> => {
    await sealAudit(context, organisation);
    await sealLedger(context, organisation);
  };
  const note = (by = context) => noteSeals(by, organisation, appendTo(file));
  const noted = async () => {
    const text = await readFile(file, 'utf8');
    return text.trimEnd().split('\n').map(parseSealLine);
  };
  const compare = (path = file) => compareSeals(context, [fromFile(path)]);
  return { ...world, file, book, seal, note, noted, compare };
}

test('however many workers note, a chain is noted once in a minute, and its end in the end', async (t) => {
  const { clock, book, seal, note, noted, compare } = await createBusyWorld(t);
  await book('one');
  await seal();
  await Promise.all(Array.from({ length: 8 }, () => note()));
  assert.deepEqual(
    new Set((await noted()).map((line) => line?.chain)),
    new Set(['audit', 'ledger']),
  );
  assert.equal((await noted()).length, 2);
  await book('two');
  await seal();
  clock.advance(59_000);
  assert.equal(await note(), 0);
  clock.advance(1000);
  const counts = await Promise.all([note(), note(), note()]);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    1,
  );
  clock.advance(3_600_000);
  assert.equal(await note(), 0, 'what has not moved is not noted again');
  const lines = await noted();
  assert.deepEqual([lines.length, lines.at(-1)?.chain, lines.at(-1)?.sequence], [3, 'ledger', 2]);
  assert.deepEqual(await compare(), { lines: 3, findings: [] });
});

test('a seal that is not committed is not noted', async (t) => {
  const { context, organisation, file, book, seal, note, noted } = await createBusyWorld(t);
  await book('one');
  await seal();
  await note();
  await book('two');
  const undone = context.database.transaction(async (transaction) => {
    const inside = {
      ...context.database,
      transaction: <T>(work: (one: typeof transaction) => Promise<T>) => work(transaction),
    };
    assert.equal(await sealLedger({ database: inside }, organisation), 1);
    const clock = { now: () => new Date(context.clock.now().getTime() + 120_000) };
    assert.equal(await noteSeals({ ...context, clock }, organisation, appendTo(file)), 0);
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  assert.equal((await noted()).length, 2);
});

test('a file that cannot be written keeps nothing from being sealed, and is written when it can', async (t) => {
  const { file, book, seal, note, noted, broken } = await createBusyWorld(t);
  await rm(join(file, '..'), { recursive: true });
  await book('one');
  await seal();
  await assert.rejects(note(), { code: 'ENOENT' });
  assert(!(await broken()).some((name) => name.includes('chain')));
  await mkdir(join(file, '..'));
  assert.equal(await note(), 2);
  assert.equal((await noted()).length, 2);
});

test('the lines of the log can be compared as well as the file', async (t) => {
  const { context, file, book, seal, note, compare, database } = await createBusyWorld(t);
  const log: string[] = [];
  const mixin = () => ({ job: 'note-seals', organisation: 'valdorata' });
  const logger = pino({ level: 'info', mixin }, { write: (line) => log.push(line) });
  await book('one');
  await seal();
  assert.equal(await note({ ...context, log: logger }), 2);
  await writeFile(`${file}.log`, log.join(''));
  assert.deepEqual(await compare(`${file}.log`), { lines: 2, findings: [] });
  await database.owner.query({ text: "update ledger_seals set hash = 'x'", values: [] });
  const { findings } = await compare(`${file}.log`);
  assert.deepEqual(
    findings.map(({ kind }) => kind),
    ['chain_differs'],
  );
});

test('lines that many write at once are whole, and one that was cut off stays by itself', async (t) => {
  const file = join(await openFolder(t), 'lines');
  await writeFile(file, '{"cut o');
  const lines = Array.from({ length: 200 }, (_, number) => `${number} `.repeat(50).trim());
  await Promise.all(lines.map((line) => appendTo(file)(line)));
  const [first, ...others] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  assert.equal(first, '{"cut o');
  assert.deepEqual(others.filter((line) => line !== '').toSorted(), lines.toSorted());
});
