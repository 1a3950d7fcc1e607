/** The cookie that names a browser: chosen by an attacker, read by a script, or set by a neighbour. */
import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { cookiesOf } from '../place/answer.ts';
import { begin } from '../place/paying.ts';
import { arrive } from '../place/visitor.ts';

const fixation: Attack = {
  id: 'session-fixation',
  tries: 'giving a browser a session that an attacker has chosen, by cookie or address',
  run: async (place) => {
    const town = await place.town('session');
    const page = `/${town.slug}/find`;
    const known = await arrive(place.visitor(), page);
    const [, value = ''] = known.cookie().split('=');
    const [visitor = '', signature = ''] = value.split('.');
    const chosen = [
      'chosen', 'chosen.', '.', `chosen.${signature}`, `${visitor}.chosen`, `${visitor}x.${signature}`,
      `${visitor}.${signature}x`, `${visitor}.${signature.slice(0, -1)}`, visitor, `.${signature}`,
    ]; // prettier-ignore
    for (const forged of chosen) {
      const answer = await place.visitor({ cookie: `saldo=${forged}` }).get(page);
      const given = cookiesOf(answer).find((line) => line.startsWith('saldo='));
      assert(given, `the session ${forged} is replaced`);
      assert(!given.startsWith(`saldo=${forged};`), forged);
    }
    for (const address of [
      `${page}?saldo=${value}`,
      `${page};saldo=${value}`,
      `${page}?session=${value}`,
    ]) {
      const answer = await place.visitor().get(address);
      assert(!cookiesOf(answer).join().includes(visitor), `${address} is not believed`);
    }
  },
};

const cookieFlags: Attack = {
  id: 'cookie-flags',
  tries:
    'reading or sending a cookie from where it has no business: scripts, other sites, plain HTTP',
  run: async (place) => {
    const town = await place.town('cookies');
    const path = `/${town.slug}/find?language=es`;
    const plain = await place.send(place.first, { path });
    const safe = await place.send(place.secure, { path });
    assert.equal(cookiesOf(plain).length, 2);
    assert.equal(cookiesOf(safe).length, 2);
    for (const line of [...cookiesOf(plain), ...cookiesOf(safe)]) {
      assert.match(line, /; HttpOnly/);
      assert.match(line, /; SameSite=Lax/);
      assert.match(line, /; Path=\//);
      assert.doesNotMatch(line, /domain=/i);
    }
    for (const line of cookiesOf(safe)) assert.match(line, /; Secure/);
    assert(cookiesOf(safe).some((line) => line.startsWith('__Host-saldo=')));
  },
};

const tossing: Attack = {
  id: 'cookie-of-a-neighbour',
  tries: 'a session that a sibling host or plain HTTP has set, where the portal speaks HTTPS',
  run: async (place) => {
    const town = await place.town('neighbour');
    const path = `/${town.slug}/find`;
    const neighbour = await arrive(place.visitor(), path);
    const answer = await place.send(place.secure, {
      method: 'POST',
      path,
      headers: {
        cookie: neighbour.cookie(),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `form_token=${neighbour.formToken()}&number=1&customer_code=X&amount=1`,
    });
    assert.equal(answer.status, 403, 'a cookie without the prefix counts for nothing');
  },
};

const addressesOnly: Attack = {
  id: 'session-never-in-addresses',
  tries: 'finding the session in an address, where it would be logged, shared and remembered',
  run: async (place) => {
    const town = await place.town('addresses');
    const { visitor, path, owed } = await begin(place, town);
    const [, value = ''] = visitor.cookie().split('=');
    const [secret = ''] = value.split('.');
    assert(secret.length >= 27, 'the session has 160 bits');
    for (const address of [path, owed.path, `/${town.slug}/find`]) {
      const page = await visitor.get(address);
      assert(!page.text.includes(secret), `${page.asked} shows the session`);
    }
    assert(!(await place.log()).includes(secret), 'the log tells no session');
  },
};

export const sessions: readonly Attack[] = [fixation, cookieFlags, tossing, addressesOnly];
