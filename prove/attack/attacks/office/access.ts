/** Staff who reach for what is not theirs: of another organisation, of a colleague, of a role they have not. */
import assert from 'node:assert/strict';
import { sql } from '../../../../src/database/sql.ts';
import type { Attack } from '../../attack.ts';
import { signOf } from '../../place/books.ts';
import { employ, sessionOf, type Clerk } from '../../place/clerk.ts';
import type { Place } from '../../place/place.ts';
import { untilQuiet } from '../../place/quiet.ts';
import { fill, parametersOf, type Route } from '../../place/routes.ts';
import { furnish, type Things } from '../../place/things.ts';
import type { Answer } from '../../place/answer.ts';

/** Whatever a deed could ask for, so that none is refused for an empty form alone. */
const fields: Readonly<Record<string, string>> = {
  reason: 'because', amount: '1.00', amount_1: '1.00', after_1: 'owed_again', way: 'provider', about: 'x',
  text: 'x', words: 'x', due: 'x', email: 'a@b.example', role: 'administrator', services: '', event: 'close',
  name: 'x', to: 'me', list: 'payments', format: 'csv', when: 'now', code: '000000', password: 'x',
  state: 'open', version: '1', direction: 'up', step: 'save', name_it: 'x',
}; // prettier-ignore

/** What names no thing of an organisation: the same words everywhere. */
const everybodys = ['list', 'kind', 'page', 'link', 'mail', 'provider'];

function go(clerk: Clerk, { method }: Route, path: string): Promise<Answer> {
  return method === 'GET' ? clerk.visitor.get(path) : clerk.visitor.post(path, fields);
}

/** One word of an address means a thing of its own below the settings. */
export function idsFor({ pattern }: Route, { ids }: Things): Readonly<Record<string, string>> {
  const { accounts = '', keys = '', duesCharge = '' } = ids;
  if (pattern.endsWith('/price')) return { ...ids, charge: duesCharge };
  if (pattern.includes('/settings/accounts/')) return { ...ids, approval: accounts };
  return pattern.includes('/provider-keys/') ? { ...ids, account: keys } : ids;
}

/** Of the other organisation all but the address itself. */
function named(place: Place): Route[] {
  const routes = place.officeRoutes.filter(
    (route) =>
      parametersOf(route).filter((name) => !everybodys.includes(name)).length > 1 &&
      // Confirming, it leads on to the page that would say so.
      !route.pattern.includes('/links/'),
  );
  assert(routes.length >= 40, 'the routes of the back office were noted');
  return routes;
}

const otherOrganisation: Attack = {
  id: 'office-idor',
  tries: 'what is of another organisation, named by an administrator on every route of the office',
  run: async (place) => {
    const mine = await furnish(place, 'office-mine');
    const other = await furnish(place, 'office-other');
    await untilQuiet(place);
    for (const route of named(place).filter(({ method }) => method === 'GET')) {
      const own = { ...idsFor(route, mine), organisation: mine.town.slug };
      const opened = await go(mine.administrator, route, fill(route, own));
      const isThere = opened.status === 200 || route.pattern.includes('/strays/');
      assert(isThere, `${opened.asked} opens where it belongs: ${opened.status}`);
    }
    const before = await signOf({ ...place, active: [other.town] });
    for (const route of named(place)) {
      const foreign = { ...idsFor(route, other), organisation: mine.town.slug };
      const answer = await go(mine.administrator, route, fill(route, foreign));
      // Removing what one does not have changes nothing, and says no more than that.
      const isSilent = /\/(?:remove|end)$/.test(route.pattern) && answer.status === 303;
      assert(answer.status === 404 || isSilent, `${answer.asked} answers ${answer.status}`);
      const secrets = [other.town.slug, other.administrator.member.email];
      assert(!secrets.some((text) => answer.text.includes(text)), `${answer.asked} tells`);
    }
    assert.deepEqual(await signOf({ ...place, active: [other.town] }), before);
  },
};

const otherSession: Attack = {
  id: 'office-session-elsewhere',
  tries: 'the session of one organisation shown to another, under each name of the cookie',
  run: async (place) => {
    const [mine, other] = [await place.town('session-of'), await place.town('session-at')];
    const clerk = await employ(place, mine, 'administrator');
    const [, secret = ''] = clerk.session().split('=');
    assert(secret !== '', 'there is a session');
    for (const name of [`saldo-staff-${other.slug}`, `saldo-staff-${mine.slug}`, 'saldo-staff']) {
      const cookie = `${name}=${secret}`;
      const path = `/${other.slug}/office`;
      const answer = await place.send(place.first, { path, headers: { cookie } });
      assert.equal(answer.status, 303, answer.asked);
      assert.match(answer.headers.location ?? '', /\/office\/sign-in/);
    }
  },
};

type MemberRow = { role: string; services: string[] | null; organisation_id: string };

const massAssignment: Attack = {
  id: 'office-mass-assignment',
  tries: 'roles, services, actors, owners and states added to forms of the office by an operator',
  run: async (place) => {
    const { town } = await furnish(place, 'office-mass');
    const other = await place.town('office-owner');
    const clerk = await employ(place, town, 'operator', ['school']);
    const more = {
      role: 'administrator', services: '', service: 'school', organisation: other.slug,
      organisation_id: other.organisation.id, actor: 'staff:somebody', requested_by: 'staff:somebody',
      staff_id: 'stf_somebody', settled: '1', credited: '1', state: 'paid', decision: 'agreed', isShared: 'true',
      permission: 'refund', collectable: 'treasury', __proto__: 'x', constructor: 'x',
    }; // prettier-ignore
    const due = {
      about: 'Mensa', amount: '10.00', debtor: 'Maria', due_on: '', tax_id: '', email: '', name: 'Maria', reason: 'because',
      order_key: place.first.context.ids.token(),
    }; // prettier-ignore
    await clerk.visitor.get(clerk.at('/dues/new'));
    const made = await clerk.visitor.post(clerk.at('/dues/new'), { ...due, ...more });
    assert.equal(made.status, 303, 'the due is made, and nothing else');
    const forms = ['/staff', `/staff/${clerk.member.id}/role`, '/settings/looks', '/privacy'];
    const email = `eve@${town.slug}.example`;
    for (const path of forms) {
      const answer = await clerk.visitor.post(clerk.at(path), { ...due, ...more, email });
      assert.equal(answer.status, 403, `${answer.asked} answers ${answer.status}`);
    }
    for (const path of ['/account/passkeys/remove', '/sign-in', '/account/sessions/end'])
      await clerk.visitor.post(clerk.at(path), { ...due, ...more });
    const { owner } = place.database;
    const [member] = await owner.query<MemberRow>(sql`
      select role, services, organisation_id from staff where staff_id = ${clerk.member.id}`);
    const { id } = town.organisation;
    assert.deepEqual(member, { role: 'operator', services: ['school'], organisation_id: id });
    const strange = await owner.query(sql`
      select due_id from dues where organisation_id = ${other.organisation.id}
      union all select due_id from dues where organisation_id = ${id}
        and reason = 'Mensa' and (settled > 0 or credited > 0 or collectable <> 'by_payer')
      union all select subject from audit_records where organisation_id = ${id}
        and actor like '%somebody'`);
    assert.deepEqual(strange, []);
  },
};

const otherService: Attack = {
  id: 'office-other-service',
  tries: 'the payments and dues of a service that somebody does not work for, on every route',
  run: async (place) => {
    const things = await furnish(place, 'office-service');
    const clerk = await employ(place, things.town, 'administrator', ['school']);
    await untilQuiet(place);
    const before = await signOf(place);
    const routes = named(place).filter(({ pattern }) => /\/(?:payments|dues)\//.test(pattern));
    for (const route of routes) {
      const path = fill(route, { ...things.ids, organisation: things.town.slug });
      const answer = await go(clerk, route, path);
      assert([403, 404].includes(answer.status), `${answer.asked} answers ${answer.status}`);
    }
    assert.deepEqual(await signOf(place), before, 'nothing has changed');
  },
};

const exportOfAnother: Attack = {
  id: 'office-export-of-another',
  tries: 'the export that a colleague, or somebody of another organisation, has asked for',
  run: async (place) => {
    const mine = await furnish(place, 'export-mine');
    const other = await furnish(place, 'export-other');
    const colleague = await employ(place, mine.town, 'administrator');
    for (const end of ['', '/state', '/file']) {
      for (const [clerk, id] of [
        [colleague, mine.ids['export']],
        [mine.administrator, other.ids['export']],
      ] as const) {
        const answer = await clerk.visitor.get(clerk.at(`/exports/${id}${end}`));
        assert.equal(answer.status, 404, answer.asked);
      }
    }
    assert.notEqual(sessionOf(colleague.visitor, mine.town), '');
  },
};

export const officeAccess: readonly Attack[] = [
  otherOrganisation,
  otherSession,
  otherService,
  massAssignment,
  exportOfAnother,
];
