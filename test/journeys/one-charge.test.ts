/** Two tabs, double clicks, the way back, reloading, cancelling: whatever the payer does, one charge at most. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  attemptsOf,
  chargesOf,
  chargesOfInvoice,
  ledgerOf,
  paymentIdOn,
  paymentsOf,
} from '../support/outcome.ts';
import { owe } from '../support/owe.ts';
import { createPayer } from '../support/payer.ts';
import { portalOfSuite } from '../support/portal.ts';
import {
  cards,
  confirm,
  goToProvider,
  payInvoice,
  payWith,
  reloadUntil,
} from '../support/steps.ts';

suite('one charge, whatever the payer does', { concurrency: 3 }, () => {
  const running = portalOfSuite();

  test('a double click on Pay makes one payment, and on Pay now one attempt', async () => {
    const portal = running();
    const { address, invoiceId } = await owe(portal);
    const tab = createPayer().tab();
    await tab.open(address);
    const [one, other] = await Promise.all([tab.send('Pay'), tab.send('Pay')]);
    assert.equal(one.address, other.address);
    assert.equal((await paymentsOf(portal, invoiceId)).length, 1);
    await tab.press('Pay');
    tab.tick('I have read and accept');
    const clicks = await Promise.all([tab.send('Pay '), tab.send('Pay '), tab.send('Pay ')]);
    const [paymentId = ''] = await paymentsOf(portal, invoiceId);
    assert.equal(await attemptsOf(portal, paymentId), 1);
    for (const page of clicks) {
      const isRight = ['Pay by card', 'We are preparing the payment', 'Finish the payment'];
      assert.ok(isRight.includes(page.heading), page.heading);
    }
  });

  test('two tabs of one browser lead to one payment and one charge', async () => {
    const portal = running();
    const { address, invoiceId } = await owe(portal);
    const payer = createPayer();
    const [one, other] = [payer.tab(), payer.tab()];
    await goToProvider(one, address);
    await other.open(address);
    await other.follow('Continue the payment');
    await other.follow('Go to the payment site');
    assert.equal(other.page().address, one.page().address);
    await payWith(one, cards.visa);
    await payWith(other, cards.visa);
    await reloadUntil(one, 'Receipt number');
    assert.match((await other.open(address)).text, /Already paid/);
    assert.deepEqual(await chargesOfInvoice(portal, invoiceId), ['122.00']);
    await portal.verify();
  });

  test('two browsers that confirm at once: one goes on, the other is told of it', async () => {
    const portal = running();
    const { address, invoiceId } = await owe(portal);
    const tabs = [createPayer().tab(), createPayer().tab()] as const;
    for (const tab of tabs) {
      await tab.open(address);
      await tab.press('Pay');
      tab.tick('I have read and accept');
    }
    const pages = await Promise.all(tabs.map((tab) => tab.press('Pay ')));
    const headings = pages.map((page) => page.heading).toSorted();
    assert.equal(headings[1], 'Pay by card');
    const told = pages.find((page) => page.heading !== 'Pay by card');
    assert.match(told?.text ?? '', /Payment in progress/);
    assert.equal((await chargesOfInvoice(portal, invoiceId)).length, 0);
  });

  test('reloading and going back after success shows the same payment and takes nothing more', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    const provider = await goToProvider(tab, address);
    await payWith(tab, cards.visa);
    const paid = await reloadUntil(tab, 'Receipt number');
    const paymentId = paymentIdOn(paid.text);
    assert.equal((await tab.reload()).heading, 'Payment received. Thank you!');
    const back = await tab.open(provider.address);
    assert.doesNotMatch(back.text, /Card number/);
    const returned = await tab.open(`${paid.address}/return`);
    assert.equal(returned.heading, 'Payment received. Thank you!');
    const chosen = await tab.open(`${paid.address}?choose=1`);
    assert.equal(chosen.heading, 'Payment received. Thank you!');
    assert.match((await tab.open(address)).text, /Already paid/);
    assert.deepEqual(await chargesOf(portal, paymentId), ['122.00']);
    assert.equal(await attemptsOf(portal, paymentId), 1);
  });

  test('an old form sent again after success takes nothing more', async () => {
    const portal = running();
    const { address, invoiceId } = await owe(portal);
    const payer = createPayer();
    const [stale, tab] = [payer.tab(), payer.tab()];
    await stale.open(address);
    await stale.press('Pay');
    stale.tick('I have read and accept');
    const oldInvoice = payer.tab();
    await oldInvoice.open(address);
    await payInvoice(tab, address);
    assert.equal((await stale.press('Pay ')).heading, 'Payment received. Thank you!');
    assert.match((await oldInvoice.press('Pay')).text, /Already paid/);
    assert.deepEqual(await chargesOfInvoice(portal, invoiceId), ['122.00']);
    await portal.verify();
  });

  test('cancelled at the provider: nothing is taken, and paying again works', async () => {
    const portal = running();
    const { address, invoiceId } = await owe(portal);
    const tab = createPayer().tab();
    await goToProvider(tab, address);
    const cancelled = await tab.press('Cancel and go back');
    assert.match(cancelled.text, /Payment cancelled No money has been taken\./);
    const paymentId = paymentIdOn(cancelled.text);
    assert.deepEqual(await ledgerOf(portal, paymentId), []);
    await tab.press('Pay again');
    await confirm(tab);
    await payWith(tab, cards.visa);
    await reloadUntil(tab, 'Receipt number');
    assert.deepEqual(await chargesOfInvoice(portal, invoiceId), ['122.00']);
  });

  test('cancelled in the portal: the page of the provider is closed', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const payer = createPayer();
    const [provider, tab] = [payer.tab(), payer.tab()];
    await goToProvider(provider, address);
    await tab.open(address);
    await tab.follow('Continue the payment');
    const cancelled = await tab.press('Cancel the payment');
    assert.equal(cancelled.heading, 'Payment cancelled');
    const closed = await provider.reload();
    assert.doesNotMatch(closed.text, /Card number/);
  });

  test('without accepted terms nothing starts', async () => {
    const portal = running();
    const { address, invoiceId } = await owe(portal);
    const tab = createPayer().tab();
    await tab.open(address);
    const choice = await tab.press('Pay');
    const terms = choice.forms[0]?.fields.find((field) => field.name === 'terms');
    assert.equal(terms?.isTicked, false, 'never ticked beforehand');
    tab.fill('E-mail for the receipt', 'kept@example.com');
    const refused = await tab.press('Pay ');
    assert.equal(refused.status, 422);
    assert.match(refused.notices.join(' '), /To pay, you need to accept the terms/);
    const email = refused.forms[0]?.fields.find((field) => field.name === 'email');
    assert.equal(email?.value, 'kept@example.com', 'what was typed stays');
    const [paymentId = ''] = await paymentsOf(portal, invoiceId);
    assert.equal(await attemptsOf(portal, paymentId), 0);
  });

  test('a page of another site cannot pay in the payer’s name', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const tab = createPayer().tab();
    await tab.open(address);
    const answer = await fetch(`${address}/pay`, {
      method: 'POST',
      headers: {
        'sec-fetch-site': 'cross-site',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'due=any',
      redirect: 'manual',
    });
    assert.equal(answer.status, 403);
  });
});
