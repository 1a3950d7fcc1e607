/** Many things gathered and paid at once: one charge, one receipt, a notice for each service, and what goes wrong meanwhile. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/id.ts';
import { sql } from '../../src/database/sql.ts';
import { withdrawDue } from '../../src/desk/index.ts';
import { findOrganisationBySlug } from '../../src/organisations/index.ts';
import { dueOf, loadTestOffers } from '../support/council.ts';
import { chargesOf, ledgerOf, mails, mailTo, paymentIdOn } from '../support/outcome.ts';
import { owe } from '../support/owe.ts';
import { createPayer, type Tab } from '../support/payer.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import { cards, confirm, payWith, reloadUntil } from '../support/steps.ts';

/** The rooms over the database of the running portal, as its own people would use them. */
async function placeOf(portal: TestPortal) {
  const { database } = portal.database;
  const organisation = await findOrganisationBySlug(database, 'demo');
  assert(organisation, 'the demo is there');
  const ids = createIds(systemClock);
  const context = {
    database,
    clock: systemClock,
    ids,
    providers: new Map(),
    key: new Uint8Array(32),
  };
  return { context, organisation };
}

type Place = Awaited<ReturnType<typeof placeOf>>;

async function collectDue(portal: TestPortal, tab: Tab, place: Place, service: string) {
  const due = await dueOf(place, service, { reason: `${service} ${place.context.ids.token()}` });
  await tab.open(`${portal.address}/demo/dues/${due.token}`);
  await tab.press('Add to the cart');
  return due;
}

/** The form of a free payment: the bus stop is asked of whoever takes the bus, and only then. */
async function enrolByForm(portal: TestPortal, tab: Tab): Promise<void> {
  await tab.open(`${portal.address}/demo/services/meals/enrolment`);
  tab.fill('Full name', 'Maria Rossi');
  tab.tick('With the bus');
  const page = await tab.press('Add to the cart');
  assert.match(page.text, /Bus stop: this must be filled in/);
  tab.fill('Bus stop', 'Piazza <Grande>');
  await tab.press('Add to the cart');
}

suite('a cart', { concurrency: 1 }, () => {
  const running = portalOfSuite();

  test('five dues of three services and a free payment are one charge, one receipt and a notice for each service', async () => {
    const portal = running();
    const place = await placeOf(portal);
    await loadTestOffers(place);
    const payer = createPayer();
    const tab = payer.tab();
    const { address } = await owe(portal);
    await tab.open(address);
    await tab.press('Add to the cart');
    for (const service of ['meals', 'building', 'waste', 'waste']) {
      await collectDue(portal, tab, place, service);
    }
    await enrolByForm(portal, tab);
    const cart = await tab.open(`${portal.address}/demo/cart?language=it`);
    assert.equal(cart.heading, 'Carrello');
    assert.match(cart.text, /Iscrizione alla mensa/);
    assert(cart.links.some(({ label }) => label === 'Carrello: 6 voci'));
    // Another tab, another language: the same cart.
    const again = payer.tab();
    const page = await again.open(`${portal.address}/demo/cart?language=en`);
    assert.match(page.text, /€315\.00/);
    assert.match(page.text, /One payment holds at most 10 items/);
    await again.press('Pay €315.00');
    assert.match(again.page().text, /School meals · L\*\*\*\* R\*\*\*\*/);
    await again.follow('Back to the cart');
    await again.press('Pay €315.00');
    await confirm(again, 'many@example.com');
    await payWith(again, cards.visa);
    const paid = await reloadUntil(again, 'Receipt number');
    assert.match(paid.text, /School meals · Luca Rossi/);
    const paymentId = paymentIdOn(paid.text);
    assert.deepEqual(await chargesOf(portal, paymentId), ['315.00']);
    assert.deepEqual((await ledgerOf(portal, paymentId)).toSorted(), [
      'provider → collected:building 42.00 EUR',
      'provider → collected:invoices 122.00 EUR',
      'provider → collected:meals 67.00 EUR',
      'provider → collected:waste 84.00 EUR',
    ]);
    const receipt = await again.follow('Open the receipt');
    for (const words of [
      'School meals · Maria Rossi',
      'Building office · Luca Rossi',
      'Waste tax',
    ]) {
      assert(receipt.text.includes(words), `${words} in ${receipt.text}`);
    }
    await mailTo(portal, 'many@example.com', paymentId);
    const notice = await mailTo(portal, 'mensa@valdorata.example', paymentId);
    assert.match(notice.text, /67[.,]00/);
    assert.match(notice.text, /Piazza <Grande>/);
    assert.doesNotMatch(notice.text, /building|waste|Edilizia/);
    await mailTo(portal, 'edilizia@valdorata.example', paymentId);
    const about = (await mails(portal)).filter(({ text }) => text.includes(paymentId));
    assert.equal(about.filter(({ to }) => to.includes('many@example.com')).length, 1);
    const after = await again.open(`${portal.address}/demo/cart`);
    assert.match(after.text, /No longer in the cart/);
    assert.match(after.text, /nothing is left to pay/);
    await portal.verify();
  });

  test('what is withdrawn while the payer is at the provider is set aside, told, and the rest is paid', async () => {
    const portal = running();
    const place = await placeOf(portal);
    const tab = createPayer().tab();
    const gone = await collectDue(portal, tab, place, 'meals');
    await collectDue(portal, tab, place, 'waste');
    await tab.press('Pay €84.00');
    await confirm(tab, 'part@example.com');
    await withdrawDue(place.context, place.organisation, gone.id, {
      reason: 'made by mistake',
      actor: 'staff:test',
    });
    await payWith(tab, cards.visa);
    const page = await reloadUntil(tab, 'Receipt number');
    assert.equal(page.heading, 'Payment received; a part of it was no longer due');
    assert.match(page.text, /Of that, €42\.00 was no longer due/);
    assert.match(page.text, /no longer due/);
    const paymentId = paymentIdOn(page.text);
    assert.deepEqual((await ledgerOf(portal, paymentId)).toSorted(), [
      'provider → collected:waste 42.00 EUR',
      'provider → suspense 42.00 EUR',
    ]);
    const told = await mailTo(portal, 'part@example.com', 'withdrawn');
    assert.match(told.subject, /€42\.00 is no longer due/);
    await portal.verify();
  });

  test('what is withdrawn before paying is shown as that, and never charged', async () => {
    const portal = running();
    const place = await placeOf(portal);
    const tab = createPayer().tab();
    const gone = await collectDue(portal, tab, place, 'meals');
    await collectDue(portal, tab, place, 'waste');
    await withdrawDue(place.context, place.organisation, gone.id, {
      reason: 'made by mistake',
      actor: 'staff:test',
    });
    const page = await tab.press('Pay €84.00');
    assert.match(page.text, /The cart has changed since you saw it. Nothing has been taken/);
    assert.match(page.text, /has withdrawn it, it is not to be paid/);
    await tab.press('Pay €42.00');
    const choice = tab.page();
    assert.match(choice.text, /€42\.00/);
    // The payment that was begun stays payable from the cart until it is paid.
    await tab.follow('Back to the cart');
    assert.equal(tab.page().heading, 'Cart');
  });

  test('items are moved and removed, and the last one leaves the cart empty', async () => {
    const portal = running();
    const place = await placeOf(portal);
    const tab = createPayer().tab();
    await collectDue(portal, tab, place, 'meals');
    await collectDue(portal, tab, place, 'waste');
    const order = () =>
      [...tab.page().markup.matchAll(/(meals|waste) \w{32}<\/h3>/g)].map(([, name]) => name);
    assert.deepEqual(order(), ['meals', 'waste']);
    await tab.press('Move down');
    assert.deepEqual(order(), ['waste', 'meals']);
    await tab.press('Remove: waste');
    assert.deepEqual(order(), ['meals']);
    await tab.press('Remove');
    assert.match(tab.page().text, /The cart is empty/);
  });

  test('terms that changed while the payer was reading are accepted once more, and no money moves before', async () => {
    const portal = running();
    const place = await placeOf(portal);
    const tab = createPayer().tab();
    await collectDue(portal, tab, place, 'waste');
    await tab.press('Pay €42.00');
    tab.tick('I have read and accept');
    const file = join(portal.folder, 'terms.json');
    await writeFile(file, JSON.stringify({ terms: { it: 'Nuovi termini', en: 'New terms' } }));
    const set = await portal.saldo('organisation', 'set', 'demo', file);
    assert.equal(set.status, 0, set.said);
    const told = await tab.press('Pay €42.00 now');
    assert.match(told.text, /terms and conditions have changed meanwhile/);
    assert.match((await tab.press('Pay €42.00 now')).text, /you need to accept/);
    await confirm(tab);
    await payWith(tab, cards.visa);
    const paid = await reloadUntil(tab, 'Receipt number');
    const [row] = await portal.database.database.query<{ terms_version: number }>(sql`
      select terms_version from payments where payment_id = ${paymentIdOn(paid.text)}
        and organisation_id = ${place.organisation.id}`);
    assert.equal(row?.terms_version, 2);
  });
});

/** As the newest cart of the organisation names its visitor. */
