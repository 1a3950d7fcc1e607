/** Where money goes is changed by two people, or not at all. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import { findAudit } from '../../audit/index.ts';
import { findOrganisationBySlug } from '../../organisations/index.ts';

const iban = 'IT60 X054 2811 1010 0000 0123 456';
const proposal = { name_1: 'Tesoreria', iban_1: iban, reason: 'Nuova banca' };

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const first = await signInStaff(app, world, 'administrator');
  const accounts = async () => {
    const found = await findOrganisationBySlug(world.context.database, world.organisation.slug);
    return found?.settings.accounts ?? [];
  };
  /** A second administrator, signed in. */
  const second = () => signInStaff(app, world, 'administrator', null, 'second@ente.example');
  return { ...world, app, ...first, accounts, second };
}

function deedOn(body: string, deed: 'agree' | 'refuse'): string {
  return new RegExp(`action="([^"]*/settings/accounts/[^"]*/${deed})"`).exec(body)?.[1] ?? '';
}

test('an account is used when another administrator has agreed, and the audit names both', async (t) => {
  const { browser, member, context, organisation, accounts, second } = await open(t);
  const proposed = await browser.post('/settings/accounts', proposal);
  assert.match(proposed.location ?? '', /done=proposed/);
  assert.deepEqual(await accounts(), []);
  const other = await second();
  const page = await other.browser.get('/settings/accounts');
  assert.match(page.body, /IT60 X054 2811 1010 0000 0123 456/);
  const agreed = await other.browser.post(deedOn(page.body, 'agree'));
  assert.match(agreed.location ?? '', /done=agreed/);
  assert.deepEqual(await accounts(), [{ name: 'Tesoreria', iban: 'IT60X0542811101000000123456' }]);
  const deeds = await findAudit(context.database, organisation.id, [organisation.id]);
  const named = deeds.map(({ actor, action }) => `${actor} ${action}`);
  assert(named.includes(`staff:${member.id} propose accounts`), named.join('\n'));
  assert(named.includes(`staff:${other.member.id} agree to accounts`), named.join('\n'));
});

test('nobody agrees to their own proposal, and of two who agree at once one is told', async (t) => {
  const { browser, accounts, second } = await open(t);
  await browser.post('/settings/accounts', proposal);
  const own = await browser.get('/settings/accounts');
  assert.equal(deedOn(own.body, 'agree'), '', 'whoever proposed it is not asked to agree');
  assert.match(own.body, /now somebody else has to agree/);
  const agree = deedOn(own.body, 'refuse').replace(/refuse$/, 'agree');
  assert.equal((await browser.post(agree)).status, 409);
  assert.deepEqual(await accounts(), []);
  const other = await second();
  const page = await other.browser.get('/settings/accounts');
  const both = await Promise.all([1, 2].map(() => other.browser.post(deedOn(page.body, 'agree'))));
  const statuses = both.map(({ status }) => status).toSorted((one, next) => one - next);
  assert.deepEqual(statuses, [303, 409]);
  assert.equal((await accounts()).length, 1);
});

test('a proposal that is refused changes nothing', async (t) => {
  const { browser, accounts } = await open(t);
  await browser.post('/settings/accounts', proposal);
  const page = await browser.get('/settings/accounts');
  const refuse = deedOn(page.body, 'refuse');
  assert.match((await browser.post(refuse)).location ?? '', /done=refused/);
  assert.equal((await browser.post(refuse)).status, 409, 'it is decided');
  const unknown = refuse.replace(/apr_\w+/, 'apr_nothing_of_ours');
  assert.equal(
    (await browser.post(unknown)).status,
    404,
    'nothing is said to be refused that is not there',
  );
  assert.deepEqual(await accounts(), []);
  assert.equal(deedOn((await browser.get('/settings/accounts')).body, 'agree'), '');
});

test('what is missing or wrong is said at its field, and what was typed is kept', async (t) => {
  const { browser } = await open(t);
  const wrong: readonly (readonly [Record<string, string>, string])[] = [
    [{ ...proposal, iban_1: 'IT60X0542811101000000123457' }, 'iban_1-error'],
    [{ ...proposal, name_1: '' }, 'name_1-error'],
    [{ ...proposal, reason: '' }, 'reason-error'],
    [{ reason: 'nothing' }, 'These are the accounts already'],
  ];
  for (const [fields, sign] of wrong) {
    const answer = await browser.post('/settings/accounts', fields);
    assert.equal(answer.status, 422, sign);
    assert(answer.body.includes(sign), sign);
  }
});
