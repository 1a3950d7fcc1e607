/** The hosted page over HTTP: forms and redirects, as a browser without scripts has them. */
import { strict as assert } from 'node:assert';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { openTestSandbox } from '../test-sandbox.ts';
import type { TestSandbox } from '../test-sandbox.ts';

const card = {
  holder: 'Maria Rossi',
  number: '4242 4242 4242 4242',
  expiry: '12/34',
  code: '123',
  email: '',
};

const returnUrl = 'http://localhost:3000/return/abc';

suite('the hosted page', () => {
  test('a card is typed and the payer goes back', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { page, id } = await open(sandbox, 'paid');
    const shown = await page.get();
    assert.equal(shown.status, 200);
    for (const text of [
      'Comune di Prova',
      'Mensa scolastica',
      '12,50',
      'denaro vero',
      'cc-number',
    ]) {
      assert(shown.html.includes(text), text);
    }
    assert.deepEqual(await page.post('', card), { status: 303, location: returnUrl, html: '' });
    assert.equal((await sandbox.session(id)).status, 'succeeded');
  });

  test('sending the form twice, going back and reloading charge once', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { page } = await open(sandbox, 'once');
    const answers = await Promise.all([
      page.post('', card),
      page.post('', card),
      page.post('', card),
    ]);
    for (const answer of answers) assert.equal(answer.location, returnUrl);
    assert.equal((await page.get()).location, returnUrl);
    assert.equal((await page.post('/cancel', {})).location, returnUrl);
    const truth = JSON.stringify((await sandbox.control('/truth?reference=once')).body);
    assert.equal(truth.split('"charges":[{').length, 2);
    assert.equal(truth.split('"amount"').length, 2);
  });

  test('what is wrong is said at the top and at each field, and what was typed is kept', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { page, id } = await open(sandbox, 'errors', { language: 'en' });
    const wrong = {
      ...card,
      holder: '',
      number: '4242 4242 4242 4241',
      expiry: '13/34',
      code: '12',
    };
    const { status, html } = await page.post('', wrong);
    assert.equal(status, 422);
    assert.match(html, /<title>Error: /);
    for (const field of ['holder', 'number', 'expiry', 'code']) {
      assert(html.includes(`href="#${field}"`), field);
      assert(html.includes(`id="${field}-error"`), field);
    }
    assert(html.includes('value="13/34"'));
    assert(!html.includes('value="12"'), 'the security code is never written back');
    assert.equal((await sandbox.session(id)).status, 'open');
  });

  test('a past expiry date and a wrong e-mail address are refused', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { page } = await open(sandbox, 'past', { language: 'en' });
    const { html } = await page.post('', { ...card, expiry: '01/20', email: 'maria@' });
    assert(html.includes('This card has expired'));
    assert(html.includes('Check the e-mail address'));
  });

  test('a brand that is not accepted is refused by name and another card can be used', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { page, id } = await open(sandbox, 'brand', { language: 'en' });
    const refused = await page.post('', { ...card, number: '3782 822463 10005' });
    assert.equal(refused.status, 422);
    assert(refused.html.includes('American Express is not accepted here'));
    const unnamed = await page.post('', { ...card, number: '3566002020360505', code: '' });
    assert(unnamed.html.includes('This kind of card is not accepted here'));
    assert(unnamed.html.includes('Enter the security code'));
    assert.equal((await sandbox.session(id)).status, 'open');
    assert.equal((await page.post('', card)).location, returnUrl);
    assert.equal((await sandbox.session(id)).status, 'succeeded');
  });

  test('a declined card sends the payer back with a failed session', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { page, id } = await open(sandbox, 'declined');
    const answer = await page.post('', { ...card, number: '4000000000009995' });
    assert.equal(answer.location, returnUrl);
    assert.equal((await sandbox.session(id)).decline_reason, 'insufficient_funds');
  });

  test('cancelling leads back and nothing can be paid any more', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { page, id } = await open(sandbox, 'cancelled');
    assert.equal((await page.post('/cancel', {})).location, returnUrl);
    assert.equal((await page.post('', card)).location, returnUrl);
    const { status, charge } = await sandbox.session(id);
    assert.deepEqual([status, charge], ['cancelled', null]);
  });

  test('strong authentication is a second page where the payer approves or refuses', async (t) => {
    const sandbox = await openTestSandbox(t);
    const number = '4000 0025 0000 3155';
    for (const [answer, status] of [
      ['approve', 'succeeded'],
      ['refuse', 'failed'],
    ] as const) {
      const { page, id } = await open(sandbox, answer);
      const second = await page.post('', { ...card, number });
      assert.equal(second.location, `/pay/${id}/authentication`);
      assert.equal((await page.get()).location, `/pay/${id}/authentication`);
      const shown = await page.get('/authentication');
      assert(shown.html.includes('3155') && shown.html.includes('value="approve"'));
      assert.equal((await page.post('/authentication', { answer })).location, returnUrl);
      assert.equal((await page.post('/authentication', { answer: 'approve' })).location, returnUrl);
      assert.equal((await sandbox.session(id)).status, status);
    }
  });

  test('half an hour later the page is over and says so', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { page, id } = await open(sandbox, 'late', { language: 'es' });
    await sandbox.control('/clock', { advance_ms: 30 * 60_000 });
    const { status, html } = await page.post('', card);
    assert.equal(status, 410);
    assert(html.includes('Se ha agotado el tiempo') && html.includes(returnUrl));
    assert.equal((await sandbox.session(id)).status, 'expired');
    const types = (await sandbox.merchant.waitFor(2)).map(({ body }) => body['type']);
    assert.deepEqual(types, ['session.created', 'session.expired']);
  });

  test('an address that names no session is a page that says so', async (t) => {
    const sandbox = await openTestSandbox(t);
    const answer = await fetch(`${sandbox.url}/pay/ses_nothing`, {
      headers: { 'accept-language': 'es-ES' },
    });
    assert.equal(answer.status, 404);
    assert((await answer.text()).includes('Aquí no hay nada'));
  });

  test('markup in what the merchant sends is shown, not obeyed', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { page } = await open(sandbox, 'markup', { description: '<script>x</script>"\'&' });
    const { html } = await page.get();
    assert(html.includes('&lt;script&gt;x&lt;/script&gt;&quot;&#39;&amp;'));
    assert(!html.includes('<script'));
  });

  test('forms lead only to the sandbox and back to where the payer came from', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { url } = await sandbox.start('policy');
    const answer = await fetch(url ?? '');
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert(policy.includes("form-action 'self' http://localhost:3000;"), policy);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    await answer.text();
  });

  test('no card number is kept anywhere', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { page } = await open(sandbox, 'kept');
    await page.post('', card);
    assert.match(await contents(sandbox.dataFolder), /visa4242/);
    assert.doesNotMatch(await contents(sandbox.dataFolder), /4242.?4242|Maria Rossi/);
  });
});

async function open(
  sandbox: TestSandbox,
  reference: string,
  changes: Record<string, unknown> = {},
) {
  const { id, url } = await sandbox.start(reference, changes);
  assert(url);
  const visit = async (path: string, form?: Record<string, string>) => {
    const answer = await fetch(url + path, {
      redirect: 'manual',
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    const location = answer.headers.get('location');
    return { status: answer.status, location, html: await answer.text() };
  };
  const page = {
    get: (path = '') => visit(path),
    post: (path: string, form: Record<string, string>) => visit(path, form),
  };
  return { id, page };
}

/** All that the sandbox has written, as one text. */
async function contents(folder: string): Promise<string> {
  const names = await readdir(folder);
  const files = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
  return files.join('\n');
}
