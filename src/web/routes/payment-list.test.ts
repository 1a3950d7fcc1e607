import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { loadInvoice } from '../../../test/support/quiet-invoice.ts';
import { post, siteOf, visitForm } from '../../../test/support/site.ts';
import { sql } from '../../database/sql.ts';

const url = '/valdorata/payment-list';
const right = {
  customer_code: 'RSSMRA80A01H501U',
  tax_code: 'RSSMRA80A01H501U',
  from: '1/1/2026',
  to: '22/11/2026',
};

test('right and wrong data get the same answer, byte for byte, after the same questions to the database', async (t) => {
  const world = await createQuietWorld(t);
  await loadInvoice(world.context, world.organisation, '2026/1');
  const questions: string[] = [];
  const { database } = world.context;
  const watched = {
    ...database,
    query: ((statement) => {
      questions.push(statement.text);
      return database.query(statement);
    }) as typeof database.query,
  };
  const app = await siteOf(t, { ...world.context, database: watched });
  const visit = await visitForm(app, url);
  const send = async (fields: Partial<typeof right>, from: string) => {
    questions.length = 0;
    const answer = await post(app, visit, url, { ...right, ...fields }, { from });
    const { date: _, 'x-request-id': __, ...headers } = answer.headers;
    return { status: answer.statusCode, body: answer.body, headers, questions: [...questions] };
  };
  const found = await send({}, '198.51.100.1');
  assert.equal(found.status, 303);
  assert.equal(found.headers.location, `${url}?asked=1`);
  const others = [
    await send({ customer_code: 'C-1' }, '198.51.100.2'),
    await send({ tax_code: 'VRDLGU80A01H501X' }, '198.51.100.3'),
  ];
  for (const other of others) assert.deepEqual(other, found);
  const page = await app.inject({ url: `${url}?asked=1&language=en` });
  assert.match(page.body, /If the details are right/);
});

test('one person and one network can be asked about only so often, whether or not there is such a person', async (t) => {
  const { context, database } = await createQuietWorld(t);
  const app = await siteOf(t, context);
  const visit = await visitForm(app, url);
  const ask = async (taxCode: string, from: string): Promise<number> =>
    (await post(app, visit, url, { ...right, tax_code: taxCode }, { from })).statusCode;
  const onePerson = [];
  for (let index = 0; index < 6; index += 1) {
    const typed = index % 2 === 0 ? 'it 0123.456789' : 'IT0123456789';
    onePerson.push(await ask(typed, `10.0.0.${index}`));
  }
  assert.deepEqual(onePerson, [303, 303, 303, 303, 429, 429]);
  const oneNetwork = [];
  for (let index = 0; index < 12; index += 1) oneNetwork.push(await ask(`X${index}`, '10.1.1.1'));
  assert.equal(oneNetwork.filter((status) => status === 303).length, 10);
  const buckets = JSON.stringify(await database.owner.query(sql`select bucket from rate_limits`));
  assert(!/0123456789|10\.1\.1\.1/.test(buckets), 'neither person nor network is kept in clear');
});

test('a period that is missing, wrong, turned round or too long is said to be, and nothing is asked', async (t) => {
  const { context, database } = await createQuietWorld(t);
  const app = await siteOf(t, context);
  const visit = await visitForm(app, url);
  const wrong: readonly [Partial<typeof right>, string][] = [
    [{ from: '' }, 'from'],
    [{ to: '31/2/2026' }, 'to'],
    [{ from: '2/1/2026', to: '1/1/2026' }, 'to'],
    [{ from: '1/1/1990' }, 'from'],
    [{ tax_code: ' ' }, 'tax_code'],
    [{ customer_code: '' }, 'customer_code'],
  ];
  for (const [fields, field] of wrong) {
    const answer = await post(app, visit, url, { ...right, ...fields });
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, new RegExp(`href="#${field}"`), field);
  }
  const rows = await database.owner.query(sql`select 1 as one from payment_list_requests`);
  assert.equal(rows.length, 0);
});
