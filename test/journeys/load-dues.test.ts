/** Dues are loaded from the command line: what it prints, what it refuses, and what its samples do. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { z } from 'zod';
import { sql } from '../../src/database/sql.ts';
import { portalOfSuite, type CommandResult, type TestPortal } from '../support/portal.ts';

/** The shape that the contract promises, and nothing beside it. */
const report = z.strictObject({
  files: z.array(
    z.strictObject({
      file: z.string(),
      status: z.enum(['imported', 'already_known', 'rejected']),
      error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
      rows: z.int(),
      loaded: z.int(),
      already_known: z.int(),
      rejected: z.int(),
      errors: z.array(
        z.strictObject({
          row: z.int(),
          column: z.string().nullable(),
          code: z.string(),
          message: z.string(),
        }),
      ),
    }),
  ),
});

const samples = join(import.meta.dirname, '../../docs/samples');
const header = 'Identificativo;Servizio;Debitore;Causale;Importo';

suite('dues from the command line', { concurrency: 2 }, () => {
  const running = portalOfSuite();
  const load = (...args: readonly string[]) =>
    running().saldo('import', 'dues', ...args, '--organisation', 'demo');

  test('the samples load into the demo, the second time nothing does, and the books hold', async () => {
    const files = ['dues.csv', 'dues.jsonl'].map((name) => join(samples, name));
    const dry = await load(...files, '--dry-run', '--json');
    assert.equal(dry.status, 0, dry.said);
    assert.equal(await countOf(running(), 'TARI-2026-0042-1'), 1, 'of the demo itself');
    assert.equal(await countOf(running(), 'M-2026-03-0001'), 0, 'a trial run loads nothing');
    const first = await load(...files, '--json');
    assert.equal(first.status, 0, first.said);
    const counts = read(first).files.map(({ status, rows, loaded }) => [status, rows, loaded]);
    assert.deepEqual(counts, [
      ['imported', 6, 6],
      ['imported', 2, 2],
    ]);
    const second = await load(...files);
    assert.equal(second.status, 0);
    assert.match(second.out, /^dues\.csv: already known: 6 rows, 0 loaded, 6 already known/);
    assert.equal(await countOf(running(), 'M-2026-03-0001'), 1);
    await running().verify();
  });

  test('rows that are wrong are named by row and column, and come back in a file to mend', async () => {
    const file = join(running().folder, 'bollette.csv');
    const rows = ['L-1;fines;Ada;Verbale 1;10,00', 'L-2;fines;Ada;Verbale 2;dieci'];
    await writeFile(file, [header, ...rows].join('\r\n'), 'utf16le');
    const folder = join(running().folder, 'failed');
    const refused = await load(file, '--json', '--failed-rows', folder);
    assert.equal(refused.status, 1);
    const [{ error, errors, ...counts } = { error: null, errors: null }] = read(refused).files;
    assert.deepEqual(counts, {
      file: 'bollette.csv',
      status: 'rejected',
      rows: 2,
      loaded: 0,
      already_known: 0,
      rejected: 1,
    });
    assert.equal(error?.code, 'rows_rejected');
    const message = '“dieci” is not an amount';
    assert.deepEqual(errors, [{ row: 3, column: 'Importo', code: 'amount_invalid', message }]);
    assert.match(refused.said, /^bollette\.csv:3: Importo: “dieci” is not an amount\n/);
    assert.equal(await countOf(running(), 'L-1'), 0);
    const good = await load(file, '--only-good');
    assert.equal(good.status, 1, 'one was refused');
    assert.match(
      good.out,
      /imported: 2 rows, 1 loaded \(10\.00 EUR\), 0 already known, 1 rejected/,
    );
    const failed = join(folder, 'bollette.failed.csv');
    const mended = (await readFile(failed, 'utf8')).replace(';dieci;', ';10,00;');
    await writeFile(failed, mended);
    const loaded = await load(failed);
    assert.equal(loaded.status, 0, loaded.said);
    assert.equal(await countOf(running(), 'L-2'), 1);
  });

  test('a header of another system is mapped, and a changed due is replaced only when asked', async () => {
    const file = join(running().folder, 'pratiche.csv');
    await writeFile(
      file,
      'Pratica|Servizio|Debitore|Causale|Importo|Colore\nP-1|fines|Ada|V|1.500|x\n',
    );
    const unknown = await load(file, '--json');
    assert.equal(read(unknown).files[0]?.error?.code, 'column_unknown');
    const mapping = ['--column', 'Pratica=id', '--column', 'Colore=-'];
    const ambiguous = await load(file, '--json', ...mapping);
    assert.equal(read(ambiguous).files[0]?.errors[0]?.code, 'amount_ambiguous');
    const said = await load(file, ...mapping, '--decimal', 'comma');
    assert.match(said.out, /1 loaded \(1500\.00 EUR\)/);
    const changed = await load(file, ...mapping, '--decimal', 'dot');
    assert.equal(changed.status, 1, 'three decimals are none of the euro');
    await writeFile(file, 'id|Servizio|Debitore|Causale|Importo\nP-1|fines|Ada|V|15.00\n');
    assert.match((await load(file)).said, /load it with --replace/);
    assert.equal((await load(file, '--replace')).status, 0);
  });

  test('what cannot be meant is wrong usage', async () => {
    const file = join(samples, 'dues.csv');
    const saldo = (...args: readonly string[]) => running().saldo('import', 'dues', ...args);
    assert.equal((await saldo(file)).status, 2, 'no organisation');
    assert.equal((await saldo('--organisation', 'demo')).status, 2, 'no file');
    assert.equal((await saldo(file, '--organisation', 'nobody')).status, 2);
    assert.equal((await load(file, '--column', 'Pratica')).status, 2);
    assert.equal((await load(file, '--column', 'Pratica=practice')).status, 2);
    assert.equal((await load(file, '--decimal', 'point')).status, 2);
    assert.equal((await load(file, '--encoding', 'ebcdic')).status, 2);
    assert.equal((await load(join(samples, 'absent.csv'))).status, 1);
  });
});

function read(result: CommandResult): z.infer<typeof report> {
  return report.parse(JSON.parse(result.out));
}

async function countOf(portal: TestPortal, key: string): Promise<number> {
  const rows = await portal.database.database.query(sql`
    select 1 from due_details join organisations using (organisation_id)
    where source_key = ${key} and slug = 'demo'`);
  return rows.length;
}
