import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld, type QuietWorld } from '../../../../test/crash/quiet-world.ts';
import { post, postFiles, siteOf, visitForm } from '../../../../test/support/site.ts';
import { sql } from '../../../database/sql.ts';
import { createPayment } from '../../../payments/index.ts';

const pdf = { name: 'prova.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 x') };
const other = '/valdorata/assistance/other';
const asked = { email: 'maria.rossi@example.com', words: 'Non trovo la fattura.' };
const card = '4111 1111 1111 1111';

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const visit = await visitForm(app, other);
  return { world, app, visit };
}

async function kept({ database }: QuietWorld, text: string): Promise<number> {
  const like = `%${text}%`;
  const rows = await database.owner.query(sql`
    select 1 as one from tickets where details::text like ${like} or name like ${like}
    union all select 1 from ticket_messages where words like ${like}
    union all select 1 from ticket_attachments where name like ${like}
    union all select 1 from opinions where words like ${like}`);
  return rows.length;
}

test('a request is sent once however often the form is, and leads to a page of its own', async (t) => {
  const { world, app, visit } = await open(t);
  const orderKey = world.context.ids.token();
  const fields = { ...asked, order_key: orderKey };
  const send = () => postFiles(app, visit, other, { fields, files: [pdf] });
  const [first, again] = await Promise.all([send(), send()]);
  assert.equal(first.statusCode, 303, first.body);
  assert.equal(first.headers.location, again.headers.location);
  const page = await app.inject({ url: String(first.headers.location) });
  assert.match(page.body, /R-2026-00000\d/);
  assert.match(page.body, /Non trovo la fattura\./);
  const [, file] = /href="([^"]+\/attachments\/[^"]+)"/.exec(page.body) ?? [];
  const download = await app.inject({ url: file ?? '' });
  assert.equal(download.headers['content-type'], 'application/pdf');
  assert.match(
    String(download.headers['content-disposition']),
    /^attachment; filename="prova\.pdf"/,
  );
  assert.match(String(download.headers['content-security-policy']), /sandbox/);
  assert.equal(download.headers['x-content-type-options'], 'nosniff');
  assert.equal(download.body, '%PDF-1.7 x');
});

test('a card number in any field is refused, does not come back to the screen and is nowhere kept', async (t) => {
  const { world, app, visit } = await open(t);
  const places: Readonly<Record<string, Record<string, string>>> = {
    other: { words: `La mia carta è ${card}`, name: card, reference: card },
    'split-payment-by-mistake': { invoice_number: card, amount: '10', words: card },
    'error-in-invoice': { wrong: 'amount', invoice_number: '1', customer_code: card, words: 'a' },
    'wrong-address': { wrong_email: `${card.replaceAll(' ', '')}@example.com` },
    'portal-error': { page: `https://x.example/${card.replaceAll(' ', '-')}`, words: 'a' },
  };
  for (const [kind, fields] of Object.entries(places)) {
    const url = `/valdorata/assistance/${kind}`;
    for (const name of Object.keys(fields)) {
      const answer = await post(app, visit, url, { ...asked, ...fields });
      assert.equal(answer.statusCode, 422, `${kind} ${name}`);
      assert(!answer.body.includes('1111'), kind);
    }
  }
  assert.equal(await kept(world, '1111'), 0);
  const named = { ...pdf, name: `${card}.pdf` };
  const sent = await postFiles(app, visit, other, { fields: asked, files: [named] });
  assert.equal(sent.statusCode, 303);
  assert.equal(await kept(world, '1111'), 0);
});

test('files of another kind, too large or too many are refused, and nothing is opened', async (t) => {
  const { world, app, visit } = await open(t);
  const wrong = [
    [{ ...pdf, content: Buffer.from('<html><script>alert(1)</script>') }],
    [{ ...pdf, content: Buffer.concat([pdf.content, Buffer.alloc(4 * 1024 * 1024)]) }],
    [pdf, pdf, pdf, pdf],
    [pdf, pdf, pdf, pdf, pdf, pdf, pdf, pdf],
  ];
  for (const files of wrong) {
    const answer = await postFiles(app, visit, other, { fields: asked, files });
    assert([422, 413].includes(answer.statusCode), String(answer.statusCode));
  }
  const rows = await world.database.owner.query(sql`select 1 as one from tickets`);
  assert.equal(rows.length, 0);
});

test('a form whose field for files was left empty is sent all the same', async (t) => {
  const { app, visit } = await open(t);
  const none = { name: '', type: 'application/octet-stream', content: Buffer.alloc(0) };
  const answer = await postFiles(app, visit, other, { fields: asked, files: [none] });
  assert.equal(answer.statusCode, 303, answer.body);
  const empty = { ...none, name: 'leer.pdf' };
  const again = await postFiles(app, visit, other, { fields: asked, files: [empty] });
  assert.equal(again.statusCode, 422, 'a file that is empty is not one');
});

test('a form with files that cannot be read is refused, and is no fault of the portal', async (t) => {
  const { app, visit } = await open(t);
  const bodies: readonly [type: string, body: string][] = [
    ['multipart/form-data', '--x'],
    ['multipart/form-data; boundary=x', '--x\r\n'],
    ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1'],
    ['multipart/form-data; boundary=x', `--x\r\n${'a: b\r\n'.repeat(500)}\r\n\r\n--x--`],
  ];
  for (const [type, payload] of bodies) {
    const headers = { 'content-type': type };
    const answer = await app.inject({
      method: 'POST',
      url: other,
      headers,
      cookies: visit.cookies,
      payload,
    });
    assert([403, 413, 422].includes(answer.statusCode), `${answer.statusCode} ${payload}`);
  }
});

test('a form with files needs its token as any other, and other routes take no files', async (t) => {
  const { app, visit } = await open(t);
  const forged = { ...visit, token: 'forged' };
  const answer = await postFiles(app, forged, other, { fields: asked, files: [pdf] });
  assert.equal(answer.statusCode, 403);
  const crossSite = { headers: { 'sec-fetch-site': 'cross-site' } };
  const sent = { fields: asked, files: [pdf] };
  assert.equal((await postFiles(app, visit, other, sent, crossSite)).statusCode, 403);
  assert.equal((await postFiles(app, visit, '/valdorata/find', sent)).statusCode, 415);
});

test('each kind says what is missing, with everything else kept in the form', async (t) => {
  const { app, visit } = await open(t);
  const split = '/valdorata/assistance/split-payment-by-mistake';
  const answer = await post(app, visit, split, {
    email: 'maria',
    amount: 'cento',
    date: '31/2/26',
  });
  assert.equal(answer.statusCode, 422);
  for (const name of ['email', 'amount', 'date', 'invoice_number']) {
    assert.match(answer.body, new RegExp(`href="#${name}"`), name);
  }
  assert.match(answer.body, /value="cento"/);
  const invoice = await post(app, visit, '/valdorata/assistance/error-in-invoice', {
    email: asked.email,
  });
  for (const name of ['wrong', 'words', 'invoice_number']) {
    assert.match(invoice.body, new RegExp(`href="#${name}"`), name);
  }
});

test('a request that begins at a payment holds it, and one with a wrong token asks for a reference', async (t) => {
  const { world, app, visit } = await open(t);
  const { context, organisation } = world;
  const dueId = await world.due(4200n);
  const { payment } = await createPayment(context, organisation, {
    dueIds: [dueId],
    visitor: 'v',
    language: 'it',
  });
  const url = '/valdorata/assistance/no-receipt';
  const form = await app.inject({ url: `${url}?payment=${payment.accessToken}` });
  assert(form.body.includes(payment.id) && !form.body.includes('name="reference"'));
  const sent = await post(app, visit, url, { email: asked.email, payment: payment.accessToken });
  assert.equal(sent.statusCode, 303, sent.body);
  const [ticket] = await world.database.owner.query<{ payment_id: string; team: string }>(
    sql`select payment_id, team from tickets`,
  );
  assert.deepEqual(ticket, { payment_id: payment.id, team: 'technical' });
  const without = await app.inject({ url: `${url}?payment=nothing` });
  assert.match(without.body, /name="reference"/);
});

test('one network, and one address that is written to, are each limited', async (t) => {
  const { app, visit } = await open(t);
  const send = async (email: string, from: string, index: number): Promise<number> => {
    const fields = { email, words: `Messaggio ${index}` };
    return (await post(app, visit, other, fields, { from })).statusCode;
  };
  const toOne = [];
  for (let index = 0; index < 7; index += 1) {
    toOne.push(await send('victim@example.com', `198.51.100.${index}`, index));
  }
  assert.deepEqual(toOne, [303, 303, 303, 303, 303, 429, 429]);
  const fromOne = [];
  for (let index = 0; index < 14; index += 1) {
    fromOne.push(await send(`payer${index}@example.com`, '203.0.113.99', index));
  }
  assert.equal(fromOne.filter((status) => status === 303).length, 12);
});

test('the payer writes again on the page of the request, with text or with a file alone', async (t) => {
  const { world, app, visit } = await open(t);
  const sent = await post(app, visit, other, asked);
  const address = String(sent.headers.location).replace(/\?.*/, '');
  const reply = `${address}/reply`;
  const nothing = await post(app, visit, reply, { words: '' });
  assert.equal(nothing.statusCode, 422);
  const withFile = await postFiles(app, visit, reply, { fields: { words: '' }, files: [pdf] });
  assert.equal(withFile.statusCode, 303);
  const refused = await post(app, visit, reply, { words: card });
  assert.equal(refused.statusCode, 422);
  assert.equal(await kept(world, '1111'), 0);
  const markup = await post(app, visit, reply, { words: '<img src=x onerror=alert(1)>\nDue' });
  assert.equal(markup.statusCode, 303);
  const page = await app.inject({ url: address });
  assert(!page.body.includes('<img src=x'));
  assert.equal((await app.inject({ url: `${address}x` })).statusCode, 404);
});
