/** Settings in the back office: what is typed becomes the portal, and what is wrong is said at its field. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff, type Fields } from '../../../test/support/staff-browser.ts';
import { findAudit } from '../../audit/index.ts';
import { findOrganisationBySlug, useProviderAccount } from '../../organisations/index.ts';

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const { browser, member } = await signInStaff(app, world, 'administrator');
  const settings = async () => {
    const found = await findOrganisationBySlug(world.context.database, world.organisation.slug);
    assert(found);
    return found.settings;
  };
  return { ...world, browser, member, settings };
}

const looks = { name: 'Città di Prova', legal_name: '', address: 'Via Roma 1', colour: '#0b6b4f' };

test('every page of settings can be saved as it is shown, and changes nothing', async (t) => {
  const { browser, settings } = await open(t);
  const before = await settings();
  for (const name of ['looks', 'languages', 'methods', 'lookup', 'notices', 'terms']) {
    const page = await browser.get(`/settings/${name}`);
    const answer = await browser.post(`/settings/${name}`, fieldsOn(page.body));
    assert.equal(answer.status, 303, `${name}: ${answer.body}`);
  }
  assert.deepEqual(await settings(), before);
});

/** Fields of the page's form as a browser would send them. */
function fieldsOn(body: string): Fields {
  const fields: Record<string, string | string[]> = {};
  for (const [tag] of body.matchAll(/<input[^>]*>/g)) {
    const [, name = ''] = /name="([^"]*)"/.exec(tag) ?? [];
    const [, value = ''] = /value="([^"]*)"/.exec(tag) ?? [];
    const isTick = /type="(?:checkbox|radio)"/.test(tag);
    if (name === 'form_token' || (isTick && !tag.includes('checked'))) continue;
    fields[name] = fields[name] === undefined ? value : [fields[name], value].flat();
  }
  for (const [, name = '', text = ''] of body.matchAll(
    /<textarea[^>]*name="([^"]*)"[^>]*>\n?([^<]*)</g,
  ))
    fields[name] = text;
  return fields;
}

test('what is saved is on the next page, and the audit says what it was before', async (t) => {
  const { browser, context, member, organisation } = await open(t);
  const answer = await browser.post('/settings/looks', looks);
  assert.match(answer.location ?? '', /saved=yes/);
  const page = await browser.get('/settings/looks?saved=yes');
  assert.match(page.body, /The changes are saved/);
  assert.match(page.body, /Città di Prova/);
  const deeds = await findAudit(context.database, organisation.id, [organisation.id]);
  const last = deeds.at(-1);
  assert.equal(last?.actor, `staff:${member.id}`);
  assert.deepEqual(last?.detail['after'], {
    name: 'Città di Prova',
    address: 'Via Roma 1',
    colour: '#0b6b4f',
  });
});

test('a colour that nobody can read on is refused with the nearest that will do, and shown', async (t) => {
  const { browser } = await open(t);
  const answer = await browser.post('/settings/looks', { ...looks, colour: '#ffcc00' });
  assert.equal(answer.status, 422);
  assert.match(answer.body, /White does not read well on this colour/);
  assert.match(answer.body, /value="Città di Prova"/, 'what was typed is kept');
});

test('what cannot be is said at its field, and nothing is changed', async (t) => {
  const { browser, settings } = await open(t);
  const before = await settings();
  const wrong: readonly (readonly [string, Record<string, string>, string])[] = [
    ['looks', { ...looks, name: '' }, 'name-error'],
    ['languages', { time_zone: 'Europe/Rome' }, 'Fill in this field'],
    ['languages', { languages: 'it', time_zone: 'Nowhere/Town' }, 'time_zone-error'],
    ['notices', { contact_email: 'nobody' }, 'contact_email-error'],
    ['notices', { contact_page: 'http://plain.example' }, 'contact_page-error'],
    ['notices', { mail_address: 'a@b.example\r\nBcc: c@d.example' }, 'mail_address-error'],
  ];
  for (const [name, fields, sign] of wrong) {
    const answer = await browser.post(`/settings/${name}`, fields);
    assert.equal(answer.status, 422, `${name} ${JSON.stringify(fields)}`);
    assert(answer.body.includes(sign), `${name}: ${sign}`);
  }
  assert.deepEqual(await settings(), before);
});

test('cards that were switched off can be switched on again', async (t) => {
  const { browser, settings, context, organisation } = await open(t);
  const before = await settings();
  const account = { id: 'acc_one', provider: 'sandbox', secrets: {} };
  await useProviderAccount(context, organisation, account, 'test');
  await browser.post('/settings/methods', {
    methods_card_brands: ['visa', 'mastercard'],
    currencies: 'eur',
  });
  assert.deepEqual((await settings()).methods, {});
  const page = await browser.get('/settings/methods');
  await browser.post('/settings/methods', { ...fieldsOn(page.body), card: 'yes' });
  assert.deepEqual((await settings()).methods, before.methods);
});

test('two people who save two pages at once do not undo each other', async (t) => {
  const { browser, settings } = await open(t);
  await Promise.all([
    browser.post('/settings/looks', looks),
    browser.post('/settings/notices', { contact_phone: '0123 456' }),
    browser.post('/settings/lookup', { lookup_fields: 'year' }),
  ]);
  const { name, contact, lookup_fields: lookup } = await settings();
  assert.deepEqual([name, contact.phone, lookup], ['Città di Prova', '0123 456', ['year']]);
});
