/** Receipts: sent to a corrected address, checked by their code, written in the payer's language. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { mails, mailTo, paymentIdOn } from '../support/outcome.ts';
import { owe } from '../support/owe.ts';
import { createPayer } from '../support/payer.ts';
import { portalOfSuite } from '../support/portal.ts';
import { cards, confirm, payInvoice, payWith, reloadUntil } from '../support/steps.ts';

suite('receipts', { concurrency: 3 }, () => {
  const running = portalOfSuite();

  test('a payer corrects the address, and the receipt goes there', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    const paid = await payInvoice(tab, address, { email: 'wrong@example.org' });
    const paymentId = paymentIdOn(paid.text);
    await mailTo(portal, 'wrong@example.org', paymentId);
    tab.fill('E-mail address', 'right@example.org');
    const sent = await tab.press('Send the receipt');
    assert.match(sent.notices.join(' '), /Receipt sent to right@example\.org/);
    const mail = await mailTo(portal, 'right@example.org', paymentId);
    assert.equal(mail.attachments[0]?.type, 'application/pdf');
  });

  test('whoever else has the address of a payment is not told where its receipt went', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    const paid = await payInvoice(tab, address, { email: 'anna.verdi@example.org' });
    assert.match(paid.text, /anna\.verdi@example\.org/);
    const other = await createPayer().tab().open(paid.address);
    assert.match(other.text, /a\*\*\*@e\*\*\*\.org/);
    assert.doesNotMatch(other.markup, /anna\.verdi/);
  });

  test('an address that looks misspelt is asked about, and the suggestion is used', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    await tab.open(address);
    await tab.press('Pay');
    tab.fill('E-mail for the receipt', 'anna.verdi@gmial.com');
    tab.tick('I have read and accept');
    const asked = await tab.press('Pay €');
    assert.equal(asked.status, 422);
    assert.match(asked.notices.join(' '), /anna\.verdi@gmail\.com/);
    const button = asked.forms.flatMap((form) => form.buttons).find(({ name }) => name !== '');
    await tab.press(button?.label ?? '');
    await payWith(tab, cards.visa);
    const paid = await reloadUntil(tab, 'Receipt number');
    assert.match(paid.text, /We have sent it to anna\.verdi@gmail\.com/);
    await mailTo(portal, 'anna.verdi@gmail.com', paymentIdOn(paid.text));
    const wrong = (await mails(portal)).filter((mail) => mail.to.includes('gmial'));
    assert.deepEqual(wrong, []);
  });

  test('an address that looks misspelt is kept when it is sent again unchanged', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    await tab.open(address);
    await tab.press('Pay');
    await confirm(tab, 'anna@gmial.com');
    const provider = await tab.press('Pay €');
    assert.equal(new URL(provider.address).origin, portal.sandboxAddress);
  });

  test('the suggestion is used when the receipt is sent again, too', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    await payInvoice(tab, address);
    tab.fill('E-mail address', 'carla@hotmial.com');
    const asked = await tab.press('Send the receipt');
    const button = asked.forms.flatMap((form) => form.buttons).find(({ name }) => name !== '');
    const sent = await tab.press(button?.label ?? '');
    assert.match(sent.notices.join(' '), /Receipt sent to carla@hotmail\.com/);
  });

  test('anybody may check a receipt by its code, and learns amount and day only', async () => {
    const portal = running();
    const { address, number } = await owe(portal);
    const tab = createPayer().tab();
    await payInvoice(tab, address, { email: 'private@example.com' });
    const receipt = await tab.follow('Open the receipt');
    const code = /[A-Z0-9]{4}(?:[- ][A-Z0-9]{4}){2,}/.exec(receipt.text)?.[0] ?? '';
    assert.notEqual(code, '', receipt.text);
    const stranger = createPayer().tab();
    for (const typed of [code, code.toLowerCase().replaceAll(/[- ]/g, ' ')]) {
      await stranger.open(`${portal.address}/demo/verify`);
      stranger.fill('Verification code', typed);
      const genuine = await stranger.press('Verify');
      assert.match(genuine.text, /genuine/i);
      assert.match(genuine.text, /€122\.00/);
      for (const secret of [number, 'Rossi', 'private@example.com', paymentIdOn(receipt.text)])
        assert.ok(!genuine.markup.includes(secret), secret);
    }
    await stranger.open(`${portal.address}/demo/verify`);
    const last = code.endsWith('A') ? 'B' : 'A';
    stranger.fill('Verification code', `${code.slice(0, -1)}${last}`);
    const wrong = await stranger.press('Verify');
    assert.doesNotMatch(wrong.text, /€/);
    const elsewhere = createPayer().tab();
    await elsewhere.open(`${portal.address}/nuvola/verify`);
    elsewhere.fill('Verification code', code);
    assert.doesNotMatch((await elsewhere.press('Verify')).text, /€/);
  });

  test('an Italian payer has page, provider’s page, mail and receipt in Italian', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer({ language: 'it-IT,it;q=0.9' }).tab();
    await tab.open(address);
    await tab.press('Paga');
    tab.fill('E-mail per la ricevuta', 'italiana@example.it');
    tab.tick('Ho letto e accetto');
    const provider = await tab.press('Paga ora');
    assert.equal(provider.heading, 'Paga con carta');
    tab.fill('Numero della carta', cards.visa);
    tab.fill('Nome e cognome', 'Maria Rossi');
    tab.fill('Scadenza', '09/39');
    tab.fill('Codice di sicurezza', '123');
    const paid = await tab.press('Paga ');
    assert.equal(paid.heading, 'Pagamento riuscito. Grazie!');
    const page = await reloadUntil(tab, 'Numero della ricevuta');
    const mail = await mailTo(portal, 'italiana@example.it', paymentIdOn(page.text));
    assert.match(mail.subject, /Ricevuta .*122,00/);
    const receipt = await tab.follow('Apri la ricevuta');
    assert.match(receipt.text, /122,00/);
    assert.equal(receipt.language, 'it');
  });
});
