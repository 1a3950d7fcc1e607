/** The second phase: no fault any more, time passes, and everything must come to its end. */
import type { Driver } from './run-schedule.ts';
import type { Town } from './moves.ts';
import { websOf } from './moves.ts';
import { giveAllBack } from './office.ts';
import { checkBooks } from './safety.ts';
import { note, type World } from './world.ts';

/** Sweeps recur for ever; after so many quiet rounds nothing more is to come. */
const quietRounds = 2;
const mostRounds = 260;
const mostSteps = 20_000;
const sweepMs = 15 * 60_000 + 1000;
const leaseMs = 31_000;
const dayMs = 24 * 3_600_000;

export async function finishEverything(town: Town, driver: Driver): Promise<void> {
  const { world } = town;
  world.faults.heal();
  await workOff(world, driver);
  world.counts.healedAt = world.counts.steps;
  let quiet = 0;
  for (let round = 0; quiet < quietRounds; round += 1) {
    if (round === mostRounds) {
      note(world, 'stuck', `something is still waiting: ${await whatWaits(world)}`);
      return;
    }
    const next = await nextInstant(world);
    if (next === null) {
      quiet += 1;
      // A conflict waits for a person; in the end there is one.
      const [web] = websOf(town);
      if (web) giveAllBack(world, web);
    } else quiet = 0;
    const wait = next === null ? sweepMs : Math.max(next - world.now() + 1, 1);
    await driver.pass(next !== null && next <= world.now() ? leaseMs : wait);
    await workOff(world, driver);
  }
  await checkBooks(world, 'all');
}

/** Lets everybody move until only time could change anything. */
async function workOff(world: World, driver: Driver): Promise<void> {
  const end = world.counts.steps + mostSteps;
  while (await driver.step()) {
    if (world.counts.steps < end) continue;
    note(world, 'stuck', 'the portal finds no end of work although no time passes');
    return;
  }
}

async function nextInstant(world: World): Promise<number | null> {
  const { rows } = await world.lane.owner.query<{ at: Date | null }>(
    `select min(at) as at from (
       select next_ask_at as at from attempts union all select next_ask_at from refunds
       union all select look_at from discount_uses where released_at is null and not exists (
         select from holds where holds.due_id = discount_uses.due_id and holds.released_at is null)
       union all select next_try_at from inbox_events union all select next_try_at from messages) as waiting`,
  );
  const instants = [
    rows[0]?.at?.getTime() ?? null,
    await nextDayOfDispute(world),
    world.truth.nextAt(),
    world.notifications.nextAt(),
  ].filter((at) => at !== null);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** The portal asks about an open dispute once a day, told or not; `null` when none is open. */
async function nextDayOfDispute(world: World): Promise<number | null> {
  const { rows } = await world.lane.owner.query<{ at: Date }>(
    `select opened_at as at from disputes where state in ('opened', 'evidence_sent')`,
  );
  const days = rows.map(({ at }) => {
    const age = world.now() - at.getTime();
    return at.getTime() + (Math.floor(age / dayMs) + 1) * dayMs;
  });
  return days.length === 0 ? null : Math.min(...days) + sweepMs;
}

async function whatWaits(world: World): Promise<string> {
  const { rows } = await world.lane.owner.query<{ what: string }>(
    `select 'attempt ' || state as what from attempts where next_ask_at is not null
     union all select 'refund ' || state from refunds where next_ask_at is not null
     union all select 'notification ' || type from inbox_events where next_try_at is not null
     union all select 'mail ' || template from messages where next_try_at is not null order by 1`,
  );
  return rows.map(({ what }) => what).join(', ');
}
