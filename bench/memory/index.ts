/** What the portal's memory does while pages are read without a pause. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Figure, FigureResult } from '../figure.ts';
import { rounded, spreadOf } from '../machine/spread.ts';
import { now } from '../machine/stopwatch.ts';
import { foundSandboxCouncil } from '../town/load-invoices.ts';
import { withPortal, type Site } from '../town/with-portal.ts';

const paths = [
  '/valdorata',
  '/valdorata/find',
  '/valdorata/help',
  '/valdorata/terms',
  '/health/ready',
];
/** Less is too short for a slope; ten minutes by hand: --only memory --seconds 600. */
const leastSeconds = 20;
const mebibyte = 2 ** 20;

export const memory: Figure = {
  name: 'memory',
  summary: 'resident memory of the portal under load, and its slope; --seconds 600 for ten minutes',
  measure: (options) =>
    withPortal(
      options,
      {
        jobs: null,
        found: async (town, site) => {
          await foundSandboxCouncil(town, site);
        },
      },
      (site) => watch(site, Math.max(leastSeconds, options.seconds)),
    ),
};

type Sample = { readonly minute: number; readonly mebibytes: number };

async function watch(site: Site, seconds: number): Promise<FigureResult> {
  const requests = paths.map((path) => ({ method: 'GET', path, headers: {}, body: '' }) as const);
  const { port } = site.portal;
  const state = { isOver: false };
  const answered = site.load
    .send({ port, clients: 16, requests, forMs: seconds * 1000 })
    .finally(() => {
      state.isOver = true;
    });
  const samples: Sample[] = [];
  const start = now();
  while (!state.isOver) {
    const { residentBytes } = await site.portal.use();
    samples.push({ minute: (now() - start) / 60_000, mebibytes: residentBytes / mebibyte });
    await delay(1000);
  }
  const pages = (await answered).answeredAt.length;
  const second = samples.slice(Math.floor(samples.length / 2));
  const slope = rounded(slopeOf(second));
  return {
    measurements: [
      {
        name: `resident memory, ${seconds} s of load`,
        unit: 'MiB',
        ours: spreadOf(samples.map((sample) => sample.mebibytes)),
        reference: null,
        ratio: null,
        target: seconds >= 600 ? 'no growth after ten minutes: under 1 MiB a minute' : null,
        isReached: seconds >= 600 ? slope < 1 : null,
        detail: { slope_of_second_half_mib_per_minute: slope, pages },
      },
    ],
    notes: [
      'A process that has just started still grows; the slope means something after minutes.',
    ],
  };
}

/** Least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const minute = mean(samples.map((sample) => sample.minute));
  const mebibytes = mean(samples.map((sample) => sample.mebibytes));
  const above = samples.map((one) => (one.minute - minute) * (one.mebibytes - mebibytes));
  const below = samples.map((one) => (one.minute - minute) ** 2);
  return mean(above) / mean(below);
}
