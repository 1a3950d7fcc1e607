/** What invoices may be: split payment, instalments, direct debit, credited, withheld, and a real one. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite, test } from 'node:test';
import { ledgerOf, paymentIdOn } from '../support/outcome.ts';
import { owe } from '../support/owe.ts';
import { createPayer } from '../support/payer.ts';
import { portalOfSuite } from '../support/portal.ts';
import { cards, confirm, payInvoice, payWith, reloadUntil } from '../support/steps.ts';

const sample = fileURLToPath(
  new URL(
    '../../../shared/standards/f-fatturapa/xml/italia__samples_invoices_IT01234567890_FPR01.xml',
    import.meta.url,
  ),
);

suite('kinds of invoice', { concurrency: 3 }, () => {
  const running = portalOfSuite();

  const skip = existsSync(sample) ? false : 'the reference samples are not on this machine';
  test('a real invoice is loaded, found and paid', { skip }, async () => {
    const portal = running();
    const loaded = await portal.saldo('import', 'invoices', sample, '--organisation', 'demo');
    assert.equal(loaded.status, 0, loaded.said);
    const tab = createPayer().tab();
    await tab.open(`${portal.address}/demo/find`);
    tab.fill('Invoice number', '123');
    tab.fill('Customer code', '09876543210');
    tab.fill('Amount', '6,10');
    const invoice = await tab.press('Find the invoice');
    assert.match(invoice.text, /SOCIETA' ALPHA SRL/);
    await payInvoice(tab, invoice.address);
    const paymentId = paymentIdOn(tab.page().text);
    assert.deepEqual(await ledgerOf(portal, paymentId), ['provider → collected:invoices 6.10 EUR']);
  });

  test('under split payment the payer pays without VAT and is told why in one sentence', async () => {
    const portal = running();
    const { address } = await owe(portal, { splitPayment: true });
    const tab = createPayer().tab();
    const page = await tab.open(address);
    assert.match(page.text, /To pay now €100\.00/);
    assert.match(page.text, /recipient pays the VAT of €22\.00 straight to the tax office/);
    const paid = await payInvoice(tab, address);
    assert.match(paid.text, /We received €100\.00/);
    await portal.verify();
  });

  test('withheld tax is not paid here, and the page says so', async () => {
    const portal = running();
    const { address } = await owe(portal, { withholding: '20.00' });
    const page = await createPayer().tab().open(address);
    assert.match(page.text, /To pay now €102\.00/);
    assert.match(page.text, /pays the withholding of €20\.00 to the tax office/);
  });

  test('instalments are paid one after the other, or two at once, until nothing is left', async () => {
    const portal = running();
    const { address } = await owe(portal, {
      lines: [{ amount: '300.00' }],
      instalments: [
        { amount: '122.00', dueOn: '2026-11-30' },
        { amount: '122.00', dueOn: '2027-01-31' },
        { amount: '122.00', dueOn: '2027-03-31' },
      ],
    });
    const tab = createPayer().tab();
    const all = await tab.open(address);
    assert.match(
      all.text,
      /To pay now €122\.00 ?Due 30 November 2026/,
      'the instalment that is ticked',
    );
    tab.untick('Instalment 1');
    const none = await tab.press('Pay');
    assert.equal(none.status, 422);
    assert.match(none.text, /Choose at least one instalment/);
    const first = await payInvoice(tab, address);
    assert.match(first.text, /We received €122\.00/);
    const receipt = await tab.follow('Open the receipt');
    assert.match(receipt.text, /€244\.00/, 'what is still to be paid');
    const rest = await tab.open(address);
    assert.match(rest.text, /Instalment 1 €122\.00 Due 30 Nov(ember)? 2026 Paid/);
    tab.tick('Instalment 3');
    await tab.press('Pay');
    assert.match(tab.page().text, /Amount €244\.00/);
    await confirm(tab);
    await payWith(tab, cards.visa);
    const second = await reloadUntil(tab, 'Receipt number');
    assert.deepEqual(await ledgerOf(portal, paymentIdOn(second.text)), [
      'provider → collected:invoices 244.00 EUR',
    ]);
    const done = await tab.open(address);
    assert.match(done.text, /Already paid/);
    await portal.verify();
  });

  test('an invoice collected by direct debit cannot be paid by card', async () => {
    const portal = running();
    const { address } = await owe(portal, {
      instalments: [{ amount: '122.00', dueOn: '2026-12-31', meansOfPayment: 'MP19' }],
    });
    const page = await createPayer().tab().open(address);
    assert.match(page.text, /Collected by direct debit This invoice is not paid here/);
    assert.deepEqual(page.forms, []);
  });

  test('a credit note cancels its invoice, and the page names it', async () => {
    const portal = running();
    const issuedOn = '2026-11-02';
    const { address, number } = await owe(portal, { issuedOn });
    const tab = createPayer().tab();
    await tab.open(address);
    await tab.press('Pay');
    await owe(portal, {
      number: 'NC-1/2026',
      documentType: 'TD04',
      refersTo: [{ number, issuedOn }],
    });
    tab.tick('I have read and accept');
    const refused = await tab.press('Pay ');
    assert.match(refused.text, /cancelled by credit note NC-1\/2026/);
    assert.deepEqual(refused.forms, []);
    await portal.verify();
  });

  test('a credit note for a part leaves the rest to be paid', async () => {
    const portal = running();
    const issuedOn = '2026-11-02';
    const { address, number } = await owe(portal, { issuedOn });
    const tab = createPayer().tab();
    await tab.open(address);
    await tab.press('Pay');
    await owe(portal, {
      number: 'NC-2/2026',
      documentType: 'TD04',
      lines: [{ amount: '50.00' }],
      refersTo: [{ number, issuedOn }],
    });
    const amountChanged = await tab.reload();
    assert.match(amountChanged.text, /To pay now €61\.00/);
    const paid = await payInvoice(tab, address);
    assert.match(paid.text, /We received €61\.00/);
    await portal.verify();
  });
});
