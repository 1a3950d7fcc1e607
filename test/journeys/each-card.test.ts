/** Every test card: the right page in words, a receipt or none, mails, ledger and charges as they should be. */
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { chargesOf, ledgerOf, mails, mailTo, paymentIdOn } from '../support/outcome.ts';
import { owe } from '../support/owe.ts';
import { createPayer, type Tab } from '../support/payer.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import {
  cards,
  confirm,
  endSilence,
  goToProvider,
  longSilence,
  payWith,
  reloadUntil,
} from '../support/steps.ts';
import { until } from '../support/until.ts';

const collected = 'provider → collected:invoices 122.00 EUR';

suite('each card of the sandbox', { concurrency: 4 }, () => {
  const running = portalOfSuite();
  before(async () => {
    await running().control('POST', '/settings', { ...longSilence, dispute_delay_ms: 100 });
  });

  for (const [card, shown] of [
    [cards.visa, 'Visa •••• 4242'],
    [cards.mastercard, 'Mastercard •••• 4444'],
  ] as const) {
    test(`card ${card} pays, and the page names it`, async () => {
      const portal = running();
      const { address } = await owe(portal);
      const tab = createPayer().tab();
      await goToProvider(tab, address);
      const page = await payWith(tab, card);
      assert.equal(page.heading, 'Payment received. Thank you!');
      assert.ok(page.text.includes(shown), page.text);
      await expectPaidOnce(portal, tab);
    });
  }

  for (const [card, reason] of [
    [cards.declined, 'bank refused the payment without telling us why'],
    [cards.noFunds, 'There are not enough funds on the card'],
    [cards.expired, 'The card has expired'],
    [cards.wrongCode, 'The security code is not right'],
    [cards.processingError, 'The payment provider had a technical problem'],
  ] as const) {
    test(`card ${card} is refused with its reason, and another card pays afterwards`, async () => {
      const portal = running();
      const { address } = await owe(portal);
      const email = `payer-of-${card.slice(-4)}@example.com`;
      const tab = createPayer().tab();
      await goToProvider(tab, address, email);
      const refused = await payWith(tab, card);
      await expectRefused(portal, refused.text, reason);
      assert.deepEqual(await mailsTo(portal, email), [], 'nothing is written about a refusal');

      const choice = await tab.press('Try again');
      assert.equal(choice.heading, 'Confirm the payment');
      await confirm(tab, email);
      await payWith(tab, cards.visa);
      await expectPaidOnce(portal, tab);
      await mailTo(portal, email, paymentIdOn(tab.page().text));
    });
  }

  test('strong authentication that the payer approves pays', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    await goToProvider(tab, address);
    const question = await payWith(tab, cards.authenticated);
    assert.equal(new URL(question.address).origin, portal.sandboxAddress);
    await tab.press('Approve');
    await expectPaidOnce(portal, tab);
  });

  test('strong authentication that the payer refuses takes no money and says what failed', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    await goToProvider(tab, address);
    await payWith(tab, cards.authenticated);
    const refused = await tab.press('Refuse');
    await expectRefused(portal, refused.text, 'The confirmation with your bank did not succeed');
  });

  // One after the other: the end of the silence is the same for all cards.
  suite('whose bank is silent', { concurrency: 1 }, () => {
    test('an outcome that stays unknown for a while turns out to be success', async () => {
      const portal = running();
      const { address } = await owe(portal);
      const email = 'unknown-then-paid@example.com';
      const tab = createPayer().tab();
      await goToProvider(tab, address, email);
      const unknown = await payWith(tab, cards.silentThenSuccess);
      expectUnknown(unknown.heading, unknown.text);
      assert.ok(unknown.refreshSeconds, 'without scripts the page asks again by itself');
      await tab.open(address);
      assert.match(tab.page().text, /Payment in progress/);
      await tab.follow('Continue the payment');
      await endSilence(portal);
      await reloadUntil(tab, 'Payment received. Thank you!', 60_000);
      await expectPaidOnce(portal, tab);
      await mailTo(portal, email, paymentIdOn(tab.page().text));
    });

    test('an outcome that stays unknown for a while turns out to be failure, and can be tried again', async () => {
      const portal = running();
      const { address } = await owe(portal);
      const tab = createPayer().tab();
      await goToProvider(tab, address);
      const unknown = await payWith(tab, cards.silentThenFailure);
      expectUnknown(unknown.heading, unknown.text);
      await endSilence(portal);
      const refused = await reloadUntil(tab, 'The payment did not go through', 60_000);
      await expectRefused(portal, refused.text, 'No money has been taken');
      await tab.press('Try again');
      await confirm(tab);
      await payWith(tab, cards.visa);
      await expectPaidOnce(portal, tab);
    });
  });

  test('a payment that its bank disputes later stays paid and waits for staff', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    await goToProvider(tab, address);
    await payWith(tab, cards.disputed);
    const paid = await reloadUntil(tab, 'Receipt number');
    const paymentId = paymentIdOn(paid.text);
    const lines = await until('the dispute in the ledger', async () => {
      const found = await ledgerOf(portal, paymentId);
      return found.length === 2 && found;
    });
    assert.deepEqual(lines, [collected, 'disputes → provider 122.00 EUR']);
    const { status, out } = await portal.saldo('attention', '--organisation', 'demo');
    assert.equal(status, 0);
    assert.match(out, new RegExp(`disputed .*122\\.00 EUR of ${paymentId}`));
    await portal.verify();
  });

  test('American Express is refused on the page of the provider, where another card pays', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    await goToProvider(tab, address);
    const refused = await payWith(tab, cards.amex);
    assert.equal(new URL(refused.address).origin, portal.sandboxAddress);
    assert.match(refused.text, /American Express is not accepted here\. Nothing was charged/);
    await payWith(tab, cards.visa);
    await expectPaidOnce(portal, tab);
  });
});

async function expectPaidOnce(portal: TestPortal, tab: Tab): Promise<void> {
  const { text } = await reloadUntil(tab, 'Receipt number');
  const paymentId = paymentIdOn(text);
  assert.deepEqual(await ledgerOf(portal, paymentId), [collected]);
  assert.deepEqual(await chargesOf(portal, paymentId), ['122.00']);
  await portal.verify();
}

async function expectRefused(portal: TestPortal, text: string, reason: string): Promise<void> {
  assert.match(text, /The payment did not go through No money has been taken\./);
  assert.ok(text.includes(reason), text);
  assert.doesNotMatch(text, /Receipt number/);
  const paymentId = paymentIdOn(text);
  assert.deepEqual(await ledgerOf(portal, paymentId), []);
  assert.deepEqual(await chargesOf(portal, paymentId), []);
}

function expectUnknown(heading: string, text: string): void {
  assert.equal(heading, 'We are checking the result');
  assert.match(text, /We do not know yet whether the money was taken\. Do not pay again\./);
}

async function mailsTo(portal: TestPortal, recipient: string): Promise<string[]> {
  const all = await mails(portal);
  return all.filter((mail) => mail.to.includes(recipient)).map((mail) => mail.subject);
}
