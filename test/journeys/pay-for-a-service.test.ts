/** Paying what nobody asked for yet: a service is found, its form filled in, and the amount paid. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { sql } from '../../src/database/sql.ts';
import { chargesOf, ledgerOf, mailTo, paymentIdOn } from '../support/outcome.ts';
import { createPayer, type Tab } from '../support/payer.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import { cards, confirm, payWith, reloadUntil } from '../support/steps.ts';

const taxCode = 'RSSMRA80A01H501U';

/** From the organisation's first page to the form of the meals, with its plain fields filled in. */
async function openMeals(portal: TestPortal): Promise<Tab> {
  const tab = createPayer().tab();
  await tab.open(`${portal.address}/demo`);
  await tab.follow('Choose the service');
  await tab.follow('School meals');
  await tab.open(`${portal.address}/demo/services/school-meals/meals-top-up`);
  fillMeals(tab);
  return tab;
}

function fillMeals(tab: Tab): void {
  tab.fill('Number of meals', '20');
  tab.tick('New badge');
  tab.fill('Pupil’s full name', 'Luca Rossi');
  tab.fill('Full name', 'Maria Rossi');
  tab.fill('Tax code', taxCode);
  tab.tick('Primary school Rodari');
}

suite('paying for a service', { concurrency: true }, () => {
  const running = portalOfSuite();

  test('a computed amount with a conditional field is paid at once and booked under its service', async () => {
    const portal = running();
    const tab = await openMeals(portal);
    tab.tick('The pupil is on a special diet');
    tab.fill('Number of the certificate', 'cm 1234');
    const choice = await tab.press('Pay this now');
    assert.equal(choice.heading, 'Confirm the payment');
    // Twenty meals of 4.80 and a badge of 3.00.
    assert.match(choice.text, /€99\.00/);
    await confirm(tab, 'free@example.com');
    await payWith(tab, cards.visa);
    const paid = await reloadUntil(tab, 'Receipt number');
    const paymentId = paymentIdOn(paid.text);
    assert.deepEqual(await chargesOf(portal, paymentId), ['99.00']);
    assert.deepEqual(await ledgerOf(portal, paymentId), [
      'provider → collected:school-meals 99.00 EUR',
    ]);
    const mail = await mailTo(portal, 'free@example.com', paymentId);
    assert.match(mail.text, /Top up meals/);
    const answers = await answersOf(portal, paymentId);
    assert.deepEqual(answers, {
      pupil: 'Luca Rossi',
      school: 'rodari',
      diet: 'yes',
      certificate: 'CM-1234',
    });
    await portal.verify();
  });

  test('an answer to a field that was not asked is dropped, and it is not missed', async () => {
    const portal = running();
    const tab = await openMeals(portal);
    tab.fill('Number of the certificate', 'typed by mistake');
    const choice = await tab.press('Pay this now');
    assert.equal(choice.heading, 'Confirm the payment');
    await confirm(tab);
    await payWith(tab, cards.visa);
    const paid = await reloadUntil(tab, 'Receipt number');
    const answers = await answersOf(portal, paymentIdOn(paid.text));
    assert.deepEqual(Object.keys(answers), ['pupil', 'school']);
  });

  test('everything that is wrong is said at once, and what was typed stays', async () => {
    const portal = running();
    const tab = createPayer().tab();
    await tab.open(`${portal.address}/demo/services/school-meals/meals-top-up`);
    tab.fill('Number of meals', '3');
    tab.fill('Pupil’s full name', 'Luca <b>Rossi</b>');
    tab.fill('Tax code', 'RSSMRA80A01H501V');
    tab.tick('The pupil is on a special diet');
    const page = await tab.press('Pay this now');
    for (const said of [
      'The quantity must be at least 5.',
      'Full name: this must be filled in.',
      'Tax code: a character is mistyped',
      'School: choose one of the answers.',
      'Number of the certificate: this must be filled in.',
    ]) {
      assert.ok(page.text.includes(said), `${said} on ${page.text}`);
    }
    assert.match(page.title, /^Error: /);
    const [form] = page.forms.filter(({ address }) => address.includes('meals-top-up'));
    const kept = Object.fromEntries((form?.fields ?? []).map(({ name, value }) => [name, value]));
    assert.equal(kept['answer_pupil'], 'Luca <b>Rossi</b>');
    assert.equal(kept['quantity'], '3');
    fillMeals(tab);
    tab.fill('Number of the certificate', 'CM-1234');
    assert.equal((await tab.press('Pay this now')).heading, 'Confirm the payment');
  });

  test('a card number typed into a free field is neither taken nor shown again', async () => {
    const portal = running();
    const tab = await openMeals(portal);
    tab.fill('Pupil’s full name', 'Luca 4242 4242 4242 4242');
    const page = await tab.press('Pay this now');
    assert.match(page.text, /The card number does not go here/);
    assert.ok(!page.markup.includes('4242'));
  });

  test('what waits in the cart is changed in its form, and only what stands there last is paid', async () => {
    const portal = running();
    const tab = await openMeals(portal);
    await tab.press('Add to the cart');
    await tab.press('Pay €99.00');
    await tab.follow('Back to the cart');
    await tab.follow('Change');
    const [form] = tab.page().forms.filter(({ address }) => address.includes('/refill'));
    const kept = Object.fromEntries((form?.fields ?? []).map(({ name, value }) => [name, value]));
    assert.equal(kept['quantity'], '20');
    assert.equal(kept['answer_pupil'], 'Luca Rossi');
    tab.fill('Number of meals', '3');
    assert.match((await tab.press('Save the changes')).text, /The quantity must be at least 5/);
    tab.fill('Number of meals', '10');
    tab.fill('Pupil’s full name', 'Anna Rossi');
    const cart = await tab.press('Save the changes');
    assert.equal(new URL(cart.address).pathname, '/demo/cart');
    assert.match(cart.text, /€51\.00/);
    assert.doesNotMatch(cart.text, /€99\.00/);
    await tab.press('Pay €51.00');
    await confirm(tab);
    await payWith(tab, cards.visa);
    const paid = await reloadUntil(tab, 'Receipt number');
    const paymentId = paymentIdOn(paid.text);
    assert.deepEqual(await chargesOf(portal, paymentId), ['51.00']);
    assert.equal((await answersOf(portal, paymentId))['pupil'], 'Anna Rossi');
    await portal.verify();
  });

  test('what is put into the cart waits there, and is paid with what comes after it', async () => {
    const portal = running();
    const tab = await openMeals(portal);
    const cart = await tab.press('Add to the cart');
    assert.equal(new URL(cart.address).pathname, '/demo/cart');
    assert.match(cart.text, /Top up meals/);
    assert.match(cart.text, /€99\.00/);
    await tab.open(`${portal.address}/demo/services/culture/library-contribution`);
    tab.fill('Full name', 'Maria Rossi');
    tab.fill('Amount', '12');
    assert.match((await tab.press('Pay this now')).text, /in steps of €5\.00/);
    tab.fill('Amount', '15');
    // What stood in the cart is not paid without having been seen: its page comes first.
    const both = await tab.press('Pay this now');
    assert.equal(new URL(both.address).pathname, '/demo/cart');
    assert.match(both.text, /Month of reading-€0\.75/);
    assert.match(both.text, /€113\.25/);
    assert.equal((await tab.press('Pay')).heading, 'Confirm the payment');
    await confirm(tab);
    await payWith(tab, cards.visa);
    const paymentId = paymentIdOn((await reloadUntil(tab, 'Receipt number')).text);
    assert.deepEqual(await chargesOf(portal, paymentId), ['113.25']);
    assert.deepEqual(await ledgerOf(portal, paymentId), [
      'provider → collected:school-meals 99.00 EUR',
      'provider → collected:culture 14.25 EUR',
    ]);
    await portal.verify();
  });

  test('services are found by words and categories, and an empty search says so', async () => {
    const portal = running();
    const tab = createPayer().tab();
    const found = await tab.open(`${portal.address}/demo/services?search=MENSA`);
    assert.match(found.text, /School meals/);
    assert.doesNotMatch(found.text, /Waste tax/);
    const taxes = await tab.open(`${portal.address}/demo/services?category=taxes`);
    assert.match(taxes.text, /Waste tax/);
    assert.doesNotMatch(taxes.text, /School meals/);
    const none = await tab.open(`${portal.address}/demo/services?search=%3Cscript%3E`);
    assert.match(none.text, /No service matches the search/);
    await tab.follow('Show all services');
  });

  test('what is charged for by notice leads to the notice, and invoices to their search', async () => {
    const portal = running();
    const tab = createPayer().tab();
    const tax = await tab.open(`${portal.address}/demo/services/waste-tax`);
    const notice = tax.links.find(({ label }) => label.startsWith('I have a notice'));
    assert.equal(notice?.address, `${portal.address}/demo/notices`);
    await tab.open(`${portal.address}/demo/services/invoices`);
    assert.equal((await tab.follow('Find the invoice')).heading, 'Find your invoice');
  });
});

async function answersOf(portal: TestPortal, paymentId: string): Promise<Record<string, string>> {
  const [row] = await portal.database.database.query<{
    answers: readonly { readonly name: string; readonly value: string }[];
  }>(sql`
    select answers from due_details join allocations using (organisation_id, due_id)
    where payment_id = ${paymentId}`);
  return Object.fromEntries((row?.answers ?? []).map(({ name, value }) => [name, value]));
}
