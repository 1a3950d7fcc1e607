/** Guessing, seen from inside; what an attacker sees of it is tried by `prove`. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Queryable } from '../../src/database/database.ts';
import { findInvoice } from '../../src/invoices/index.ts';
import { createQuietWorld } from '../crash/quiet-world.ts';
import { customerCode } from '../support/owe.ts';
import { loadInvoice } from '../support/quiet-invoice.ts';
import { post, siteOf, visitForm } from '../support/site.ts';

const page = '/valdorata/find';
const wrong = { number: 'X-1', customer_code: 'RSSMRA80A01H501U', amount: '12.00' };

async function openFind(t: TestContext) {
  const { context } = await createQuietWorld(t);
  const app = await siteOf(t, context);
  const visit = await visitForm(app, page);
  const guess = async (number: string, from: string, headers = {}) =>
    (await post(app, visit, page, { ...wrong, number }, { from, headers })).statusCode;
  return { context, guess };
}

test('who is stopped already cannot bar others from a number', async (t) => {
  const { guess } = await openFind(t);
  for (let each = 1; each <= 30; each += 1) await guess(`X-${each}`, '203.0.113.7');
  for (let each = 1; each <= 25; each += 1) {
    assert.equal(await guess('THE-NUMBER', '203.0.113.7'), 429);
  }
  assert.equal(await guess('THE-NUMBER', '203.0.113.8'), 404);
});

test('the database is asked as much about a number that is there as about one that is not', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  await loadInvoice(context, organisation, 'PRESENT-1');
  const asked = async (number: string): Promise<number> => {
    let count = 0;
    const counting: Queryable = {
      query: (query) => {
        count += 1;
        return context.database.query(query);
      },
    };
    const lookUp = { number, customerCode: 'NOBODY', amount: '1.00', extra: {} };
    assert.deepEqual(await findInvoice(counting, organisation, lookUp), []);
    return count;
  };
  assert.equal(await asked('ABSENT-1'), await asked('PRESENT-1'));
});

test('many who know their invoice come at once from one address, and all are let in', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  await loadInvoice(context, organisation, 'PRESENT-1');
  const app = await siteOf(t, context);
  const visit = await visitForm(app, page);
  const right = { number: 'PRESENT-1', customer_code: customerCode, amount: '122.00' };
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => post(app, visit, page, right)),
  );
  assert.deepEqual([...new Set(answers.map(({ statusCode }) => statusCode))], [303]);
});
