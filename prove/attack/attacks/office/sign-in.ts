/** Ways into the back office that are none: guessed, planted, replayed, used up, or outlived. */
import assert from 'node:assert/strict';
import { makeLinkFor, stepsFromNow } from '../../place/links.ts';
import type { Attack } from '../../attack.ts';
import { comeHalfway, employ, goodPassword, sessionOf } from '../../place/clerk.ts';
import { codeAt } from '../../../../test/support/staff-browser.ts';
import type { Place } from '../../place/place.ts';

/** Whether the browser is in: a page of the office opens. */
async function isIn(place: Place, path: string, cookie: string): Promise<boolean> {
  const answer = await place.send(place.first, { path, headers: { cookie } });
  return answer.status === 200;
}

const fixation: Attack = {
  id: 'office-session-fixation',
  tries: 'a session of staff that somebody has planted before its owner signs in',
  run: async (place) => {
    const town = await place.town('fixed');
    const clerk = await employ(place, town, 'administrator');
    const planted = `saldo-staff-${town.slug}=planted0planted0planted0planted0`;
    const victim = place.visitor({ cookie: planted });
    await victim.get(clerk.at('/sign-in'));
    const { email } = clerk.member;
    await victim.post(clerk.at('/sign-in'), { email, password: clerk.password });
    const halfway = sessionOf(victim, town);
    assert.notEqual(halfway, planted, 'the password gives a session of its own');
    await victim.post(clerk.at('/second-factor'), { code: clerk.recoveryCode() });
    const whole = sessionOf(victim, town);
    assert.notEqual(whole, halfway, 'the second factor gives another');
    assert(await isIn(place, clerk.at(''), whole), 'its owner is in');
    for (const old of [planted, halfway])
      assert(!(await isIn(place, clerk.at(''), old)), 'whoever planted it is not');
  },
};

const shutOut: Attack = {
  id: 'office-session-outlived',
  tries: 'a session that goes on after its owner was shut out, has left, or has a new password',
  run: async (place) => {
    const town = await place.town('shut-out');
    const boss = await employ(place, town, 'administrator');
    const { id } = boss.member;
    const endings: Readonly<Record<string, (person: string) => Promise<unknown>>> = {
      'shut out': (person) => boss.visitor.post(boss.at(`/staff/${person}/disable`)),
      'sessions ended': (person) => boss.visitor.post(boss.at(`/staff/${person}/sessions`)),
      'second factor taken away': (person) =>
        boss.visitor.post(boss.at(`/staff/${person}/second-factor`)),
    };
    await boss.visitor.get(boss.at('/staff'));
    for (const [what, end] of Object.entries(endings)) {
      const clerk = await employ(place, town, 'accounting');
      assert(await isIn(place, clerk.at('/account'), clerk.session()), 'it was open');
      await end(clerk.member.id);
      assert(!(await isIn(place, clerk.at('/account'), clerk.session())), what);
    }
    const lowered = await employ(place, town, 'administrator');
    await boss.visitor.post(boss.at(`/staff/${lowered.member.id}/role`), { role: 'auditor' });
    assert.notEqual((await lowered.visitor.get(lowered.at('/staff'))).status, 200, 'a role counts');
    const leaver = await employ(place, town, 'support');
    const left = leaver.session();
    await leaver.visitor.post(leaver.at('/sign-out'));
    assert(!(await isIn(place, leaver.at('/account'), left)), 'signed out');
    const link = await makeLinkFor(place, town, boss.member);
    const before = boss.session();
    const other = place.visitor();
    await other.get(boss.at(`/links/${link}`));
    await other.post(boss.at(`/links/${link}`), { password: `${goodPassword} d'autunno` });
    assert(!(await isIn(place, boss.at('/account'), before)), `a new password of ${id}`);
  },
};

const guesses = 10;

const bruteForce: Attack = {
  id: 'office-brute-force',
  tries: 'guessing passwords and codes from many addresses through two portals',
  run: async (place) => {
    const town = await place.town('guessed-staff');
    const clerk = await employ(place, town, 'administrator');
    const other = await employ(place, town, 'operator');
    const { email } = clerk.member;
    const visitors = [place.visitor(), place.visitor(), place.visitor()];
    for (const each of visitors) await each.get(clerk.at('/sign-in'));
    // The owner of the account signs in between, with a code still to show.
    const halfway = await comeHalfway(place, clerk);
    const guess = (index: number, password: string) => {
      const visitor = visitors[index % visitors.length];
      assert(visitor);
      const how = {
        second: index % 2 === 1,
        headers: { 'x-forwarded-for': `198.18.${index}.1` },
      };
      const typed = { email: index % 3 === 0 ? email.toUpperCase() : email, password };
      return visitor.post(clerk.at('/sign-in'), typed, how);
    };
    const answers = await Promise.all(
      Array.from({ length: guesses + 10 }, (_, index) => guess(index, `guess ${index}`)),
    );
    const looked = answers.filter(({ status }) => status === 422);
    // One of the ten was the owner's own.
    assert.equal(looked.length, guesses - 1, 'so many are looked at');
    assert.equal((await guess(0, clerk.password)).status, 429, 'the right one comes too late');
    await comeHalfway(place, other);
    const codes: number[] = [];
    for (let tries = 0; tries < guesses + 2; tries += 1) {
      const code = String(100_000 + tries);
      codes.push((await halfway.post(clerk.at('/second-factor'), { code })).status);
    }
    assert(codes.at(-1) === 429 && codes.includes(422), codes.join());
    const right = await halfway.post(clerk.at('/second-factor'), { code: clerk.recoveryCode() });
    assert.equal(right.status, 429, 'the right code comes too late');
  },
};

const usedUp: Attack = {
  id: 'office-used-twice',
  faults: ['F163'],
  tries: 'a one-time link, a code of the app and a recovery code used twice, and at once',
  run: async (place) => {
    const town = await place.town('twice-used');
    const clerk = await employ(place, town, 'administrator');
    const link = await makeLinkFor(place, town, clerk.member);
    const at = clerk.at(`/links/${link}`);
    const visitors = [place.visitor(), place.visitor()];
    for (const each of visitors) assert.equal((await each.get(at)).status, 200, 'the link opens');
    const chosen = await Promise.all(
      visitors.map((each, index) => each.post(at, { password: `${goodPassword} ${index}` })),
    );
    const won = chosen.filter(({ status }) => status === 303);
    assert.equal(won.length, 1, 'one of two at once chooses the password');
    assert.equal((await place.visitor().get(at)).status, 410, 'afterwards it is spent');
    const password = `${goodPassword} ${chosen.findIndex(({ status }) => status === 303)}`;
    const owner = { ...clerk, password };
    for (const code of [codeAt(clerk.secret, stepsFromNow(place, 1)), clerk.recoveryCode()]) {
      const [one, two] = [await comeHalfway(place, owner), await comeHalfway(place, owner)];
      const tries = await Promise.all(
        [one, two].map((each) => each.post(clerk.at('/second-factor'), { code })),
      );
      const statuses = tries.map(({ status }) => status).toSorted((first, next) => first - next);
      assert.deepEqual(statuses, [303, 422], 'a code opens once');
      const late = await comeHalfway(place, owner);
      const again = await late.post(clerk.at('/second-factor'), { code });
      assert.equal(again.status, 422, 'nor later');
    }
  },
};

const enumeration: Attack = {
  id: 'office-enumeration',
  tries:
    'telling the addresses of staff from others by the answer to a wrong password, or by its time',
  run: async (place) => {
    const town = await place.town('staff-list');
    const clerk = await employ(place, town, 'administrator');
    const visitor = place.visitor();
    await visitor.get(clerk.at('/sign-in'));
    const look = async (path: string, email: string) => {
      const answer = await visitor.post(clerk.at(path), { email, password: 'wrong' });
      const shape = answer.text
        .replaceAll(/ value="[^"]*"/g, '')
        .replaceAll(/data-passkey="[^"]*"/g, '')
        .replaceAll(email, '');
      return { status: answer.status, shape, microseconds: Number(answer.microseconds) };
    };
    for (const path of ['/sign-in', '/new-password']) {
      const times: Readonly<Record<'there' | 'absent', number[]>> = { there: [], absent: [] };
      for (let each = 0; each < 4; each += 1) {
        const there = await look(path, clerk.member.email);
        const absent = await look(path, `nobody${each}@${town.slug}.example`);
        assert.equal(absent.status, there.status, path);
        assert.equal(absent.shape, there.shape, path);
        times.there.push(there.microseconds);
        times.absent.push(absent.microseconds);
      }
      // A password that is not compared is answered a hundred times sooner.
      const [least, most] = [Math.min(...times.absent), Math.min(...times.there)];
      assert(least > most / 3 && most > least / 3, `${path}: ${least} against ${most} µs`);
    }
  },
};

export const officeSignIn: readonly Attack[] = [fixation, shutOut, bruteForce, usedUp, enumeration];
