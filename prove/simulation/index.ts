/** The simulation: the real domain code on real PostgreSQL, under schedules in which everything may go wrong. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { findTestServer, type TestServer } from '../../test/support/test-server.ts';
import type { Part, PartOptions } from '../part.ts';
import { dropLaneDatabase, makeCareless, makeLaneDatabase } from './lane-database.ts';
import type { LaneMessage, LaneWork } from './lane-worker.ts';
import { createReport, type Report } from './report.ts';

/** One for each of two processors. */
const lanes = 2;
const seedsRunTwice = 20;
const schedulesBetweenLines = 50;

export const prove: Part = async (options) => {
  const report = createReport(options);
  const server = await findTestServer();
  try {
    await makeCareless(server);
    const seeds = Array.from({ length: options.schedules }, (_, index) => options.seed + index);
    const shares = Array.from({ length: lanes }, (_, lane) =>
      seeds.filter((_seed, index) => index % lanes === lane),
    ).filter((share) => share.length > 0);
    const { untilFailure = false } = options;
    const twice = untilFailure ? [] : seeds.slice(0, seedsRunTwice);
    await Promise.all(
      shares.map((share) =>
        runLane(server, { seeds: share, twice, untilFailure }, report, options),
      ),
    );
  } finally {
    await server.close();
  }
  return report.finish();
};

async function runLane(
  server: TestServer,
  work: Omit<LaneWork, 'databases'>,
  report: Report,
  options: PartOptions,
): Promise<void> {
  const databases = await makeLaneDatabase(server);
  const workerData: LaneWork = { ...work, databases };
  const worker = new Worker(new URL('./lane-worker.ts', import.meta.url), { workerData });
  worker.on('message', (message: LaneMessage) => {
    const told = report.take(message);
    if (told % schedulesBetweenLines === 0) options.progress(`simulation: ${told} schedules`);
  });
  // An error of the thread rejects; it is reported by whoever runs the parts.
  await once(worker, 'exit');
  await dropLaneDatabase(server, databases);
}
