/** A command that loads dues is killed in the middle: what it says is true, and doing it again completes it. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from '../../src/database/sql.ts';
import { loadOffers } from '../../src/services/index.ts';
import { csv, head, plainRows, testOffers } from '../support/dues-place.ts';
import { startProgram } from '../support/program.ts';
import { worldContext } from '../support/world.ts';
import { fakeClock, systemClock } from '../../src/core/clock.ts';
import { assertSound, openHouse } from './house.ts';

const deaths = [
  { way: [], point: 'import.before_commit:1', left: 0 },
  { way: [], point: 'import.after_commit:1', left: 1200 },
  { way: ['--only-good'], point: 'import.before_commit:2', left: 500 },
  { way: ['--only-good'], point: 'import.after_commit:2', left: 1000 },
] as const;

for (const { way, point, left } of deaths) {
  test(`a load of dues (${way[0] ?? 'all or nothing'}) killed at ${point} is completed by doing it again`, async (t) => {
    const house = await openHouse(t);
    const { database, organisation } = house;
    const context = worldContext(database, house.sandbox, fakeClock(systemClock.now()));
    await loadOffers(context, organisation, testOffers, 'test');
    const folder = await mkdtemp(join(tmpdir(), 'saldo-killed-dues-'));
    t.after(() => rm(folder, { recursive: true }));
    const file = join(folder, 'dues.csv');
    await writeFile(file, csv(head, ...plainRows(1200)));
    const words = ['import', 'dues', file, '--organisation', organisation.slug, ...way];
    const killed = await startProgram(words, { ...house.settings, CRASH_AT: point }).ended;
    assert.equal(killed.signal, 'SIGKILL', killed.said);
    const count = async () =>
      (await database.owner.query(sql`select 1 as one from due_details`)).length;
    assert.equal(await count(), left);
    const again = await startProgram(words, house.settings).ended;
    assert.equal(again.status, 0, again.said);
    assert.match(
      again.out,
      new RegExp(` ${1200 - left} loaded.*, ${left} already known, 0 rejected`),
    );
    assert.equal(await count(), 1200);
    await assertSound(database.owner);
  });
}
