/** PostgreSQL ended as by a power cut while people pay (F28), and one of its sessions killed (F27). */
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from '../../src/database/sql.ts';
import { patient, withCrowd } from './crowd.ts';
import type { Scene } from './scene.ts';
import { insist } from './insist.ts';
import { missingOf } from './acknowledged.ts';

const longestLifeMs = 900;

/** SIGQUIT is what `pg_ctl stop -m immediate` sends: no session ends in order, nothing more is written. */
export async function crashDatabase(scene: Scene, crashes: number): Promise<void> {
  const where = 'database stopped at once';
  await withCrowd(scene, { size: 4, patience: patient(), where }, async () => {
    for (let crash = 0; crash < crashes; crash += 1) {
      await delay(300 + scene.dice.below(longestLifeMs));
      const pid = await insist(async () => scene.town.ground.serverProcess());
      process.kill(pid, 'SIGQUIT');
      scene.tally.effort('db_crashes');
      scene.tally.fault('F28');
      await comeBack(scene, pid, where);
    }
  });
}

/** The server drops all its sessions when one of them dies so, and recovers. */
export async function killSession(scene: Scene, times: number): Promise<void> {
  const where = 'session of the database killed';
  const { town, tally, dice } = scene;
  await withCrowd(scene, { size: 3, patience: patient(), where }, async () => {
    for (let time = 0; time < times; time += 1) {
      await delay(200 + dice.below(longestLifeMs));
      // There is none just after all of them were lost.
      const session = await insist(async () =>
        dice.oneOf(
          await town.database.query<{ pid: number }>(sql`
            select pid from pg_stat_activity
            where datname = current_database() and application_name = 'saldo' order by pid`),
        ),
      );
      process.kill(session.pid, 'SIGKILL');
      tally.fault('F27');
      await insist(() => town.database.query(sql`select 1 as one`));
    }
  });
}

/** Whatever was acknowledged until a moment before is there as soon as the server is. */
async function comeBack({ town, chronicle, tally }: Scene, pid: number, where: string) {
  await insist(async () => {
    if (town.ground.serverProcess() === pid) throw new Error('the old server is still there');
    await town.database.query(sql`select 1 as one`);
  });
  for (const missing of await insist(() => missingOf(town, chronicle.said))) {
    tally.wrong('acked_missing', where, missing);
  }
}
