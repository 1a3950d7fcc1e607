/** What settling one more payment costs when many are there already. */
import type { BenchOptions, Figure } from '../figure.ts';
import { growTown } from '../lookup/grow-town.ts';
import { rounded } from '../machine/spread.ts';
import { takeTurns } from '../machine/take-turns.ts';
import { foundKnownCouncil, settlingJobs } from '../settlement/index.ts';
import { knownPreparer } from '../settlement/prepare-payments.ts';
import { createSettler } from '../settlement/settle-batch.ts';
import type { Council } from '../town/found-council.ts';
import { withPortal } from '../town/with-portal.ts';

const clients = 16;

export const growth: Figure = {
  name: 'growth',
  summary: 'cost of a payment as the data grows, against 10^4 payments; --full: to 10^6',
  measure: async (options) => {
    const size = options.full ? 1_000_000 : 100_000;
    const measurement = await withGrown(options, 10_000, (small) =>
      withGrown(options, size, (large) =>
        takeTurns(options.rounds, {
          name: `settling with ${size} payments there`,
          unit: 'ms per payment',
          ours: large,
          reference: { name: 'with 10000 there', measure: small },
          target: { words: 'at most 1.5 times', atMost: 1.5 },
        }),
      ),
    );
    return {
      measurements: [measurement],
      notes: [
        `${clients} clients; two databases on one server, each with its own portal, by turns.`,
      ],
    };
  },
};

/** @param work is given how to measure the milliseconds that one payment takes there */
async function withGrown<T>(
  options: BenchOptions,
  size: number,
  work: (measure: () => Promise<number>) => Promise<T>,
): Promise<T> {
  const councils: Council[] = [];
  return withPortal(
    options,
    {
      jobs: settlingJobs,
      found: async (town) => {
        const council = await foundKnownCouncil(town, 0);
        options.progress(`making ${size} payments`);
        await growTown(town, council, size);
        councils.push(council);
      },
    },
    async (site) => {
      const prepare = knownPreparer(site.town);
      const settle = createSettler({ ...site, prepare, seconds: options.seconds });
      await settle(councils, clients);
      return work(async () => {
        const { perSecond } = await settle(councils, clients);
        return rounded(1000 / perSecond);
      });
    },
  );
}
