/** The notifications' door: genuine ones once, forged ones never, poisonous ones without holding up the others. */
import { createHmac } from 'node:crypto';
import { sql } from '../../src/database/sql.ts';
import { processInbox } from '../../src/payments/index.ts';
import { hostileTexts, unprintableTexts } from './hostile-values.ts';
import { changeJson, hostileText } from './hostile-json.ts';
import { randomFrom, type Random } from './random.ts';
import type { Site } from './http/open-site.ts';
import { startStopwatch } from './stopwatch.ts';
import { slug, type Surroundings } from './surroundings.ts';
import type { Tally } from './tally.ts';

type Sent = {
  readonly fault: string;
  readonly body: string;
  readonly signature: string;
  /** What must come back; null where the body decides. */
  readonly wanted: readonly number[];
};

const longestMs = 2000;

export async function fuzzNotifications(
  tally: Tally,
  surroundings: Surroundings,
  site: Site,
  inputs: { readonly seed: number; readonly count: number },
): Promise<void> {
  const accepted = new Set<string>();
  for (let index = 0; index < inputs.count; index += 1) {
    const random = randomFrom(inputs.seed, 'notification', index);
    for (const sent of someOf(random, surroundings, index)) {
      tally.httpInput();
      tally.fault(sent.fault);
      const stopwatch = startStopwatch();
      const status = await send(site, surroundings.accountId, sent);
      const took = stopwatch();
      if (status === 204) accepted.add(idOf(sent.body));
      const shown = `${sent.fault}: ${sent.body.slice(0, 500)} signed ${sent.signature.slice(0, 200)}`;
      if (status >= 500) {
        await tally.failure({
          kind: 'fuzz_crashes',
          about: `notification ${status}`,
          message: `a notification is answered ${status}: ${shown}`,
        });
      } else if (!sent.wanted.includes(status)) {
        await tally.failure({
          kind: 'fuzz_answer',
          about: `notification ${sent.fault}`,
          message: `answered ${status}, not ${sent.wanted.join(' or ')}: ${shown}`,
        });
      }
      if (took > longestMs && (await isSlowAgain(site, surroundings, sent))) {
        await tally.failure({
          kind: 'fuzz_timeouts',
          message: `a notification took ${took} ms: ${shown}`,
        });
      }
    }
  }
  await judgeInbox(tally, surroundings, accepted);
}

/** Others use the machine too: only what is slow twice is slow. */
async function isSlowAgain(site: Site, { accountId }: Surroundings, sent: Sent): Promise<boolean> {
  const stopwatch = startStopwatch();
  await send(site, accountId, sent);
  return stopwatch() > longestMs;
}

async function send(site: Site, accountId: string, { body, signature }: Sent): Promise<number> {
  const answer = await site.app.inject({
    method: 'POST',
    url: `/${slug}/notifications/${accountId}`,
    headers: { 'content-type': 'application/json', 'sandbox-signature': signature },
    payload: body,
  });
  return answer.statusCode;
}

/** One case of each kind in turn; those of a pair come one after the other. */
function someOf(random: Random, surroundings: Surroundings, index: number): Sent[] {
  const { notificationSecret: secret, clock } = surroundings;
  const now = Math.floor(clock.now().getTime() / 1000);
  const event = {
    id: `evt_fuzz_${index}`, mode: 'test', type: 'session.succeeded',
    session: { id: `ses_fuzz_${index}`, reference: 'att_of_nobody' }, refund: null,
  }; // prettier-ignore
  const body = JSON.stringify(event);
  const right = sign(secret, body, now);
  switch (index % 8) {
    case 0:
      return [
        { fault: 'F63', body, signature: right, wanted: [204] },
        { fault: 'F63', body, signature: right, wanted: [204] },
      ];
    case 1: {
      const other = body.replace('att_of_nobody', 'att_of_another');
      return [
        { fault: 'F65', body, signature: right, wanted: [204] },
        { fault: 'F65', body: other, signature: sign(secret, other, now), wanted: [204] },
      ];
    }
    case 2: {
      const ages = [301, -301, 86_400, -86_400, 1e9];
      const at = now - random.pick(ages);
      return [{ fault: 'F64', body, signature: sign(secret, body, at), wanted: [401] }];
    }
    case 3:
      return [{ fault: 'F62', body, signature: forge(random, right, body, now), wanted: [401] }];
    case 4:
      return [{ fault: 'F66', body, signature: right, wanted: [204] }];
    case 5:
      return [{ fault: 'F74', body: `${body.slice(0, -1)} }`, signature: right, wanted: [401] }];
    default: {
      const odd = random.pick([...hostileTexts, ...unprintableTexts, ...unprintableTexts]);
      const poison = random.once(2)
        ? JSON.stringify(
            random.pick([
              { ...event, id: odd },
              { ...event, type: odd },
            ]),
          )
        : hostileText(random, changeJson(random, event));
      return [
        { fault: 'F71', body: poison, signature: sign(secret, poison, now), wanted: [204, 401] },
      ];
    }
  }
}

function sign(secret: string, body: string, at: number): string {
  const digest = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return `t=${at},v1=${digest}`;
}

function forge(random: Random, right: string, body: string, now: number): string {
  const digest = right.slice(right.indexOf('v1=') + 3);
  return random.pick([
    '', 't=', `t=${now}`, `v1=${digest}`, `t=${now},v0=${digest}`, `t=${now},v1=${digest.slice(0, 62)}`, `t=${now},v1=${digest.toUpperCase()}`,
    `t=${now}.0,v1=${digest}`, `t=${now + 1},v1=${digest}`, `t=${now},v1=${'0'.repeat(64)}`, `t=${now},v1=`, sign('whsec_other', body, now),
    sign('', body, now), `v1=${digest},`.repeat(100), `t=${now},${`v1=${'a'.repeat(64)},`.repeat(500)}`, '\u00e8'.repeat(3000), 't=NaN,v1=x',
  ]); // prettier-ignore
}

function idOf(body: string): string {
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === 'object' && parsed !== null && 'id' in parsed ? String(parsed.id) : '';
}

/** Each event once, none that was refused, and after five tries none is tried again. */
async function judgeInbox(
  tally: Tally,
  { context, clock, organisation, database }: Surroundings,
  accepted: ReadonlySet<string>,
): Promise<void> {
  const rows = await database.owner.query<{ event_id: string; our_reference: string | null }>(
    sql`select event_id, our_reference from inbox_events`,
  );
  const kept = new Set(rows.map((row) => row.event_id));
  const lost = [...accepted].filter((id) => !kept.has(id));
  const more = rows.filter((row) => !accepted.has(row.event_id));
  if (lost.length > 0 || more.length > 0 || kept.size !== rows.length) {
    const message = `of ${accepted.size} notifications ${rows.length} are kept; lost: ${lost.join()}`;
    await tally.failure({ kind: 'phantom', message });
  }
  if (rows.some((row) => row.our_reference === 'att_of_another')) {
    await tally.failure({ kind: 'phantom', message: 'another body under a known id was believed' });
  }
  for (let round = 0; round < 6 + rows.length / 10; round += 1) {
    await processInbox(context, organisation);
    clock.advance(6000);
  }
  const [left] = await database.owner.query<{ open: bigint }>(sql`
    select count(*) as open from inbox_events where processed_at is null and parked_because is null`);
  if (left?.open === 0n) return;
  await tally.failure({
    kind: 'fuzz_answer',
    message: `${left?.open} poisonous notifications are tried for ever`,
  });
}
