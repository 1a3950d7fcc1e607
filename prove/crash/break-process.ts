/** A forgotten rejection, and memory that runs out: the process ends and says so, and never goes on half broken (F21). */
import { setTimeout as delay } from 'node:timers/promises';
import type { Scene } from './scene.ts';

const where = 'broken from inside';
const longestEndMs = 15_000;

/** What each process is made to do when it is sent SIGUSR2. */
const breaks = {
  serve: {
    does: "Promise.reject(new Error('forgotten'))",
    options: '',
  },
  work: {
    does: 'const kept = []; for (;;) kept.push(Array.from({ length: 1e5 }, (_, n) => ({ n })))',
    options: '--max-old-space-size=96',
  },
} as const;

export async function breakProcesses(scene: Scene): Promise<void> {
  await Promise.all([breakOne(scene, 'serve'), breakOne(scene, 'work')]);
}

async function breakOne({ town, tally }: Scene, role: keyof typeof breaks): Promise<void> {
  const { does, options } = breaks[role];
  const script = encodeURIComponent(`process.once('SIGUSR2', () => { ${does} })`);
  const program = town.house.launch([role], {
    NODE_OPTIONS: `${options} --import=data:text/javascript,${script}`,
    PORT: '0',
  });
  await program.says(/^(?:portal|worker): /m);
  program.child.kill('SIGUSR2');
  const end = await Promise.race([program.ended, delay(longestEndMs)]);
  if (!end) tally.wrong('goes_on_broken', where, `${role} goes on`);
  else if (end.status === 0)
    tally.wrong('goes_on_broken', where, `${role} ended as if all was well`);
  tally.fault('F21');
}
