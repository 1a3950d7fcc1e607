/** Whoever lost the connection starts again with the same data; nobody pays twice, nobody learns another's payment. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chargesOfInvoice, mails, mailTo, paymentIdOn } from '../support/outcome.ts';
import { customerCode, owe, type Owed } from '../support/owe.ts';
import { createPayer, type Tab } from '../support/payer.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import {
  cards,
  confirm,
  goToProvider,
  payInvoice,
  payWith,
  reloadUntil,
} from '../support/steps.ts';
import { until } from '../support/until.ts';

suite('starting again after a lost connection', { concurrency: 3 }, () => {
  const running = portalOfSuite();

  test('another browser finds the payment running, starts again, and the first page is closed', async () => {
    const portal = running();
    const owed = await owe(portal);
    const first = createPayer().tab();
    await goToProvider(first, owed.address);
    const second = createPayer().tab();
    const found = await find(portal, second, owed);
    assert.match(found.text, /Payment in progress/);
    assert.match(found.text, /It began on another device or browser/);
    assert.ok(!found.markup.includes('/payments/'), 'the other payment is not for this browser');
    const again = await second.press('Start again here');
    assert.match(again.text, /To pay now €122\.00/);

    const closed = await first.reload();
    assert.doesNotMatch(closed.text, /Card number/, 'nobody can pay on the first page any more');
    await second.press('Pay');
    await confirm(second);
    await payWith(second, cards.visa);
    await reloadUntil(second, 'Receipt number');
    await first.open(owed.address);
    assert.match(first.page().text, /Already paid/);
    assert.deepEqual(await chargesOfInvoice(portal, owed.invoiceId), ['122.00']);
    await portal.verify();
  });

  test('the same browser goes on from where it was', async () => {
    const portal = running();
    const owed = await owe(portal);
    const payer = createPayer();
    const lost = payer.tab();
    await goToProvider(lost, owed.address);
    const tab = payer.tab();
    const found = await find(portal, tab, owed);
    assert.match(found.text, /You began it on this device/);
    await tab.follow('Continue the payment');
    await tab.follow('Go to the payment site');
    assert.equal(new URL(tab.page().address).origin, portal.sandboxAddress);
    await payWith(tab, cards.visa);
    await reloadUntil(tab, 'Receipt number');
    assert.deepEqual(await chargesOfInvoice(portal, owed.invoiceId), ['122.00']);
  });

  test('a payment of one instalment is gone on with, or closed, while others can be paid', async () => {
    const portal = running();
    const { address } = await owe(portal, {
      instalments: [
        { amount: '61.00', dueOn: '2026-11-30' },
        { amount: '61.00', dueOn: '2026-12-31' },
      ],
    });
    const payer = createPayer();
    await goToProvider(payer.tab(), address);
    const tab = payer.tab();
    const found = await tab.open(address);
    assert.match(found.text, /You began it on this device/);
    const own = await tab.follow('Continue the payment');
    assert.equal(own.heading, 'Finish the payment');
    const other = createPayer().tab();
    await other.open(address);
    const closed = await other.press('Start again here');
    assert.doesNotMatch(closed.text, /Payment in progress/);
    assert.equal((await tab.reload()).heading, 'Payment cancelled');
  });

  test('a paid invoice says so with the date, and no button takes money again', async () => {
    const portal = running();
    const owed = await owe(portal);
    await payInvoice(createPayer().tab(), owed.address, { email: 'lost@example.com' });
    const tab = createPayer().tab();
    const found = await find(portal, tab, owed);
    assert.match(found.text, /Already paid This invoice was paid on \d+ \w+ \d{4}/);
    const labels = found.forms.flatMap((form) => form.buttons.map((button) => button.label));
    assert.deepEqual(labels, ['Send the receipt again', 'Open the receipt']);
    assert.doesNotMatch(found.text, /lost@example\.com/, 'the address on file is masked');
  });

  test('the receipt goes again to the address on file and to no other', async () => {
    const portal = running();
    const owed = await owe(portal);
    const email = 'on.file@example.com';
    const paid = await payInvoice(createPayer().tab(), owed.address, { email });
    const paymentId = paymentIdOn(paid.text);
    await mailTo(portal, email, paymentId);
    const tab = createPayer().tab();
    await find(portal, tab, owed);
    const sent = await tab.press('Send the receipt again');
    assert.match(sent.notices.join(' '), /We have sent the receipt again to o\S*@\S*/);
    await until('the second mail', async () => {
      const own = (await mails(portal)).filter((mail) => mail.to.includes(email));
      return own.length === 2;
    });
  });

  test('the last four digits of the card open the receipt; wrong ones do not', async () => {
    const portal = running();
    const owed = await owe(portal);
    await payInvoice(createPayer().tab(), owed.address);
    const tab = createPayer().tab();
    await find(portal, tab, owed);
    tab.fill('Last four digits', '1111');
    const wrong = await tab.press('Open the receipt');
    assert.equal(wrong.status, 422);
    assert.match(wrong.notices.join(' '), /This does not match the payment/);
    assert.ok(!wrong.markup.includes('/payments/'));
    tab.fill('Last four digits', '4242');
    const opened = await tab.press('Open the receipt');
    assert.equal(opened.heading, 'Payment received. Thank you!');
  });

  test('the address that was used opens the receipt, however it is written', async () => {
    const portal = running();
    const owed = await owe(portal);
    await payInvoice(createPayer().tab(), owed.address, { email: 'Used.Address@example.com' });
    const tab = createPayer().tab();
    await find(portal, tab, owed);
    tab.fill('Last four digits', ' used.address@EXAMPLE.com ');
    assert.equal((await tab.press('Open the receipt')).heading, 'Payment received. Thank you!');
  });

  test('guessing the digits is stopped', async () => {
    const portal = running();
    const owed = await owe(portal);
    await payInvoice(createPayer().tab(), owed.address);
    const tab = createPayer().tab();
    await find(portal, tab, owed);
    const statuses: number[] = [];
    for (let guess = 1000; guess < 1011; guess += 1) {
      await tab.open(owed.address);
      tab.fill('Last four digits', String(guess));
      statuses.push((await tab.press('Open the receipt')).status);
    }
    assert.deepEqual([...new Set(statuses.slice(0, 10))], [422]);
    assert.equal(statuses[10], 429);
  });
});

async function find(portal: TestPortal, tab: Tab, owed: Owed) {
  await tab.open(`${portal.address}/demo/find`);
  tab.fill('Invoice number', owed.number);
  tab.fill('Customer code', customerCode);
  tab.fill('Amount', '122.00');
  return tab.press('Find the invoice');
}
