/** What opens something in one organisation opens nothing in another, on any route, by any method. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPayment } from '../../src/payments/index.ts';
import { useProviderAccount } from '../../src/organisations/index.ts';
import { createQuietWorld } from '../crash/quiet-world.ts';
import { loadInvoice } from '../support/quiet-invoice.ts';
import { post, siteOf, visitForm } from '../support/site.ts';
import { addTestOrganisation } from '../support/world.ts';

test('tokens and accounts of one organisation are nothing in another', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  await addTestOrganisation(context, 'altrove');
  const secrets = { api_key: 'key', notification_secret: 'secret' };
  const account = { id: 'acc_one', provider: 'sandbox', secrets };
  await useProviderAccount(context, organisation, account, 'test');
  const { token, dueId } = await loadInvoice(context, organisation, 'A-1');
  const wish = { dueIds: [dueId], visitor: 'somebody', language: 'it' } as const;
  const { payment } = await createPayment(context, organisation, wish);
  const app = await siteOf(t, context);
  const visit = await visitForm(app, '/altrove/find');

  const invoice = `invoices/${token}`;
  const paying = `payments/${payment.accessToken}`;
  assert.equal((await app.inject(`/valdorata/${invoice}`)).statusCode, 200, 'the invoice is there');
  assert.equal((await app.inject(`/valdorata/${paying}`)).statusCode, 200, 'so is the payment');
  const reads = ['', '/state', '/receipt', '/receipt.pdf', '/return'].map(
    (end) => `${paying}${end}`,
  );
  for (const path of [invoice, ...reads, `invoices/${payment.accessToken}`, `payments/${token}`]) {
    assert.equal((await app.inject(`/altrove/${path}`)).statusCode, 404, path);
  }
  const buttons = [
    ...['pay', 'restart', 'resend', 'open'].map((name) => `${invoice}/${name}`),
    ...['start', 'cancel', 'retry', 'send', 'return'].map((name) => `${paying}/${name}`),
    'notifications/acc_one',
  ];
  for (const path of buttons) {
    const fields = {
      due: dueId,
      proof: '4242',
      method: 'card',
      terms: 'yes',
      email: 'a@b.example',
    };
    assert.equal((await post(app, visit, `/altrove/${path}`, fields)).statusCode, 404, path);
  }
});

test('a due of another invoice or organisation cannot be slipped into a payment', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  const other = await addTestOrganisation(context, 'altrove');
  const mine = await loadInvoice(context, organisation, 'A-1');
  const neighbour = await loadInvoice(context, organisation, 'A-2');
  const elsewhere = await loadInvoice(context, other, 'B-1');
  const app = await siteOf(t, context);
  const address = `/valdorata/invoices/${mine.token}`;
  const visit = await visitForm(app, '/valdorata/find');
  for (const due of [neighbour.dueId, elsewhere.dueId, '__proto__', '']) {
    const answer = await post(app, visit, `${address}/pay`, { due });
    assert(answer.statusCode === 422 || answer.headers.location === address, due);
  }
});
