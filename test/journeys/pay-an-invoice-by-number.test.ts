/** The story of the portal: find an invoice by what is printed on it, pay it, hold the receipt. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chargesOf, ledgerOf, mailTo, paymentIdOn } from '../support/outcome.ts';
import { customerCode, owe } from '../support/owe.ts';
import { createPayer } from '../support/payer.ts';
import { portalOfSuite } from '../support/portal.ts';
import { cards, confirm, payWith, reloadUntil } from '../support/steps.ts';

suite('paying an invoice by its number', { concurrency: true }, () => {
  const running = portalOfSuite();

  test('an invoice found by number, customer code and amount is paid, receipted and announced', async () => {
    const portal = running();
    const { number } = await owe(portal, { number: 'FPR 12/26' });
    const tab = createPayer().tab();
    await tab.open(`${portal.address}/demo/find`);
    assert.equal(tab.page().heading, 'Find your invoice');
    tab.fill('Invoice number', number);
    tab.fill('Customer code', customerCode);
    tab.fill('Amount', '122,00');
    const invoice = await tab.press('Find the invoice');
    assert.equal(invoice.heading, `Invoice ${number}`);
    assert.match(invoice.text, /To pay now €122\.00/);
    assert.match(invoice.text, /M\*\*\*\* R\*\*\*\*/);
    assert.doesNotMatch(invoice.text, /Rossi/);

    const choice = await tab.press('Pay');
    assert.equal(choice.heading, 'Confirm the payment');
    const provider = await confirm(tab, 'maria.rossi@example.com');
    assert.equal(new URL(provider.address).origin, portal.sandboxAddress);
    const back = await payWith(tab, cards.visa);
    assert.equal(new URL(back.address).origin, portal.address);
    assert.equal(back.heading, 'Payment received. Thank you!');
    const paid = await reloadUntil(tab, 'Receipt number');
    assert.match(paid.text, /Visa •••• 4242/);
    const paymentId = paymentIdOn(paid.text);

    const receipt = await tab.follow('Open the receipt');
    assert.match(receipt.text, /€122\.00/);
    assert.match(receipt.text, new RegExp(paymentId));
    const pdf = await tab.download('Download');
    assert.equal(pdf.type, 'application/pdf');
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-');

    const toPayer = await mailTo(portal, 'maria.rossi@example.com', paymentId);
    const toOrganisation = await mailTo(portal, 'ragioneria@valdorata.example', paymentId);
    for (const mail of [toPayer, toOrganisation]) {
      for (const detail of [number, '122', paymentId, 'maria.rossi@example.com', '4242']) {
        assert.ok(mail.text.includes(detail), `${detail} in the mail to ${mail.to}:\n${mail.text}`);
      }
    }
    assert.equal(toPayer.attachments[0]?.type, 'application/pdf');
    assert.deepEqual(await ledgerOf(portal, paymentId), [
      'provider → collected:invoices 122.00 EUR',
    ]);
    assert.deepEqual(await chargesOf(portal, paymentId), ['122.00']);
    await portal.verify();
  });
});
