/** Each route and each role: who is let in is what the table of permissions says, generated from both tables. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { siteOf } from '../../test/support/site.ts';
import { signInStaff, StaffBrowser, type SignedIn } from '../../test/support/staff-browser.ts';
import { mayDo, permissionNames, permissions, roles, type Role } from '../staff/index.ts';
import type { OfficeRoute } from './office-route.ts';
import { officeRoutes } from './routes.ts';

/** An address of the route with parts that name nothing. */
function addressOf({ path }: OfficeRoute): string {
  return path.replaceAll(/:\w+/g, 'nothing_of_ours');
}

function mayCome(role: Role, { permission }: OfficeRoute): boolean {
  const name = permissionNames.find((known) => known === permission);
  return name === undefined || mayDo(role, name);
}

test('each role reaches the routes that the table allows, and no others', async (t) => {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const people = new Map<Role, SignedIn>();
  for (const role of roles) people.set(role, await signInStaff(app, world, role));
  const wrong: string[] = [];
  // Signing out ends what the others need.
  const walked = officeRoutes.filter(
    ({ path }) => !['/sign-out', '/account/sessions/end'].includes(path),
  );
  for (const route of walked) {
    for (const [role, { browser }] of people) {
      const answer =
        route.method === 'GET'
          ? await browser.get(addressOf(route))
          : await browser.post(addressOf(route));
      const isRefused =
        answer.status === 403 && answer.body.includes('Your role does not allow this');
      if (isRefused === mayCome(role, route))
        wrong.push(`${role} ${route.method} ${route.path}: ${answer.status}`);
      if (answer.status >= 500) wrong.push(`${role} ${route.method} ${route.path} failed`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('whoever is not in reaches nothing but the way in', async (t) => {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  for (const route of officeRoutes.filter(({ permission }) => permission !== 'anyone')) {
    const browser = new StaffBrowser(app, world.organisation);
    const answer =
      route.method === 'GET'
        ? await browser.get(addressOf(route))
        : await browser.post(addressOf(route));
    const isKept = route.method === 'POST' && route.path !== '/sign-out';
    assert.equal(answer.status, isKept ? 403 : 303, `${route.method} ${route.path}`);
    assert.match(isKept ? answer.body : (answer.location ?? ''), /\/office\/sign-in/);
  }
});

test('a password alone opens nothing but the second factor', async (t) => {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const { member, password } = await signInStaff(app, world, 'administrator');
  const browser = new StaffBrowser(app, world.organisation);
  await browser.post('/sign-in', { email: member.email, password });
  const further = officeRoutes.filter(
    ({ permission }) => !['anyone', 'halfway'].includes(permission),
  );
  for (const route of further) {
    const answer =
      route.method === 'GET'
        ? await browser.get(addressOf(route))
        : await browser.post(addressOf(route));
    assert.match(
      answer.location ?? '',
      /\/office\/second-factor$/,
      `${route.method} ${route.path}`,
    );
  }
});

test('every permission of the table guards something', () => {
  const used = new Set<string>(officeRoutes.map(({ permission }) => permission));
  const unused = permissionNames.filter((name) => !used.has(name));
  assert.deepEqual(unused, []);
});

test('what moves money, changes bank details or how people sign in asks again who it is', () => {
  const dangerous = ['refund', 'change_accounts', 'manage_staff', 'erase_payer'] as const;
  for (const name of dangerous) assert('needsConfirmation' in permissions[name], name);
});
