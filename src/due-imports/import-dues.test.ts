import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRfReference } from '../core/rf-reference.ts';
import { sql } from '../database/sql.ts';
import { importDues } from './import-dues.ts';
import { csv, duesSource, head, openDuesPlace, plainRows } from '../../test/support/dues-place.ts';

const gist = (errors: readonly { row: number; column: string | null; code: string }[]) =>
  errors.map(({ row, column, code }) => `${row} ${column} ${code}`);

test('a row becomes a due with everything that it says, and a notice number that checks itself', async (t) => {
  const place = await openDuesPlace(t);
  const columns = `${head},debtor_tax_code,debtor_email,currency,due_on,valid_from,valid_until,part_payment,least_part,line1_text,line1_amount,line2_text,line2_amount,pagopa_notice_number,creditor_tax_code,taxonomy,beneficiaries`;
  const shares = `"[{""tax_id"":""01234567890"",""iban"":""IT60X0542811101000000123456"",""amount"":""120.50""}]"`;
  const row = `A-1,waste-tax,waste-tax-2026,Ada Rossi,Waste 2026,120.50,rssmra80a01h501u,ada@example.com,eur,31/12/2026,2026-01-01,2027-01-31,yes,50.00,House,100.00,Garage,20.50,301000000000000001,01234567890,9/0301100TS/,${shares}`;
  const done = await place.load(csv(columns, row));
  assert.deepEqual([done.status, done.error, done.errors], ['imported', null, []]);
  assert.deepEqual([done.rows, done.loaded, done.alreadyKnown, done.rejected], [1, 1, 0, 0]);
  assert.deepEqual(done.sums, [{ minor: 12050n, currency: 'EUR' }]);
  const [due = {}] = await place.dues();
  const { notice_number: notice, access_token: token, due_id: _, plan_id: __, ...rest } = due;
  assert(typeof notice === 'string' && isRfReference(notice), String(notice));
  assert.match(String(token), /^[0-9a-z]{32}$/);
  assert.deepEqual(rest, {
    id: 'A-1',
    service: 'waste-tax',
    charge_type_id: 'waste-tax-2026',
    reason: 'Waste 2026',
    amount: 12050n,
    currency: 'EUR',
    due_on: '2026-12-31',
    debtor_name: 'Ada Rossi',
    debtor_tax_id: 'RSSMRA80A01H501U',
    debtor_email: 'ada@example.com',
    valid_from: '2026-01-01',
    valid_until: '2027-01-31',
    least_part: 5000n,
    plan_part: null,
    pricing: {
      base: '12050',
      by_date: {
        early: { days_before: 10, percent: '5.00' },
        late: { grace_days: 0, percent_a_year: '4.50' },
      },
    },
    lines: [
      { text: 'House', minor: '10000' },
      { text: 'Garage', minor: '2050' },
    ],
    pagopa: {
      notice_number: '301000000000000001',
      creditor_tax_id: '01234567890',
      taxonomy: '9/0301100TS/',
      beneficiaries: [
        { tax_id: '01234567890', iban: 'IT60X0542811101000000123456', minor: '12050' },
      ],
    },
    withdrawn: false,
  });
  assert.deepEqual(await place.broken(), []);
});

test('what the charge type says holds where the row says nothing', async (t) => {
  const place = await openDuesPlace(t);
  const columns = `${head},part_payment`;
  await place.load(
    csv(
      columns,
      '1,waste-tax,,Ada,Waste,100.00,',
      '2,waste-tax,,Ada,Waste,100.00,no',
      '3,,waste-tax-2026,Ada,Waste,15.00,',
      '4,plain,,Ada,Other,100.00,',
    ),
  );
  const dues = await place.dues();
  const found = dues.map((due) => [
    due['charge_type_id'],
    due['least_part'],
    due['pricing'] !== null,
  ]);
  assert.deepEqual(found, [
    ['waste-tax-2026', 2000n, true],
    ['waste-tax-2026', null, true],
    ['waste-tax-2026', null, true],
    [null, null, false],
  ]);
});

test('JSON lines say the same as rows, with lists as lists', async (t) => {
  const place = await openDuesPlace(t);
  const one = {
    id: 'J-1',
    service: 'school',
    charge_type: 'meals',
    debtor_name: 'Ada',
    reason: 'Meals of March',
    amount: '30.50',
    due_on: '2026-12-31',
    lines: [
      { text: 'Meals', amount: 40 },
      { text: 'Absent', amount: '-9.50' },
    ],
  };
  const two = { ...one, id: 'J-2', amount: 30.5, lines: undefined };
  const text = `\n${JSON.stringify(one)}\r\n${JSON.stringify(two)}`;
  const done = await place.load(text, { name: 'dues.jsonl' });
  assert.deepEqual([done.status, done.loaded, done.errors], ['imported', 2, []]);
  const dues = await place.dues();
  assert.deepEqual(
    dues.map((due) => due['amount']),
    [3050n, 3050n],
  );
  const bad = `${JSON.stringify({ ...one, id: 'J-3', colour: 'red' })}\n{"id": \n[1]\n`;
  const refused = await place.load(bad, { name: 'dues.jsonl' });
  assert.deepEqual(gist(refused.errors), [
    '1 colour column_unknown',
    '2 null not_json',
    '3 null not_object',
  ]);
  const again = await place.load(refused.failed, { name: 'dues.jsonl' });
  assert.deepEqual(gist(again.errors), [
    '2 colour column_unknown',
    '4 null not_json',
    '6 null not_object',
  ]);
});

test('37 bad rows among 10,000 are each named, and load when they are mended', async (t) => {
  const place = await openDuesPlace(t);
  const rows = plainRows(10_000);
  const badAt = Array.from({ length: 37 }, (_, index) => index * 270 + 3);
  for (const index of badAt) rows[index] = (rows[index] ?? '').replace('10.00', 'ten');
  const whole = csv(head, ...rows);
  const refused = await place.load(whole);
  assert.deepEqual([refused.status, refused.error?.code], ['rejected', 'rows_rejected']);
  assert.equal(refused.error?.message, '37 of 10000 rows cannot be loaded, so nothing was');
  assert.deepEqual((await place.dues()).length, 0);
  assert.deepEqual(
    gist(refused.errors),
    badAt.map((index) => `${index + 2} amount amount_invalid`),
  );
  const good = await place.load(whole, { way: 'good' });
  assert.deepEqual([good.status, good.loaded, good.rejected], ['imported', 9963, 37]);
  assert.equal(good.failed, refused.failed);
  assert.match(
    good.failed,
    /^\ufeffid,service,charge_type,debtor_name,reason,amount,saldo_error\n/,
  );
  const still = await place.load(good.failed);
  assert.equal(still.errors.length, 37);
  const mended = await place.load(good.failed.replaceAll(',ten,', ',10.00,'));
  assert.deepEqual([mended.status, mended.loaded, mended.errors], ['imported', 37, []]);
  assert.equal((await place.dues()).length, 10_000);
  const repeated = await place.load(csv(head, ...plainRows(10_000)));
  assert.deepEqual([repeated.status, repeated.alreadyKnown], ['already_known', 10_000]);
  const notices = new Set((await place.dues()).map((due) => due['notice_number']));
  assert.equal(notices.size, 10_000);
  assert.deepEqual(await place.broken(), []);
});

test('the same file changes nothing the second time, however it is written', async (t) => {
  const place = await openDuesPlace(t);
  await place.load(csv(`${head},due_on`, 'A,plain,,Ada,Reason,"1,234.50",2026-12-31'));
  const before = await place.dues();
  const again = await place.load(
    '"causale";"id";"servizio";"importo";"debitore";"scadenza"\r\n"Reason";"A";"plain";"1.234,50";"Ada";"31/12/2026"\r\n',
  );
  assert.deepEqual([again.status, again.alreadyKnown, again.loaded], ['already_known', 1, 0]);
  assert.deepEqual(await place.dues(), before);
});

test('a due that comes changed is refused, and replaced in its place when that is asked for', async (t) => {
  const place = await openDuesPlace(t);
  await place.load(csv(head, 'A,plain,,Ada,Reason,10.00', 'B,plain,,Ada,Reason,10.00'));
  const [before = {}] = await place.dues();
  const changed = csv(head, 'A,plain,,Ada,Reason,12.00', 'B,plain,,Ada,Reason,10.00');
  const refused = await place.load(changed);
  assert.deepEqual(gist(refused.errors), ['2 null due_changed']);
  const dry = await place.load(changed, { replace: true, dryRun: true });
  assert.deepEqual([dry.status, dry.replaced, dry.alreadyKnown], ['imported', 1, 1]);
  assert.deepEqual((await place.dues())[0], before);
  const replaced = await place.load(changed, { replace: true });
  assert.deepEqual([replaced.status, replaced.loaded, replaced.replaced], ['imported', 1, 1]);
  const [after] = await place.dues();
  assert.deepEqual(after, { ...before, amount: 1200n });
  const history = await place.database.owner.query(
    sql`select kind, before ->> 'amount' as old, after ->> 'amount' as new from due_changes`,
  );
  assert.deepEqual(history, [{ kind: 'change', old: '10.00', new: '12.00' }]);
  assert.equal((await place.load(changed, { replace: true })).status, 'already_known');
});

test('what somebody has paid or begun to pay, or staff withdrew, is not replaced', async (t) => {
  const place = await openDuesPlace(t);
  await place.load(
    csv(head, 'A,plain,,Ada,R,10.00', 'B,plain,,Ada,R,10.00', 'C,plain,,Ada,R,10.00'),
  );
  const owner = place.database.owner;
  const [a, b] = (await place.dues()).map((due) => String(due['due_id']));
  await owner.query(sql`update dues set settled = 1 where due_id = ${a}`);
  await owner.query(sql`update dues set withdrawn_at = now() where due_id = ${b}`);
  const changed = csv(head, 'A,plain,,Ada,R,9.00', 'B,plain,,Ada,R,9.00', 'C,plain,,Ada,R,9.00');
  const refused = await place.load(changed, { replace: true, way: 'good' });
  assert.deepEqual(gist(refused.errors), ['2 null due_paid', '3 null due_withdrawn']);
  assert.equal(refused.replaced, 1);
});

test('the rows of a plan are one: they add up, or none of them is loaded', async (t) => {
  const place = await openDuesPlace(t);
  const columns = `${head},plan,plan_part`;
  const plan = (key: string, ...amounts: readonly string[]) =>
    amounts.map(
      (amount, index) =>
        `${key}${index},waste-tax,,Ada,Waste,${amount},${key},${index === 0 ? 'whole' : 'rata'}`,
    );
  const text = csv(
    columns,
    ...plan('good', '100.00', '60.00', '40.00'),
    ...plan('sum', '100.00', '60.00', '30.00'),
    ...plan('bad', '100.00', '60.00.1', '40.00'),
    ...plan('alone', '100.00'),
    'x1,waste-tax,,Ada,Waste,10.00,twoless,rata',
    'x2,waste-tax,,Ada,Waste,10.00,good,rata',
    'x3,waste-tax,,Ada,Waste,10.00,,rata',
    'x4,waste-tax,,Ada,Waste,10.00,y,half',
  );
  const done = await place.load(text, { way: 'good' });
  assert.deepEqual(gist(done.errors), [
    '5 amount plan_sum',
    '6 amount plan_sum',
    '7 amount plan_sum',
    '8 plan plan_row_bad',
    '9 amount amount_invalid',
    '10 plan plan_row_bad',
    '11 plan_part plan_without_instalments',
    '12 plan_part plan_whole_count',
    '13 plan plan_rows_apart',
    '14 plan plan_missing',
    '15 plan_part plan_part_invalid',
  ]);
  const dues = await place.dues();
  assert.deepEqual(
    dues.map((due) => [due['id'], due['plan_part'], due['least_part']]),
    [
      ['good0', 'whole', null],
      ['good1', 'instalment', null],
      ['good2', 'instalment', null],
    ],
  );
  assert.equal(new Set(dues.map((due) => due['plan_id'])).size, 1);
  assert.deepEqual(done.sums, [{ minor: 10000n, currency: 'EUR' }]);
  const three = csv(columns, ...plan('good', '100.00', '30.00', '30.00', '40.00'));
  assert.equal((await place.load(three)).errors.length, 4);
  const replaced = await place.load(three, { replace: true });
  assert.deepEqual([replaced.status, replaced.loaded], ['imported', 4]);
  const two = csv(columns, ...plan('good', '100.00', '100.00'));
  assert.equal((await place.load(two, { replace: true })).status, 'imported');
  const open = (await place.dues()).filter((due) => !due['withdrawn']);
  assert.deepEqual(
    open.map((due) => [due['id'], due['amount'], due['plan_id'] === dues[0]?.['plan_id']]),
    [
      ['good0', 10000n, true],
      ['good1', 10000n, true],
    ],
  );
});

test('services and charge types are found, or it is said why not', async (t) => {
  const place = await openDuesPlace(t);
  const done = await place.load(
    csv(
      head,
      '1,nothing,,Ada,R,1.00',
      '2,school,,Ada,R,1.00',
      '3,school,gifts,Ada,R,1.00',
      '4,plain,meals,Ada,R,1.00',
      '5,school,other,Ada,R,1.00',
      '6,,,Ada,R,1.00',
      '7,waste-tax,,Ada,R,1.00',
    ),
    { services: ['school'] },
  );
  assert.deepEqual(gist(done.errors), [
    '2 service service_unknown',
    '3 charge_type charge_type_missing',
    '4 charge_type charge_type_not_dues',
    '5 charge_type charge_type_of_other',
    '6 charge_type charge_type_unknown',
    '7 service missing',
    '8 service service_not_yours',
  ]);
});

test('a trial run says what would be, and leaves nothing', async (t) => {
  const place = await openDuesPlace(t);
  const done = await place.load(csv(head, ...plainRows(3)), { dryRun: true });
  assert.deepEqual([done.status, done.loaded], ['imported', 3]);
  assert.deepEqual(await place.dues(), []);
});

test('two people who load the same file at once load it once', async (t) => {
  const place = await openDuesPlace(t);
  const text = csv(head, ...plainRows(700));
  const both = await Promise.all([
    place.load(text, { way: 'good' }),
    place.load(text, { way: 'all' }),
  ]);
  assert.equal(both[0].loaded + both[1].loaded, 700);
  assert.equal(both[0].alreadyKnown + both[1].alreadyKnown, 700);
  assert.equal((await place.dues()).length, 700);
});

test('a load that ends in the middle is completed by doing it again', async (t) => {
  const place = await openDuesPlace(t);
  const text = csv(head, ...plainRows(1200));
  for (const [way, stopAt, left] of [
    ['all', 1, 0],
    ['good', 3, 500],
    ['good', 4, 1000],
  ] as const) {
    let reached = 0;
    const reach = (): void => {
      if ((reached += 1) === stopAt) throw new Error('the machine stops');
    };
    const { organisation, context } = place;
    const options = {
      organisation,
      way,
      dryRun: false,
      replace: false,
      actor: 'test',
      services: null,
    };
    await assert.rejects(
      importDues({ ...context, reach }, duesSource('dues.csv', text), options),
      /the machine stops/,
    );
    assert.equal((await place.dues()).length, left);
  }
  const { loaded, alreadyKnown } = await place.load(text);
  assert.deepEqual([loaded, alreadyKnown], [200, 1000]);
});
