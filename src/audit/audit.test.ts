/** The audit: sealed in the order of the deeds, broken by whoever changes it, and not by erasing what is personal. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { sql } from '../database/sql.ts';
import { erasePersonal, findAudit, findChainEnd, recordAudit, sealAudit } from './index.ts';

async function worldWithDeeds(t: TestContext, deeds: number) {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const record = (number: number) =>
    context.database.transaction((transaction) =>
      recordAudit(transaction, context, organisation.id, {
        actor: 'staff:stf_1',
        action: 'resend receipt',
        subject: `pay_${number}`,
        detail: { number, text: 'perché «no»' },
        personal: { email: `payer-${number}@example.com` },
      }),
    );
  await Promise.all(Array.from({ length: deeds }, (_, number) => record(number)));
  const seal = () => sealAudit(context, organisation);
  return { ...world, record, seal };
}

test('many seal at once and every record is in the chain once', async (t) => {
  const { context, database, organisation, seal, record, broken } = await worldWithDeeds(t, 30);
  await Promise.all([seal(), seal(), record(31), seal(), record(32)]);
  while ((await seal()) > 0);
  const end = await findChainEnd(context.database, organisation.id);
  const [row] = await database.owner.query<{ records: bigint }>(sql`
    select count(*) as records from audit_records`);
  assert.equal(end?.sequence, row?.records);
  assert(row !== undefined && row.records > 32n);
  assert.deepEqual(await broken(), []);
});

test('a record that waits too long to be sealed is found', async (t) => {
  const { clock, seal, broken } = await worldWithDeeds(t, 2);
  clock.advance(11 * 60_000);
  assert.deepEqual(await broken(), ['audit_sealed']);
  await seal();
  assert.deepEqual(await broken(), []);
});

test('erasing what is personal leaves the chain whole', async (t) => {
  const { context, organisation, seal, broken } = await worldWithDeeds(t, 3);
  await seal();
  const before = await findAudit(context.database, organisation.id, ['pay_1']);
  assert.deepEqual(before[0]?.personal, { email: 'payer-1@example.com' });
  const erased = await context.database.transaction((transaction) =>
    erasePersonal(transaction, organisation.id, ['pay_1']),
  );
  assert.equal(erased, 1);
  const [after] = await findAudit(context.database, organisation.id, ['pay_1']);
  assert.equal(after?.personal, null);
  assert.deepEqual(after?.detail, { number: 1, text: 'perché «no»' });
  assert.deepEqual(await broken(), []);
});

const lies = {
  'a detail that is changed': sql`update audit_records set detail = '{}' where subject = 'pay_1'`,
  'an actor that is changed': sql`update audit_records set actor = 'staff:stf_2' where subject = 'pay_1'`,
  'a time that is changed': sql`update audit_records set at = at - interval '1 hour' where subject = 'pay_1'`,
  'a record that is taken out': sql`
    with gone as (select audit_record_id from audit_records where subject = 'pay_1'),
    seal as (delete from audit_seals where audit_record_id in (table gone)),
    personal as (delete from audit_personal where audit_record_id in (table gone))
    delete from audit_records where audit_record_id in (table gone)`,
  'the end that is cut off': sql`
    delete from audit_seals where sequence = (select max(sequence) from audit_seals)`,
  'an address that is changed': sql`
    update audit_personal set personal = '{"email": "other@example.com"}'
    where audit_record_id = (select audit_record_id from audit_records where subject = 'pay_1')`,
};

for (const [name, lie] of Object.entries(lies)) {
  test(`verify finds ${name} after it was sealed`, async (t) => {
    const { database, seal, broken } = await worldWithDeeds(t, 4);
    await seal();
    await database.owner.query(lie);
    assert.deepEqual(await broken(), ['audit_chain']);
  });
}

test('the portal itself can neither change nor remove a record', async (t) => {
  const { context } = await worldWithDeeds(t, 1);
  for (const statement of [
    sql`update audit_records set actor = 'nobody' where organisation_id = 'x'`,
    sql`delete from audit_seals where organisation_id = 'x'`,
  ]) {
    await assert.rejects(context.database.query(statement), /permission denied/);
  }
});
