/** Finding an invoice by what is printed on it: any usual format, one answer to wrong data, a limit to guessing. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { customerCode, owe } from '../support/owe.ts';
import type { Page } from '../support/page.ts';
import { createPayer, type Tab } from '../support/payer.ts';
import { portalOfSuite } from '../support/portal.ts';

suite('finding an invoice', { concurrency: 4 }, () => {
  const running = portalOfSuite();

  test('each detail is found however it is usually written', async () => {
    const portal = running();
    await owe(portal, { number: 'FT/A-0042', lines: [{ amount: '1234.00' }] });
    const tab = createPayer().tab();
    for (const [number, code, amount] of [
      ['FT/A-0042', customerCode, '1505.48'],
      ['ft a 0042', 'rssmra80a01h501u', '1.505,48'],
      ['FTA0042', 'RSS MRA 80A01 H501U', '1,505.48'],
      [' FT/A–0042 ', ' RSSMRA80A01H501U ', '€ 1.505,48'],
      ['ft-a-0042', 'RSSMRA80A01-H501U', '1505,48 EUR'],
      ['FT/A-0042', customerCode, "1'505.48"],
      ['FT/A-0042', customerCode, '1 505,48'],
    ] as const) {
      const page = await find(tab, `${portal.address}/demo/find`, { number, code, amount });
      assert.equal(page.heading, 'Invoice FT/A-0042', `${number} · ${code} · ${amount}`);
    }
  });

  test('wrong data get one answer, whichever of them is wrong', async () => {
    const portal = running();
    const { number } = await owe(portal);
    const right = { number, code: customerCode, amount: '122.00' };
    const answers: string[] = [];
    for (const wrong of [
      { number: 'J-999999' },
      { code: 'VRDLGI70A01H501X' },
      { amount: '122.01' },
      { amount: 'abc' },
      { number: '/' },
    ]) {
      const tab = createPayer().tab();
      const page = await find(tab, `${portal.address}/demo/find`, { ...right, ...wrong });
      assert.equal(page.status, 404);
      answers.push(`${page.title} ${page.notices.join(' ')} ${page.text}`);
    }
    assert.equal(new Set(answers).size, 1);
    assert.match(answers[0] ?? '', /We found no invoice with these details/);
  });

  test('what was typed stays in the form, and each field that is missing is named', async () => {
    const portal = running();
    const tab = createPayer().tab();
    const missing = await find(tab, `${portal.address}/demo/find`, {
      number: '2026/1',
      code: '',
      amount: '',
    });
    assert.equal(missing.status, 422);
    assert.match(missing.title, /^Error: /);
    const errors = missing.forms[0]?.fields.map((field) => field.error);
    assert.deepEqual(errors?.filter(Boolean).length, 2);
    const number = missing.forms[0]?.fields.find((field) => field.label === 'Invoice number');
    assert.equal(number?.value, '2026/1');
  });

  test('too many wrong tries from one address are stopped, others go on', async () => {
    const portal = running();
    const { number } = await owe(portal);
    const guesser = createPayer();
    const tab = guesser.tab();
    const statuses: number[] = [];
    for (let guess = 1; guess <= 31; guess += 1) {
      const data = { number: `GUESS-${guess}`, code: customerCode, amount: '122.00' };
      statuses.push((await find(tab, `${portal.address}/demo/find`, data)).status);
    }
    assert.deepEqual([...new Set(statuses.slice(0, 30))], [404]);
    assert.equal(statuses[30], 429);
    assert.match(tab.page().text, /Too many tries No money has been taken\./);
    const right = { number, code: customerCode, amount: '122.00' };
    assert.equal((await find(tab, `${portal.address}/demo/find`, right)).status, 429);
    const other = createPayer().tab();
    assert.equal((await find(other, `${portal.address}/demo/find`, right)).status, 200);
  });

  test('guesses about one number are stopped from wherever they come', async () => {
    const portal = running();
    const { number } = await owe(portal);
    const page = `${portal.address}/demo/find`;
    for (let guess = 1; guess <= 20; guess += 1) {
      const data = { number, code: customerCode, amount: `${guess}.00` };
      assert.equal((await find(createPayer().tab(), page, data)).status, 404);
    }
    const data = { number, code: customerCode, amount: '21.00' };
    assert.equal((await find(createPayer().tab(), page, data)).status, 429);
  });

  test('fields that the organisation made mandatory are asked for, in any usual format', async () => {
    const portal = running();
    const tab = createPayer().tab();
    const right = { number: '26/000318', code: 'c 004518', amount: '78,54' };
    const missing = await find(tab, `${portal.address}/acque/find`, right);
    assert.equal(missing.status, 422);
    assert.match(missing.notices.join(' '), /Type a complete date/);
    for (const date of ['15/10/2026', '15.10.26', '2026-10-15', '15-10-2026', '15 10 2026']) {
      const page = await find(tab, `${portal.address}/acque/find`, { ...right, date });
      assert.equal(page.heading, 'Invoice 26/000318', date);
    }
    const wrong = await find(tab, `${portal.address}/acque/find`, { ...right, date: '16/10/2026' });
    assert.equal(wrong.status, 404);
  });

  test('a number that begins anew each year lets the payer choose which invoice is meant', async () => {
    const portal = running();
    for (const issuedOn of ['2025-03-02', '2026-03-02']) {
      await owe(portal, { number: '7', issuedOn });
    }
    const tab = createPayer().tab();
    const data = { number: '7', code: customerCode, amount: '122.00' };
    const page = await find(tab, `${portal.address}/demo/find`, data);
    assert.equal(page.heading, 'Which invoice do you want to pay?');
    const chosen = page.links.find((link) => link.label.includes('2025'));
    const opened = await tab.open(chosen?.address ?? '');
    assert.match(opened.text, /2025/);
  });

  test('the language switch keeps the page, and the choice lasts', async () => {
    const portal = running();
    const { address, number } = await owe(portal);
    const tab = createPayer({ language: 'it' }).tab();
    const italian = await tab.open(address);
    assert.equal(italian.language, 'it');
    assert.equal(italian.heading, `Fattura ${number}`);
    const spanish = await tab.follow('Español');
    assert.equal(spanish.heading, `Factura ${number}`);
    const choice = await tab.press('Pagar');
    assert.equal(choice.language, 'es');
    const english = await tab.follow('English');
    assert.equal(english.heading, 'Confirm the payment');
    assert.equal(new URL(english.address).pathname, new URL(choice.address).pathname);
  });
});

type Data = {
  readonly number: string;
  readonly code: string;
  readonly amount: string;
  readonly date?: string;
};

async function find(tab: Tab, address: string, data: Data): Promise<Page> {
  await tab.open(address);
  tab.fill('Invoice number', data.number);
  tab.fill('Customer code', data.code);
  tab.fill('Amount', data.amount);
  if (data.date !== undefined) tab.fill('Invoice date', data.date);
  return tab.press('Find the invoice');
}
