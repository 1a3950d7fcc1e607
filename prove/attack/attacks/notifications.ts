/** The door for notifications, open to the whole world: what is forged, replayed or changed must do nothing. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { systemClock } from '../../../src/core/clock.ts';
import { sql } from '../../../src/database/sql.ts';
import { until } from '../../../test/support/until.ts';
import type { Attack } from '../attack.ts';
import { signOf } from '../place/books.ts';
import { payAtProvider, start, stateOf } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import { untilQuiet } from '../place/quiet.ts';
import type { Town } from '../place/town.ts';

type Event = Readonly<Record<string, unknown>>;

export type Signing = {
  readonly secret?: string;
  readonly ageSeconds?: number;
  /** Instead of the header that belongs there. */
  readonly header?: (timestamp: number, signature: string) => string | null;
  /** Sent instead of what was signed. */
  readonly sent?: string | Uint8Array;
  readonly path?: string;
};

export function eventAbout(reference: string, id: string, more: Event = {}): Event {
  return {
    id,
    object: 'event',
    mode: 'test',
    type: 'session.succeeded',
    session: { id: 'ses_x', reference },
    refund: null,
    ...more,
  };
}

/** Sends a notification, signed as the provider would sign it unless told otherwise. @returns the status */
export async function notify(
  place: Place,
  town: Town,
  event: Event | string,
  how: Signing = {},
): Promise<number> {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const timestamp = Math.floor(systemClock.now().getTime() / 1000) - (how.ageSeconds ?? 0);
  const secret = how.secret ?? town.secrets.notification_secret;
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const plain = (at: number, hex: string): string => `t=${at},v1=${hex}`;
  const header = (how.header ?? plain)(timestamp, signature);
  const answer = await place.send(place.first, {
    method: 'POST',
    path: how.path ?? `/${town.slug}/notifications/${town.accountId}`,
    headers: {
      'content-type': 'application/json',
      ...(header === null ? {} : { 'sandbox-signature': header }),
    },
    body: how.sent ?? body,
  });
  return answer.status;
}

const other = 'f'.repeat(64);

const forged: Attack = {
  id: 'notification-forged',
  tries: 'notifications without signature, by other secrets, for other endpoints, in other schemes',
  faults: ['F62', 'F64', 'F74'],
  run: async (place) => {
    const [town, neighbour] = [await place.town('notified'), await place.town('neighbour')];
    const { visitor, path } = await start(place, town);
    await untilQuiet(place);
    const before = await signOf(place);
    const event = eventAbout('att_x', 'evt_forged');
    const text = JSON.stringify(event);
    const forgeries: Readonly<Record<string, Signing>> = {
      'no signature': { header: () => null },
      'an empty one': { header: () => '' },
      'the secret of nobody': { secret: 'whsec_of_nobody' },
      'an empty secret': { secret: '' },
      'the secret of another organisation': { secret: neighbour.secrets.notification_secret },
      'the key of the interface as secret': { secret: town.secrets.api_key },
      'another scheme': { header: (at, hex) => `t=${at},v0=${hex}` },
      'another algorithm': { header: (at, hex) => `t=${at},alg=none,v2=${hex}` },
      'the signature in capitals of another scheme': { header: (at, hex) => `t=${at},V1=${hex}` },
      'several wrong signatures': { header: (at) => `t=${at},v1=${other},v1=${'0'.repeat(64)}` },
      'a cut signature': { header: (at, hex) => `t=${at},v1=${hex.slice(0, 32)}` },
      'a signature without its time': { header: (_, hex) => `v1=${hex}` },
      'another time than signed': { header: (at, hex) => `t=${at + 1},v1=${hex}` },
      'two times': { header: (at, hex) => `t=${at + 1},t=${at},v1=${hex}` },
      'a time that is no number': { header: (_, hex) => `t=NaN,v1=${hex}` },
      'a negative time': { header: (_, hex) => `t=-1,v1=${hex}` },
      'too old': { ageSeconds: 330 },
      'from the future': { ageSeconds: -330 },
      'written anew by a proxy': { sent: `${text} ` },
      'in another encoding': { sent: Buffer.from(text, 'utf16le') },
      'with another order of its members': { sent: JSON.stringify({ mode: 'test', ...event }) },
    };
    for (const [name, how] of Object.entries(forgeries)) {
      assert.equal(await notify(place, town, event, how), 401, name);
    }
    const elsewhere = `/${neighbour.slug}/notifications/${neighbour.accountId}`;
    assert.equal(await notify(place, town, event, { path: elsewhere }), 401, 'another endpoint');
    const mixed = `/${town.slug}/notifications/${neighbour.accountId}`;
    assert.equal(await notify(place, town, event, { path: mixed }), 404, 'another account here');
    assert.deepEqual(await signOf(place), before, 'nothing was kept');
    assert.equal(await stateOf(visitor, path), 'at_provider');
  },
};

async function attemptOf(place: Place, town: Town): Promise<string> {
  const [row] = await place.database.owner.query<{ attempt_id: string }>(sql`
    select attempt_id from attempts where organisation_id = ${town.organisation.id}`);
  assert(row, 'there is an attempt');
  return row.attempt_id;
}

const lying: Attack = {
  id: 'notification-lies',
  tries: 'genuine notifications that say what is not so: paid, of another amount, of nobody',
  faults: ['F66', 'F67'],
  run: async (place) => {
    const town = await place.town('lied-to');
    const { visitor, path } = await start(place, town);
    const attempt = await attemptOf(place, town);
    const claims = { amount: 1, currency: 'USD', status: 'succeeded', paid: true };
    const lies = [
      eventAbout(attempt, 'evt_lie_1', { ...claims, charge: claims }),
      eventAbout(attempt, 'evt_lie_2', { session: { id: 'ses_x', reference: attempt, ...claims } }),
      eventAbout('att_of_nobody', 'evt_lie_3', claims),
      eventAbout(attempt, 'evt_lie_4', { refund: { id: 'ref_x', reference: 'ref_of_nobody' } }),
      eventAbout(attempt, 'evt_lie_5', { type: 'dispute.opened', dispute: { id: 'dsp_x' } }),
    ];
    for (const lie of lies) assert.equal(await notify(place, town, lie), 204);
    await until('each to be looked at', async () => {
      const rows = await place.database.owner.query(sql`
        select 1 from inbox_events where organisation_id = ${town.organisation.id}
          and event_id like 'evt_lie%' and tries > 0`);
      return rows.length === lies.length;
    });
    assert.equal(await stateOf(visitor, path), 'at_provider', 'the provider decides');
    const entries = await place.database.owner.query(sql`
      select 1 from ledger_entries where organisation_id = ${town.organisation.id}`);
    assert.deepEqual(entries, [], 'nothing was booked');
  },
};

const truth = z.object({ items: z.array(z.object({ charges: z.array(z.unknown()) })) });

const replayed: Attack = {
  id: 'notification-replayed',
  tries: 'a genuine notification sent again, twenty times at once, and under its name another one',
  faults: ['F63', 'F65'],
  run: async (place) => {
    const town = await place.town('replayed');
    const { session, visitor, path } = await start(place, town);
    await payAtProvider(place, session);
    await visitor.get(`${path}/return`);
    const event = eventAbout(await attemptOf(place, town), 'evt_again');
    const tries = Array.from({ length: 20 }, () => notify(place, town, event));
    const statuses = await Promise.all(tries);
    assert(statuses.includes(204) && statuses.every((status) => [204, 503].includes(status)));
    assert.equal(await notify(place, town, { ...event, type: 'session.failed' }), 204);
    await untilQuiet(place);
    const kept = await place.database.owner.query<{ type: string }>(sql`
      select type from inbox_events where organisation_id = ${town.organisation.id}
        and event_id = 'evt_again'`);
    assert.deepEqual(kept, [{ type: 'session.succeeded' }], 'the first one counts');
    const captures = await place.database.owner.query(sql`
      select 1 from ledger_entries where organisation_id = ${town.organisation.id}`);
    assert.equal(captures.length, 1, 'it is booked once');
    const filter = `?account_id=${town.merchantId}`;
    const { items } = truth.parse(await place.sandbox.control('GET', `/truth${filter}`));
    assert.deepEqual(
      items.map(({ charges }) => charges.length),
      [1],
    );
    assert.match(
      await place.log(),
      /notification changed its body/,
      'the log tells of the other body',
    );
  },
};

const poison: Attack = {
  id: 'notification-poison',
  tries:
    'signed notifications that are no notifications: deep, huge, of wrong types, with dangerous names',
  run: async (place) => {
    const town = await place.town('poisoned');
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const bodies = [
      '', '{', '[]', 'null', '1', '"x"', deep, `{"id":${deep}}`,
      '{"id":1}', '{"__proto__":{"polluted":true},"id":"evt"}',
      '{"constructor":{"prototype":{"polluted":true}}}', `{"id":"${'x'.repeat(60_000)}"}`,
      JSON.stringify(eventAbout('a\0b', 'evt_nul')), JSON.stringify(eventAbout('x', 'evt', { mode: 'live' })),
      JSON.stringify(eventAbout('x', 'evt\0')), JSON.stringify(eventAbout('x', 'e'.repeat(50_000))), '\u00ef\u00bb\u00bf{}',
    ]; // prettier-ignore
    for (const body of bodies) {
      const status = await notify(place, town, body);
      assert(status < 500, `${body.slice(0, 60)} answers ${status}`);
    }
    assert.equal(await notify(place, town, 'x'.repeat(300_000)), 413);
    assert(!('polluted' in {}), 'no object has learnt a new name');
  },
};

export const notifications: readonly Attack[] = [forged, lying, replayed, poison];
