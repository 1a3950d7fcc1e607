/** Money that comes twice is kept safe, shown to the payer, and given back by staff; what staff do is on record. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { z } from 'zod';
import { sql } from '../../src/database/sql.ts';
import { ledgerOf, mailTo, paymentIdOn } from '../support/outcome.ts';
import { owe } from '../support/owe.ts';
import { createPayer, type Tab } from '../support/payer.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import { goToProvider, payInvoice, reloadUntil } from '../support/steps.ts';

const attentionList = z.object({
  items: z.array(
    z.object({ organisation: z.string(), kind: z.string(), id: z.string(), about: z.string() }),
  ),
});

suite('money that came twice, and what staff do about payments', { concurrency: 2 }, () => {
  const running = portalOfSuite();

  test('a charge that arrives after its page was closed and the invoice paid is given back', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const first = createPayer().tab();
    await goToProvider(first, address, 'late@example.com');
    const second = createPayer().tab();
    await second.open(address);
    await second.press('Start again here');
    await payInvoice(second, address, { email: 'paid@example.com' });

    const late = await openPaymentOf(portal, first, address, 'late@example.com');
    await portal.control('POST', `/sessions/${late.attemptId}/charge-late`);
    const twice = await reloadUntil(first, 'We received two payments');
    assert.match(twice.text, /The second payment, of €122\.00, was not due/);
    assert.match(twice.text, /You need do nothing/);
    await mailTo(portal, 'late@example.com', late.paymentId);
    await mailTo(portal, 'ragioneria@valdorata.example', late.paymentId);
    assert.deepEqual(await ledgerOf(portal, late.paymentId), ['provider → suspense 122.00 EUR']);
    await portal.verify();

    const listed = await portal.saldo('attention', '--organisation', 'demo', '--json');
    const { items } = attentionList.parse(JSON.parse(listed.out));
    const item = items.find((one) => one.about.includes(late.attemptId));
    assert.equal(item?.kind, 'money set aside');
    const missing = await portal.saldo('payment', 'return', item.id, '--organisation', 'demo');
    assert.equal(missing.status, 2, 'a reason is needed');
    const how = ['--organisation', 'demo', '--reason', 'paid twice'];
    const returned = await portal.saldo('payment', 'return', item.id, ...how);
    assert.equal(returned.status, 0, returned.said);
    assert.match(returned.out, /refund ref_\w+: succeeded, 122\.00 EUR/);
    const again = await portal.saldo('payment', 'return', item.id, ...how);
    assert.equal(again.status, 1);
    assert.match(again.said, /no such money to give back/);

    await reloadUntil(first, 'We have returned €122.00');
    assert.deepEqual(await ledgerOf(portal, late.paymentId), [
      'provider → suspense 122.00 EUR',
      'suspense → provider 122.00 EUR',
    ]);
    const rows = (await portal.truth()).filter((row) => row.reference === late.attemptId);
    assert.deepEqual(
      rows.flatMap((row) => row.refunds.map((refund) => refund.amount)),
      [12_200],
    );
    const told = await portal.saldo('payment', 'show', late.paymentId, '--organisation', 'demo');
    assert.match(told.out, /set aside as sus_\w+: already_settled/);
    assert.match(told.out, /return money by staff:/);
    await portal.verify();
  });

  test('staff see a payment’s whole story, ask again, and send its receipt elsewhere', async () => {
    const portal = running();
    const { address, number } = await owe(portal);
    const paid = await payInvoice(createPayer().tab(), address, { email: 'mistyped@example.com' });
    const paymentId = paymentIdOn(paid.text);
    await mailTo(portal, 'mistyped@example.com', paymentId);
    const of = ['--organisation', 'demo'];

    const asked = await portal.saldo('payment', 'ask', paymentId, ...of);
    assert.equal(asked.status, 0, asked.said);
    assert.match(asked.out, /att_\w+: still succeeded/);
    const resent = await portal.saldo(
      'receipt',
      'resend',
      paymentId,
      ...of,
      '--email',
      'corrected@example.com',
    );
    assert.equal(resent.status, 0, resent.said);
    const mail = await mailTo(portal, 'corrected@example.com', paymentId);
    assert.equal(mail.attachments[0]?.type, 'application/pdf');

    const told = await portal.saldo('payment', 'show', paymentId, ...of);
    assert.equal(told.status, 0, told.said);
    for (const part of [
      `payment ${paymentId}: paid, 122.00 EUR`,
      `${number}: 122.00 asked, 122.00 settled`,
      'payment begun',
      'confirm → succeeded',
      'receipt 2026/',
      'mail receipt-for-payer: ',
      'ask provider by staff:',
      'resend receipt by staff:',
    ])
      assert.ok(told.out.includes(part), `${part} in:\n${told.out}`);
    await portal.verify();
  });

  test('a receipt is not sent to what is no address, and unknown payments are refused', async () => {
    const portal = running();
    const of = ['--organisation', 'demo'];
    const unknown = await portal.saldo('payment', 'show', 'pay_unknown', ...of);
    assert.equal(unknown.status, 1);
    assert.match(unknown.said, /no payment pay_unknown/);
    const nowhere = await portal.saldo('payment', 'show', 'pay_unknown', '--organisation', 'none');
    assert.equal(nowhere.status, 2);
    const nobody = await portal.saldo('payment', 'show', 'pay_unknown');
    assert.equal(nobody.status, 2);
    const wrong = await portal.saldo(
      'receipt',
      'resend',
      'pay_unknown',
      ...of,
      '--email',
      'no one',
    );
    assert.notEqual(wrong.status, 0);
  });
});

/** Leads a tab that was left at the provider back to its payment's own page. */
async function openPaymentOf(portal: TestPortal, tab: Tab, invoice: string, email: string) {
  const [row] = await portal.database.database.query<{
    payment_id: string;
    access_token: string;
    attempt_id: string;
  }>(sql`
    select payment_id, access_token, attempt_id
    from payments join attempts using (organisation_id, payment_id) where email = ${email}`);
  assert(row);
  await tab.open(`${new URL(invoice).origin}/demo/payments/${row.access_token}`);
  return { paymentId: row.payment_id, attemptId: row.attempt_id };
}
