/** Help: questions with opinions, assistance with a payment and without, the list of payments by mail. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/id.ts';
import { findOrganisationBySlug } from '../../src/organisations/index.ts';
import { answerTicket, findTicketByToken } from '../../src/tickets/index.ts';
import { mails, mailTo, paymentIdOn } from '../support/outcome.ts';
import { owe } from '../support/owe.ts';
import { createPayer } from '../support/payer.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import { payInvoice } from '../support/steps.ts';

const pdf = new File(['%PDF-1.7 una fattura'], 'La mia fattura.pdf', { type: 'application/pdf' });

/** Answers a request as somebody of the staff would, who knows it by its address. */
async function answerAs(portal: TestPortal, address: string, words: string, asksPayer: boolean) {
  const context = {
    database: portal.database.database,
    clock: systemClock,
    ids: createIds(systemClock),
    wake: () => {},
  };
  const organisation = await findOrganisationBySlug(context.database, 'demo');
  assert(organisation);
  const token = new URL(address).pathname.split('/').at(-1) ?? '';
  const ticket = await findTicketByToken(context.database, organisation.id, token);
  assert(ticket, address);
  await answerTicket(context, organisation, ticket.id, {
    words,
    attachments: [],
    orderKey: context.ids.token(),
    actor: 'staff:stf_1',
    asksPayer,
  });
}

suite('help and assistance', { concurrency: 3 }, () => {
  const running = portalOfSuite();

  test('a payer without a receipt asks from the payment, is asked back by mail, and replies with a document', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    const paid = await payInvoice(tab, address, { email: 'sara@example.org' });
    const paymentId = paymentIdOn(paid.text);
    await tab.follow('Ask for assistance with this payment');
    const form = await tab.follow('I did not get the receipt');
    assert.match(form.text, new RegExp(paymentId));
    tab.fill('Your e-mail address', 'sara.bianchi@example.org');
    const sent = await tab.press('Send the request');
    const number = /R-\d{4}-\d{6}/.exec(sent.heading)?.[0] ?? '';
    assert.notEqual(number, '', sent.heading);
    await mailTo(portal, 'sara.bianchi@example.org', number);
    const told = await mailTo(portal, 'ragioneria@valdorata.example', number);
    assert.match(told.text, new RegExp(paymentId));
    await answerAs(portal, sent.address, 'Quale indirizzo\nha indicato?', true);
    const asked = await mailTo(portal, 'sara.bianchi@example.org', 'ha indicato?');
    const link = /https?:\/\/\S+\/requests\/\S+/.exec(asked.text)?.[0] ?? '';
    const later = createPayer().tab();
    const page = await later.open(link);
    assert.match(page.text, /Waiting for your answer/);
    later.fill('Your message', 'Quello di mia sorella.');
    later.attach('Documents', pdf);
    const replied = await later.press('Send the message');
    assert.match(replied.notices.join(' '), /The message has been sent/);
    const file = await later.download('La-mia-fattura.pdf');
    assert.equal(file.bytes.toString(), '%PDF-1.7 una fattura');
    await mailTo(portal, 'ragioneria@valdorata.example', 'Quello di mia sorella.');
  });

  test('an error in an invoice is reported from the invoice, by a form of its own', async () => {
    const portal = running();
    const { address, number } = await owe(portal);
    const tab = createPayer().tab();
    await tab.open(address);
    const link = tab.page().links.find((one) => one.address.includes('/assistance/error-in-'));
    assert(link, 'a link to the form');
    const form = await tab.follow(link.label);
    const typed = form.forms.flatMap((one) => one.fields).find((one) => one.value === number);
    assert.equal(typed?.name, 'invoice_number');
    tab.tick('The amount');
    tab.fill('What should be written there', 'Cento euro, non centoventidue.');
    tab.fill('Your e-mail address', 'paolo@example.org');
    tab.attach('Documents', pdf);
    const sent = await tab.press('Send the request');
    assert.match(sent.text, /Error in the invoice/);
    assert.match(sent.text, /Administration/);
    const told = await mailTo(portal, 'ragioneria@valdorata.example', 'non centoventidue');
    assert.match(told.text, new RegExp(number.replace('/', '\\/')));
  });

  test('a payment under split payment by mistake is reported, and the administration answers with instructions', async () => {
    const portal = running();
    const tab = createPayer().tab();
    await tab.open(`${portal.address}/demo/help`);
    await tab.follow('I paid under split payment by mistake');
    await tab.follow('Ask for assistance');
    const nothing = await tab.press('Send the request');
    assert.equal(nothing.status, 422);
    tab.fill('Invoice number', 'SP 7/2026');
    tab.fill('Amount paid', '1.000,00');
    tab.fill('Your e-mail address', 'scuola@example.org');
    const sent = await tab.press('Send the request');
    await answerAs(portal, sent.address, 'Versi l’IVA con il modello F24.', false);
    const answer = await mailTo(portal, 'scuola@example.org', 'modello F24');
    assert.match(answer.subject, /has answered/);
    const page = await tab.reload();
    assert.match(page.text, /Answered/);
    assert.match(page.text, /Versi l’IVA con il modello F24\./);
  });

  test('a reader says whether a help page helped, and finds people and their hours', async () => {
    const portal = running();
    const tab = createPayer().tab();
    const help = await tab.open(`${portal.address}/demo/help`);
    assert.match(help.text, /For customers/);
    assert.match(help.text, /For partners/);
    assert.match(help.text, /Monday to Friday 08:30–18:00/);
    assert.match(help.text, /Open now, until|Closed now, opens/);
    await tab.follow('Is this site genuine?');
    tab.fill('What was missing?', 'Un esempio di indirizzo.');
    const given = await tab.press('No');
    assert.match(given.notices.join(' '), /we read every opinion/);
    const experts = await tab.follow('Contact our experts');
    assert.match(experts.heading, /Request for assistance/);
  });

  test('the list of payments goes to the last address on file, and nobody learns anything from the page', async () => {
    const portal = running();
    const customer = { taxCode: 'VRDNNA85T50L378Q', name: 'Anna Verdi' };
    const { address } = await owe(portal, { customer });
    const payer = createPayer().tab();
    await payInvoice(payer, address, { email: 'anna.verdi@example.org' });
    await mailTo(portal, 'anna.verdi@example.org', 'Receipt');
    const ask = async (customerCode: string) => {
      const tab = createPayer().tab();
      await tab.open(`${portal.address}/demo/payment-list`);
      tab.fill('Customer code', customerCode);
      tab.fill('Tax code or VAT number', customer.taxCode);
      return tab.press('Ask for the list');
    };
    const wrong = await ask('C-0');
    const right = await ask('vrd nna 85t50 l378q');
    assert.equal(right.text, wrong.text);
    assert.equal(right.address, wrong.address);
    const mail = await mailTo(portal, 'anna.verdi@example.org', 'Your payments to');
    assert.deepEqual(
      mail.attachments.map(({ type }) => type),
      ['application/pdf', 'text/csv'],
    );
    const lists = (await mails(portal)).filter(({ subject }) => subject.includes('Your payments'));
    assert.equal(lists.length, 1);
  });
});
