/** The process of one part of the proof: takes a request, runs the part, hands its report over. */
import { partRequest, type PartMessage } from './part-message.ts';
import type { Part, PartId } from './part.ts';

/** Opened when it is wanted: no part pays for what another needs. */
const doors: Readonly<Record<PartId, () => Promise<{ readonly prove: Part }>>> = {
  simulation: () => import('./simulation/index.ts'),
  crash: () => import('./crash/index.ts'),
  fuzz: () => import('./fuzz/index.ts'),
  attack: () => import('./attack/index.ts'),
  sabotage: () => import('./sabotage/index.ts'),
};

function tell(message: PartMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}

async function run(asked: unknown): Promise<void> {
  const { part, options } = partRequest.parse(asked);
  const { prove } = await doors[part]();
  const progress = (line: string) => void tell({ progress: line }).catch(() => process.exit(1));
  await tell({ report: await prove({ ...options, progress }) });
  // The report is all that is wanted; whatever the part has left open ends here.
  process.exit(0);
}

// Nobody is left to report to: the process that asked has ended, and all of this group ends with it.
process.once('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
process.once('message', (asked) => {
  run(asked).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
