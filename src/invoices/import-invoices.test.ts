import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { createHardWorld } from '../../test/crash/hard-world.ts';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { cards } from '../../test/support/world.ts';
import type { Context } from '../context.ts';
import { sql } from '../database/sql.ts';
import { addOrganisation, setOrganisation, type Organisation } from '../organisations/index.ts';
import { askProvider } from '../payments/index.ts';
import { testInvoice, type TestFile, type TestInvoice } from './formats/test-invoice.ts';
import {
  findInvoice,
  findUnappliedCreditNotes,
  importInvoices,
  type ImportedFile,
} from './index.ts';

type Place = { readonly context: Context; readonly organisation: Organisation };

const supplier = { vatNumber: 'IT01234567890' };

async function load(
  { context, organisation }: Place,
  invoices: TestInvoice | readonly TestInvoice[],
  options: Partial<Parameters<typeof importInvoices>[2]> & { readonly file?: TestFile } = {},
): Promise<ImportedFile> {
  const { file = {}, ...rest } = options;
  const bytes = testInvoice(invoices, { supplier, ...file });
  const source = { name: 'file.xml', open: () => Readable.from([bytes]) };
  const all = { organisation, dryRun: false, replace: false, actor: 'test', ...rest };
  for await (const imported of importInvoices(context, source, all)) return imported;
  throw new Error('the file holds nothing');
}

type DueRow = {
  position: number;
  amount: bigint;
  credited: bigint;
  settled: bigint;
  withdrawn: boolean;
};

const dues = ({ context }: Place): Promise<DueRow[]> =>
  context.database.query<DueRow>(sql`
    select position, amount, credited, settled, withdrawn_at is not null as withdrawn from dues
    order by invoice_id, position`);

const one: TestInvoice = {
  number: '2026/7',
  issuedOn: '2026-03-01',
  lines: [{ amount: '100.00' }],
};
const inThree: TestInvoice = {
  number: '2026/8',
  issuedOn: '2026-03-01',
  lines: [{ amount: '300.00' }],
  terms: 'TP01',
  instalments: ['2026-04-01', '2026-05-01', '2026-06-01'].map((dueOn) => ({
    amount: '122.00',
    dueOn,
    meansOfPayment: 'MP08',
  })),
};
const creditNote = (
  number: string,
  amount: string,
  refersTo: TestInvoice['refersTo'] = [{ number: '2026/8' }],
): TestInvoice => ({
  documentType: 'TD04',
  number,
  issuedOn: '2026-03-10',
  lines: [{ amount }],
  refersTo,
});

test('the same file, and another file with the same invoice, are known already', async (t) => {
  const place = await createQuietWorld(t);
  assert.equal((await load(place, one)).status, 'imported');
  assert.equal((await load(place, one)).status, 'already_known');
  const other = await load(place, one, { file: { encoding: 'utf-8' } });
  assert.equal(other.status, 'already_known');
  assert.equal((await dues(place)).length, 1);
});

test('a dry run says what would be done and leaves nothing', async (t) => {
  const place = await createQuietWorld(t);
  assert.equal((await load(place, one, { dryRun: true })).status, 'imported');
  assert.equal((await dues(place)).length, 0);
  assert.equal(
    (await place.database.owner.query(sql`select 1 as one from import_files`)).length,
    0,
  );
});

test('a file with one invoice that cannot be loaded loads none of the others', async (t) => {
  const place = await createQuietWorld(t);
  await load(place, one);
  const changed = { ...one, lines: [{ amount: '101.00' }] };
  const mixed = await load(place, [{ ...one, number: '2026/9' }, changed]);
  assert.equal(mixed.status, 'rejected');
  assert.equal(mixed.error?.code, 'invoice_changed');
  assert.equal((await dues(place)).length, 1);
});

test('changed content replaces an invoice that nobody pays, when that is asked for', async (t) => {
  const place = await createQuietWorld(t);
  await load(place, one);
  const changed = { ...one, lines: [{ amount: '200.00' }] };
  assert.equal((await load(place, changed)).error?.code, 'invoice_changed');
  assert.equal((await load(place, changed, { replace: true })).status, 'imported');
  const rows = await dues(place);
  assert.deepEqual(
    rows.map((row) => [row.position, row.amount, row.withdrawn]),
    [
      [1, 12_200n, true],
      [2, 24_400n, false],
    ],
  );
  assert.equal((await load(place, changed, { replace: true })).status, 'already_known');
  assert.deepEqual(await place.broken(), []);
});

test('an invoice is not replaced while somebody pays it, nor when it is paid', async (t) => {
  const world = await createHardWorld(t);
  await load(world, one);
  const changed = { ...one, lines: [{ amount: '200.00' }] };
  const [due] = await world.database.owner.query<{ due_id: string }>(sql`select due_id from dues`);
  const { attempt } = await world.begin(due?.due_id ?? '');
  assert.equal((await load(world, changed, { replace: true })).error?.code, 'invoice_in_progress');
  await world.pay(attempt, cards.good);
  await askProvider(world.context, world.organisation, attempt, 'payer');
  assert.equal((await load(world, changed, { replace: true })).error?.code, 'invoice_already_paid');
  assert.equal((await dues(world)).length, 1);
  await world.assertRight();
});

test('replacing against paying at once never leaves an invoice paid and asked for again', async (t) => {
  const world = await createHardWorld(t);
  for (let round = 0; round < 8; round += 1) {
    const invoice = { ...one, number: `R${round}` };
    await load(world, invoice);
    const [due] = await world.database.owner.query<{ due_id: string }>(
      sql`select due_id from dues join invoices using (organisation_id, invoice_id) where number = ${invoice.number}`,
    );
    const changed = { ...invoice, lines: [{ amount: '50.00' }] };
    await Promise.allSettled([
      load(world, changed, { replace: true }),
      world.begin(due?.due_id ?? '', `visitor ${round}`),
    ]);
    const [row] = await world.database.owner.query<{ withdrawn: boolean; held: boolean }>(sql`
      select withdrawn_at is not null as withdrawn, exists (select from holds
        where holds.due_id = dues.due_id and released_at is null) as held
      from dues where due_id = ${due?.due_id}`);
    assert.notEqual(row?.withdrawn, row?.held, 'withdrawn or held, not both');
  }
  await world.assertRight();
});

test('a credit note reduces the instalments from the first on, whether it comes after or before', async (t) => {
  for (const order of ['after', 'before'] as const) {
    const place = await createQuietWorld(t);
    const files = [inThree, creditNote('NC/1', '150.00')];
    for (const file of order === 'after' ? files : files.toReversed()) {
      assert.equal((await load(place, file)).status, 'imported', order);
    }
    const credited = (await dues(place)).map((row) => row.credited);
    assert.deepEqual(credited, [12_200n, 6100n, 0n], order);
    assert.deepEqual(
      await findUnappliedCreditNotes(place.context.database, place.organisation.id),
      [],
    );
    assert.equal((await load(place, files)).status, 'already_known');
    assert.deepEqual(
      (await dues(place)).map((row) => row.credited),
      credited,
      order,
    );
    assert.deepEqual(await place.broken(), []);
  }
});

test('what of a credit note finds nothing to reduce is listed for staff', async (t) => {
  const place = await createQuietWorld(t);
  await load(place, inThree);
  await load(place, creditNote('NC/2', '400.00'));
  await load(place, creditNote('NC/3', '10.00', [{ number: '2026/99' }]));
  await load(place, creditNote('NC/4', '10.00', [{ number: '2026/8', issuedOn: '2025-01-01' }]));
  assert.deepEqual(
    (await dues(place)).map((row) => row.credited),
    [12_200n, 12_200n, 12_200n],
  );
  const left = await findUnappliedCreditNotes(place.context.database, place.organisation.id);
  assert.deepEqual(left.map((note) => note.number).toSorted(), ['NC/2', 'NC/3', 'NC/4']);
  assert.deepEqual(await place.broken(), []);
});

test('a credit note that has reduced something, and an invoice that was reduced, are not replaced', async (t) => {
  const place = await createQuietWorld(t);
  await load(place, inThree);
  await load(place, creditNote('NC/1', '150.00'));
  const note = await load(place, creditNote('NC/1', '10.00'), { replace: true });
  assert.equal(note.error?.code, 'invoice_already_paid');
  const smaller = {
    ...inThree,
    lines: [{ amount: '299.00' }],
    instalments: [{ amount: '364.78', dueOn: '2026-04-01', meansOfPayment: 'MP08' }],
  };
  assert.equal((await load(place, smaller, { replace: true })).error?.code, 'invoice_already_paid');
  assert.deepEqual(await place.broken(), []);
});

test('an invoice of another supplier is refused, and without a name the supplier says whose it is', async (t) => {
  const place = await createQuietWorld(t);
  const stranger = { supplier: { vatNumber: 'IT09876543217', name: 'Altra' } };
  assert.equal(
    (await load(place, one, { file: stranger })).error?.code,
    'supplier_not_organisation',
  );
  assert.equal((await load(place, one, { organisation: null })).status, 'imported');
  await assert.rejects(load(place, one, { organisation: null, file: stranger }), {
    code: 'organisation_unknown',
  });
  await addOrganisation(
    place.context,
    { slug: 'twin', name: 'Twin', taxIds: ['IT01234567890'], mode: 'test' },
    'test',
  );
  await assert.rejects(load(place, one, { organisation: null }), {
    code: 'organisation_ambiguous',
  });
});

test('an invoice is found by what is printed on it, however it is typed, and by nothing else', async (t) => {
  const place = await createQuietWorld(t);
  const codes = { customer_codes: { RSSMRA80A01H501U: 'C-17/b' } };
  const organisation = await setOrganisation(place.context, place.organisation, codes, 'test');
  await load(place, [
    inThree,
    { ...one, lines: [{ amount: '1234.50', rate: '0.00', nature: 'N4' }] },
  ]);
  const find = async (number: string, customerCode: string, amount: string): Promise<number> =>
    (
      await findInvoice(place.context.database, organisation, {
        number,
        customerCode,
        amount,
        extra: {},
      })
    ).length;
  const numbers = ['2026/7', '2026 7', '20267', ' 2026-7 ', '２０２６/7'];
  for (const number of numbers)
    assert.equal(await find(number, 'RSSMRA80A01H501U', '1234.50'), 1, number);
  const customers = ['rssmra80a01h501u', 'RSS MRA 80A01 H501U', 'C-17/B', 'c17b'];
  for (const customer of customers)
    assert.equal(await find('2026/7', customer, '1234,50'), 1, customer);
  const amounts = ['1234.50', '1.234,50', '1,234.50', '€ 1234,5', '1 234,50 EUR'];
  for (const amount of amounts) assert.equal(await find('2026/7', 'C17B', amount), 1, amount);
  assert.equal(await find('2026/8', 'C17B', '122'), 1, 'one instalment');
  assert.equal(await find('2026/8', 'C17B', '366'), 1, 'the total');
  const wrong = [
    ['2026/6', 'C17B', '1234.50'],
    ['2026/7', 'C18B', '1234.50'],
    ['2026/7', '', '1234.50'],
    ['', 'C17B', '1234.50'],
    ['2026/7', 'C17B', '1234.51'],
    ['2026/7', 'C17B', ''],
    ['2026/7', 'C17B', '-1234.50'],
    ['2026/8', 'C17B', '244'],
    ["2026/7' or 1=1 --", 'C17B', '1234.50'],
    ['%', '%', '%'],
  ] as const;
  for (const [number, customer, amount] of wrong)
    assert.equal(await find(number, customer, amount), 0, number + customer + amount);
});

test('numbers that begin anew each year are both found, unless the year is asked for', async (t) => {
  const place = await createQuietWorld(t);
  await load(place, { ...one, number: '7', issuedOn: '2025-03-01' });
  await load(place, { ...one, number: '7', issuedOn: '2026-03-01' });
  const lookUp = { number: '7', customerCode: 'RSSMRA80A01H501U', amount: '122' };
  const both = await findInvoice(place.context.database, place.organisation, {
    ...lookUp,
    extra: {},
  });
  assert.equal(both.length, 2);
  const changes = { lookup_fields: ['year', 'issued_on'] };
  const strict = await setOrganisation(place.context, place.organisation, changes, 'test');
  const extra = { year: '2025', issued_on: '01/03/2025' };
  assert.equal((await findInvoice(place.context.database, strict, { ...lookUp, extra })).length, 1);
  assert.equal(
    (await findInvoice(place.context.database, strict, { ...lookUp, extra: { year: '2025' } }))
      .length,
    0,
  );
  assert.equal(
    (
      await findInvoice(place.context.database, strict, {
        ...lookUp,
        extra: { ...extra, year: '2024' },
      })
    ).length,
    0,
  );
});
