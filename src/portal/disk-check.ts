/** Whether there is room left where the portal writes. */
import { statfs } from 'node:fs/promises';
import type { HealthCheck } from '../core/health-check.ts';

const leastPercent = 15;

/** @param folder absolute; what it is for stands in `what`, its name is told to nobody */
export function diskCheck(folder: string, what: string, name: string): HealthCheck {
  return {
    name,
    stopsPayers: false,
    run: async () => {
      const { bavail, blocks } = await statfs(folder);
      const percent = blocks === 0 ? 100 : Math.floor((bavail * 100) / blocks);
      const ok = percent > leastPercent;
      const sentence = ok
        ? `${percent} % of the volume of ${what} is free.`
        : `Only ${percent} % of the volume of ${what} is free; more than ${leastPercent} % should be.`;
      return [{ name, ok, stopsPayers: false, sentence }];
    },
  };
}
