/** Signing in, as browsers do it: what lets somebody in, what does not, and what ends a session. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { siteOf } from '../../../test/support/site.ts';
import { goodPassword, signInStaff, StaffBrowser } from '../../../test/support/staff-browser.ts';
import { sql } from '../../database/sql.ts';
import { askForNewPassword, changeRole, disableStaff, inviteStaff } from '../../staff/index.ts';

const minute = 60_000;

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const person = await signInStaff(app, world, 'administrator');
  return {
    ...world,
    app,
    ...person,
    isIn: async () => (await person.browser.get('')).status === 200,
  };
}

test('an invitation, a password and an app let somebody in, and they are led to the page they wanted', async (t) => {
  const { app, organisation, member, password, code, recoveryCodes } = await open(t);
  assert.equal(recoveryCodes.length, 10);
  const browser = new StaffBrowser(app, organisation);
  const asked = await browser.get('/staff');
  assert.match(asked.location ?? '', /sign-in\?to=%2F.*office%2Fstaff/);
  const to = `/${organisation.slug}/office/staff`;
  const half = await browser.post('/sign-in', {
    email: ` ${member.email.toUpperCase()} `,
    password,
    to,
  });
  const second = await browser.get(half.location ?? '');
  assert.match(second.body, /authenticator app/);
  const done = await browser.post('/second-factor', { code: code(), to });
  assert.equal(done.location, to);
  assert.equal((await browser.get(to)).status, 200);
});

test('after signing in nobody is led out of the back office', async (t) => {
  const { app, organisation, member, password, code } = await open(t);
  const outside = ['https://evil.example/', '//evil.example', '/demo', `/${organisation.slug}/officer`, `/${organisation.slug}/office/../..`, `/${organisation.slug}/office//evil.example`, `/${organisation.slug}/office/\\evil`]; // prettier-ignore
  for (const to of outside) {
    const browser = new StaffBrowser(app, organisation);
    await browser.post('/sign-in', { email: member.email, password, to });
    const done = await browser.post('/second-factor', { code: code(), to });
    assert.equal(done.location, `/${organisation.slug}/office`, to);
  }
});

test('a wrong password and an address that nobody has are told the same', async (t) => {
  const { app, organisation, member } = await open(t);
  const bodies: string[] = [];
  for (const email of [member.email, 'nobody@ente.example']) {
    const answer = await new StaffBrowser(app, organisation).post('/sign-in', {
      email,
      password: 'wrong password',
    });
    assert.equal(answer.status, 422);
    bodies.push(answer.body.replaceAll(/value="[^"]*"|data-passkey="[^"]*"/g, ''));
  }
  assert.equal(bodies[0], bodies[1]);
});

test('a code is good once, and a recovery code too', async (t) => {
  const { app, organisation, member, password, code, recoveryCodes } = await open(t);
  const used = code();
  const tries: readonly (readonly [string, number])[] = [
    [used, 303], [used, 422], ['000000', 422], [recoveryCodes[0] ?? '', 303], [recoveryCodes[0] ?? '', 422],
  ]; // prettier-ignore
  for (const [given, status] of tries) {
    const browser = new StaffBrowser(app, organisation);
    await browser.post('/sign-in', { email: member.email, password });
    assert.equal((await browser.post('/second-factor', { code: given })).status, status, given);
  }
});

test('guessing passwords ends for an account and goes on later; guessing codes too', async (t) => {
  const { app, clock, organisation, member, password, code } = await open(t);
  const browser = new StaffBrowser(app, organisation);
  const guess = (text: string) => browser.post('/sign-in', { email: member.email, password: text });
  let status = 0;
  for (let each = 0; each < 11; each += 1) status = (await guess('a wrong one')).status;
  assert.equal(status, 429);
  assert.equal((await guess(password)).status, 429, 'the right one is not tried either');
  clock.advance(11 * minute);
  assert.equal((await guess(password)).status, 303);
  for (let each = 0; each < 11; each += 1)
    status = (await browser.post('/second-factor', { code: '123456' })).status;
  assert.equal(status, 429);
  clock.advance(9 * minute);
  assert.equal((await guess(password)).status, 303);
  clock.advance(2 * minute);
  assert.equal((await browser.post('/second-factor', { code: code() })).status, 303);
});

test('the secret of a session changes with the second factor', async (t) => {
  const { app, organisation, member, password, code } = await open(t);
  const browser = new StaffBrowser(app, organisation);
  await browser.post('/sign-in', { email: member.email, password });
  const name = `saldo-staff-${organisation.slug}`;
  const before = browser.cookies.get(name);
  await browser.post('/second-factor', { code: code() });
  assert(before !== undefined && browser.cookies.get(name) !== before);
});

test('a session ends after a quarter of an hour without a request, and after twelve hours in any case', async (t) => {
  const { clock, isIn, browser } = await open(t);
  clock.advance(14 * minute);
  assert(await isIn());
  clock.advance(16 * minute);
  assert(!(await isIn()));
  assert.match((await browser.get('')).location ?? '', /sign-in/);
});

test('a session that is used all the time ends after twelve hours', async (t) => {
  const { clock, isIn } = await open(t);
  for (let each = 0; each < 71; each += 1) {
    clock.advance(10 * minute);
    assert(await isIn(), `after ${each} times ten minutes`);
  }
  clock.advance(10 * minute);
  assert(!(await isIn()));
});

test('signing out, another role and being shut out end sessions at once', async (t) => {
  const world = await open(t);
  const { context, app, organisation, browser } = world;
  const other = await signInStaff(app, world, 'accounting');
  await changeRole(
    context,
    organisation,
    other.member.id,
    { role: 'auditor', services: null },
    'staff:test',
  );
  assert.equal((await other.browser.get('')).status, 303);
  const third = await signInStaff(app, world, 'support');
  await disableStaff(context, organisation, third.member.id, true, 'staff:test');
  assert.equal((await third.browser.get('')).status, 303);
  assert.equal(
    (await third.browser.post('/sign-in', { email: third.member.email, password: goodPassword }))
      .status,
    422,
  );
  await browser.get('');
  await browser.post('/sign-out');
  assert(!(await world.isIn()));
});

test('a link for a password works once, not for ever, and leaves the second factor as it is', async (t) => {
  const { context, app, clock, database, organisation, member, code, isIn } = await open(t);
  const linkOf = async (): Promise<string> => {
    await askForNewPassword(context, organisation, member.email);
    const [row] = await database.owner.query<{ url: string }>(sql`
      select payload ->> 'url' as url from messages where template = 'staff-link' order by message_id desc limit 1`);
    return row?.url.split('/').at(-1) ?? '';
  };
  const [first, link] = [await linkOf(), await linkOf()];
  const browser = new StaffBrowser(app, organisation);
  assert.equal((await browser.get(`/links/${first}`)).status, 410, 'a later link ends the earlier');
  assert.equal((await browser.get(`/links/${link}`)).status, 200);
  const short = await browser.post(`/links/${link}`, { password: 'short' });
  assert.match(short.body, /at least 12 characters/);
  const both = await Promise.all(
    [1, 2].map(() => browser.post(`/links/${link}`, { password: 'another good phrase' })),
  );
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((one, other) => one - other),
    [303, 410],
  );
  assert(!(await isIn()), 'all other sessions have ended');
  assert.equal((await browser.get('')).location, `/${organisation.slug}/office/second-factor`);
  assert.equal((await browser.post('/second-factor', { code: code() })).status, 303);
  const late = await linkOf();
  clock.advance(31 * minute);
  assert.equal((await browser.get(`/links/${late}`)).status, 410);
});

test('passwords that everybody tries are refused with the reason', async (t) => {
  const { context, organisation, app } = await open(t);
  const person = {
    email: 'ada.rossi@ente.example',
    name: 'Ada Rossi',
    role: 'support',
    services: null,
    language: 'en',
  } as const;
  const { secret } = await inviteStaff(context, organisation, person, 'staff:test');
  const browser = new StaffBrowser(app, organisation);
  const refused = [
    'Password2026!',
    'qwertyuiop12',
    'aaaaaaaaaaaaaa',
    'ada.rossi.ente',
    '839201748265',
    'P@ssw0rd1234',
  ];
  for (const password of refused) {
    const answer = await browser.post(`/links/${secret}`, { password });
    assert.equal(answer.status, 422, password);
    assert(!answer.body.includes(password), 'it is not shown again');
  }
  assert.equal((await browser.post(`/links/${secret}`, { password: goodPassword })).status, 303);
});

test('somebody is asked again who it is before a role changes, and what was typed is kept', async (t) => {
  const world = await open(t);
  const { clock, app, browser, code } = world;
  const other = await signInStaff(app, world, 'support');
  clock.advance(11 * minute);
  const path = `/staff/${other.member.id}/role`;
  const asked = await browser.post(path, { role: 'operator', services: 'taxes, fines' });
  assert.equal(asked.status, 403);
  assert.match(asked.body, /name="services" value="taxes, fines"/);
  const wrong = await browser.post(path, {
    role: 'operator',
    services: 'taxes, fines',
    confirmation_code: '000000',
  });
  assert.equal(wrong.status, 422);
  const done = await browser.post(path, {
    role: 'operator',
    services: 'taxes, fines',
    confirmation_code: code(),
  });
  assert.match(done.location ?? '', /done=yes/);
  const page = await browser.get('/staff');
  assert.match(page.body, /taxes, fines/);
});

test('the last administrator cannot be shut out', async (t) => {
  const { browser, member } = await open(t);
  const answer = await browser.post(`/staff/${member.id}/disable`);
  assert.equal(answer.status, 409);
  assert.match(answer.body, /only person who administers/);
});
