/** Services in the back office, over HTTP and without scripts: made, changed, ordered, opened, and by two at once. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { filledForm } from '../../../test/support/filled-form.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff, type StaffBrowser } from '../../../test/support/staff-browser.ts';
import { findAudit } from '../../audit/index.ts';
import { findChargeTypes, findServices } from '../../services/index.ts';

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const { browser, member } = await signInStaff(app, world, 'administrator');
  const { context, organisation } = world;
  return {
    ...world,
    app,
    browser,
    member,
    services: () => findServices(context.database, organisation.id),
    charges: () => findChargeTypes(context.database, organisation.id),
  };
}

/** Opens a page, fills its form in and sends it. */
async function fill(
  browser: StaffBrowser,
  path: string,
  filled: Readonly<Record<string, string | readonly string[]>>,
) {
  const page = await browser.get(path);
  return browser.post(path, filledForm(page, path, filled));
}

test('a service begins with a name as a draft, and the form sent twice makes one', async (t) => {
  const { browser, services } = await open(t);
  const path = '/services/new_service';
  const page = await browser.get(path);
  const sent = filledForm(page, path, { name_it: 'Refezione scolastica', category: 'school' });
  const first = await browser.post(path, sent);
  assert.match(first.location ?? '', /\/services\/refezione-scolastica\?done=made$/);
  assert.equal((await browser.post(path, sent)).location, first.location);
  const again = await fill(browser, path, { name_it: 'Refezione scolastica' });
  assert.match(again.location ?? '', /refezione-scolastica-2/);
  const all = await services();
  assert.deepEqual(
    all.map(({ id, state, position }) => [id, state, position]),
    [
      ['refezione-scolastica', 'draft', 1],
      ['refezione-scolastica-2', 'draft', 2],
    ],
  );
  assert.match((await browser.get('/services')).body, /Refezione scolastica/);
});

test('a service without a name is refused where the name belongs, and keeps what was typed', async (t) => {
  const { browser, services } = await open(t);
  const answer = await fill(browser, '/services/new_service', {
    summary_it: 'Pasti & merende',
    id: 'Not A Name',
  });
  assert.equal(answer.status, 422);
  assert.match(answer.body, /id="name_it-error"/);
  assert.match(answer.body, /Small letters, digits and dashes only/);
  assert.match(answer.body, /Pasti &amp; merende/);
  assert.deepEqual(await services(), []);
});

test('every part of a service is changed, and what is wrong is said at its field', async (t) => {
  const { browser, services, context, organisation, member } = await open(t);
  await fill(browser, '/services/new_service', { name_it: 'Mensa' });
  const path = '/services/mensa/about';
  const wrong = await fill(browser, path, { contact_email: 'nobody', contact_page: 'http://x' });
  assert.equal(wrong.status, 422);
  for (const field of ['contact_email', 'contact_page']) {
    assert.match(wrong.body, new RegExp(`id="${field}-error"`));
  }
  const good = {
    name_en: 'School meals',
    summary_it: 'Pasti a scuola',
    description_it: 'Uno.\r\n\r\nDue.',
    contact_phone: '0123 456',
    notice_email: 'mensa@comune.example',
    accounting_code: 'CAP-12',
    methods: 'card',
    languages: ['it', 'en'],
  };
  assert.match((await fill(browser, path, good)).location ?? '', /saved=yes/);
  const [service] = await services();
  assert.deepEqual(service?.definition, {
    name: { it: 'Mensa', en: 'School meals' },
    summary: { it: 'Pasti a scuola' },
    description: { it: 'Uno.\n\nDue.' },
    category: 'other',
    contact: { phone: '0123 456' },
    accounting_code: 'CAP-12',
    notice_email: 'mensa@comune.example',
    methods: ['card'],
    languages: ['it', 'en'],
  });
  const deeds = await findAudit(context.database, organisation.id, ['mensa']);
  assert.deepEqual(
    deeds.map(({ actor, action }) => [actor, action]),
    [
      [`staff:${member.id}`, 'save service'],
      [`staff:${member.id}`, 'save service'],
    ],
  );
  assert.equal((await fill(browser, path, {})).status, 303, 'as it is shown it can be saved');
});

test('of two who edit at once the second is told, loses nothing, and may then save over it', async (t) => {
  const { browser, services } = await open(t);
  await fill(browser, '/services/new_service', { name_it: 'Mensa' });
  const path = '/services/mensa/about';
  const seen = await browser.get(path);
  await fill(browser, path, { accounting_code: 'FIRST' });
  const second = filledForm(seen, path, { accounting_code: 'SECOND' });
  const told = await browser.post(path, second);
  assert.equal(told.status, 409);
  assert.match(told.body, /Somebody else saved a change meanwhile/);
  assert.match(told.body, /value="SECOND"/);
  assert.equal((await services())[0]?.definition.accounting_code, 'FIRST');
  const insisted = await browser.post(path, filledForm(told, path, {}));
  assert.equal(insisted.status, 303);
  const [service] = await services();
  assert.equal(service?.definition.accounting_code, 'SECOND');
  const repeated = await browser.post(path, filledForm(told, path, {}));
  assert.equal(repeated.status, 303, 'the same form sent twice is one change');
  assert.equal((await services())[0]?.version, service?.version);
});

test('services are opened, closed and put in another order', async (t) => {
  const { browser, services } = await open(t);
  for (const name of ['Uno', 'Due', 'Tre']) {
    await fill(browser, '/services/new_service', { name_it: name });
  }
  const list = await browser.get('/services');
  const move = filledForm(list, '/services/tre/move', { direction: 'up' });
  for (const sent of [move, move]) await browser.post('/services/tre/move', sent);
  assert.deepEqual(
    (await services()).map(({ id }) => id),
    ['uno', 'tre', 'due'],
  );
  const page = await browser.get('/services/tre');
  const opened = filledForm(page, '/services/tre/state', { state: 'open' });
  assert.match((await browser.post('/services/tre/state', opened)).location ?? '', /done=opened/);
  const late = await browser.post('/services/tre/state', { ...opened, state: 'closed' });
  assert.equal(late.status, 409, 'the page was of before');
  assert.equal((await services())[1]?.state, 'open');
  assert.equal((await browser.post('/services/tre/state', { state: 'gone' })).status, 422);
});

test('somebody of one service looks after that one alone', async (t) => {
  const place = await open(t);
  const { browser, app, charges } = place;
  for (const name of ['Uno', 'Due']) {
    await fill(browser, '/services/new_service', { name_it: name });
    const path = `/services/${name.toLowerCase()}/new/free`;
    await fill(browser, path, { name_it: `Copie ${name}` });
  }
  const email = 'uno@ente.example';
  const { browser: theirs } = await signInStaff(app, place, 'administrator', ['uno'], email);
  const list = await theirs.get('/services');
  assert.match(list.body, /services\/uno"/);
  assert.doesNotMatch(list.body, /services\/due"|new_service|load_file/);
  assert.equal((await theirs.get('/services/uno/charges/copie-uno/form')).status, 200);
  const notTheirs = [
    '/services/due',
    '/services/due/about',
    '/services/due/file.json',
    '/services/due/charges/copie-due',
    '/services/uno/charges/copie-due',
    '/services/uno/charges/copie-due/form',
  ];
  for (const path of notTheirs) assert.equal((await theirs.get(path)).status, 404, path);
  for (const path of ['/services/new_service', '/services/load_file']) {
    assert.equal((await theirs.get(path)).status, 403, path);
    assert.equal((await theirs.post(path, { name_it: 'Mio' })).status, 403, path);
  }
  const deeds = ['/services/due/state', '/services/due/about', '/services/due/new/free'];
  for (const path of deeds) {
    const answer = await theirs.post(path, { state: 'open', version: '1', name_it: 'Mio' });
    assert.equal(answer.status, 404, path);
  }
  const file = JSON.parse((await theirs.get('/services/file.json')).body);
  assert.deepEqual(
    file.services.map(({ id }: { id: string }) => id),
    ['uno'],
  );
  assert.equal((await charges()).length, 2);
});

test('a file that was downloaded loads again and changes nothing; a wrong one names its faults', async (t) => {
  const { browser, services, charges } = await open(t);
  await fill(browser, '/services/new_service', { name_it: 'Mensa' });
  await fill(browser, '/services/mensa/new/free', { name_it: 'Buoni pasto' });
  await fill(browser, '/services/mensa/new/dues', { name_it: 'Rette' });
  const before = [await services(), await charges()];
  const file = await browser.get('/services/file.json');
  const send = (content: string) =>
    browser.postFiles('/services/load_file', {}, [{ name: 'services.json', type: 'application/json', content: Buffer.from(content) }]); // prettier-ignore
  await browser.get('/services/load_file');
  assert.match((await send(file.body)).body, /nothing has changed/);
  assert.deepEqual([await services(), await charges()], before);
  const changed = file.body.replace('Buoni pasto', 'Buoni <b>pasto</b>');
  const loaded = await send(changed);
  assert.match(loaded.body, /Loaded: buoni-pasto/);
  const page = await browser.get('/services/mensa/charges/buoni-pasto');
  assert.match(page.body, /Buoni &lt;b&gt;pasto&lt;\/b&gt;/);
  const wrong = await send(file.body.replace('"category": "other"', '"category": "nothing"'));
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /services\.0\.definition\.category/);
  assert.equal((await send('{')).status, 422);
  assert.equal((await send('[]')).status, 422);
});
