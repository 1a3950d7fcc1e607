/** Whether there is room left where the portal writes. */
import { statfs } from 'node:fs/promises';
import type { HealthCheck, Verdict } from '../core/health-check.ts';

const leastPercent = 15;

/** A folder that the portal or its database writes to; it is called by what it is for, never by its path. */
export type WatchedFolder = {
  readonly folder: string;
  /** In lower case with underscores. */
  readonly name: string;
  readonly what: string;
};

export function diskCheck(watched: WatchedFolder): HealthCheck {
  return {
    name: watched.name,
    stopsPayers: false,
    run: async () => {
      const { bavail, blocks } = await statfs(watched.folder);
      return [judgeRoom(watched, bavail, blocks)];
    },
  };
}

/** A full disk stops the database, which is then told by its own check; this one comes in time. */
export function judgeRoom(
  { name, what }: Pick<WatchedFolder, 'name' | 'what'>,
  free: number,
  all: number,
): Verdict {
  // Some file systems do not say how large they are.
  const percent = all === 0 ? 100 : Math.floor((free * 100) / all);
  const ok = percent > leastPercent;
  const sentence = ok
    ? `${percent} % of the volume of ${what} is free.`
    : `Only ${percent} % of the volume of ${what} is free; more than ${leastPercent} % should be.`;
  return { name, ok, stopsPayers: false, sentence };
}
