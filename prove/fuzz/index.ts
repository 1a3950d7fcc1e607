/** The fuzz part of the proof: files, answers, notifications, settings and requests that nobody should send. */
import { checkInvariants } from '../../src/invariants/index.ts';
import type { Part, PartOptions } from '../part.ts';
import { fuzzNotifications } from './fuzz-notifications.ts';
import { fuzzDues } from './dues/fuzz-dues.ts';
import { fuzzHttp } from './http/fuzz-http.ts';
import { openSite, type Site } from './http/open-site.ts';
import { fuzzSockets } from './http/raw-requests.ts';
import { fuzzFiles } from './invoices/fuzz-files.ts';
import { fuzzAnswers } from './provider/fuzz-answers.ts';
import { fuzzHeavyManners, fuzzManners, fuzzPayments } from './provider/fuzz-provider.ts';
import { fuzzSettings } from './settings/fuzz-settings.ts';
import { makeSurroundings, type Surroundings } from './surroundings.ts';
import { startTally, type Tally } from './tally.ts';

/** The portal's own day: the same in each run. */
const start = new Date('2026-11-22T10:00:00Z');

/** What crashes, waits, is half done or says what it must not is a failure; the seed makes all inputs. */
export const prove: Part = async (options) => {
  const { seed, importerInputs, httpInputs, progress } = options;
  const tally = startTally(seed, { importer: importerInputs, http: httpInputs });
  const surroundings = await makeSurroundings(start);
  try {
    const site = await openSite(surroundings.context);
    try {
      if (importerInputs > 0) await fuzzHeavyManners(tally);
      // Those that last wait for the clock of the machine, not for its processor.
      const manners = importerInputs > 0 ? fuzzManners(tally) : Promise.resolve();
      await fuzzImporters(tally, surroundings, site, options);
      await fuzzWeb(tally, surroundings, site, options);
      await manners;
    } finally {
      await site.close();
    }
    for (const { name, violations } of await checkInvariants(surroundings.context)) {
      if (violations === 0) continue;
      await tally.failure({ kind: 'phantom', message: `at the end ${name} does not hold` });
    }
  } finally {
    await surroundings.close();
  }
  const report = tally.report();
  progress(`fuzz: ${Object.values(report.efforts).join(' and ')} inputs`);
  return report;
};

/** Most are invoice files, of which every twentieth is loaded; the rest answers, settings and files of dues. */
async function fuzzImporters(
  tally: Tally,
  surroundings: Surroundings,
  site: Site,
  { seed, importerInputs, progress }: PartOptions,
): Promise<void> {
  const share = (part: number): number => Math.floor(importerInputs * part);
  await fuzzSettings(tally, surroundings, site, { seed, count: share(0.04) });
  progress('fuzz: settings files done');
  await fuzzAnswers(tally, { seed, count: share(0.35) });
  // A payment takes many questions to the database, so there are few.
  await fuzzPayments(tally, surroundings, { seed, count: Math.min(share(0.01), 60) });
  progress("fuzz: providers' answers done");
  await fuzzFiles(tally, surroundings, { seed, count: share(0.55), progress });
  await fuzzDues(tally, surroundings, { seed, count: share(0.05) });
  progress('fuzz: files of dues done');
}

async function fuzzWeb(
  tally: Tally,
  surroundings: Surroundings,
  site: Site,
  { seed, httpInputs, progress }: PartOptions,
): Promise<void> {
  if (httpInputs === 0) return;
  const share = (part: number): number => Math.floor(httpInputs * part);
  await fuzzNotifications(tally, surroundings, site, { seed, count: share(0.08) });
  progress('fuzz: notifications done');
  await fuzzHttp(tally, surroundings, site, { seed, requests: share(0.88), progress });
  await fuzzSockets(tally, site, { seed, count: share(0.04) });
  progress('fuzz: bytes on sockets done');
}
