/** Finding a due by what is printed on it, and a payment by its address, as the data grows. */
import { connectDatabase } from '../../src/database/connect.ts';
import type { Database } from '../../src/database/database.ts';
import { findInvoice } from '../../src/invoices/index.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import { findPaymentByToken } from '../../src/payments/index.ts';
import type { BenchOptions, Figure, FigureResult } from '../figure.ts';
import { percentiles, spreadOf } from '../machine/spread.ts';
import { now } from '../machine/stopwatch.ts';
import { takeTurns, type Contest } from '../machine/take-turns.ts';
import { foundCouncil } from '../town/found-council.ts';
import { openTown, type Town } from '../town/open-town.ts';
import { customerCode } from '../town/load-invoices.ts';
import { growTown, numberOf, tokenOf } from './grow-town.ts';
import { sandboxAt } from '../town/sandbox-at.ts';

export const lookup: Figure = {
  name: 'lookup',
  summary: 'look-up of an invoice and of a payment as the data grows; --full: to 10^7 rows',
  measure: async (options) => {
    const sizes = options.full ? [10_000, 1_000_000, 10_000_000] : [10_000, 100_000];
    const places: Place[] = [];
    try {
      for (const size of sizes) places.push(await openPlace(size, options.progress));
      return await measureAt(places, options);
    } finally {
      for (const place of places) await place.close();
    }
  },
};

type Place = {
  readonly size: number;
  readonly database: Database;
  readonly organisation: Organisation;
  readonly close: () => Promise<void>;
};

async function openPlace(size: number, progress: (line: string) => void): Promise<Place> {
  const town = await openTown();
  const provider = sandboxAt('http://127.0.0.1:9');
  const founded = { slug: 'valdorata', provider, accountId: 'acc_bench', secrets: {} };
  const council = await foundCouncil(town.owner, founded);
  const { organisation } = council;
  progress(`making ${size} invoices and payments`);
  await growTown(town, council, size);
  const database = await connect(town);
  return {
    size,
    database,
    organisation,
    close: async () => {
      await database.close();
      await town.close();
    },
  };
}

/** As the portal connects. */
function connect(town: Town): Promise<Database> {
  return connectDatabase({
    connection: town.connections.portal,
    poolSize: 1,
    applicationName: 'saldo bench',
  });
}

async function measureAt(places: readonly Place[], options: BenchOptions): Promise<FigureResult> {
  const [smallest] = places;
  if (!smallest) throw new Error('nothing was made');
  const measurements = [];
  options.progress('measuring');
  for (const place of places.slice(1)) {
    for (const [name, find] of Object.entries(looks)) {
      const contest = against(name, find, { place, smallest, seconds: options.seconds });
      measurements.push(await takeTurns(options.rounds, contest));
      options.progress(`${name} at ${place.size}: ${measurements.at(-1)?.ratio}`);
    }
  }
  return {
    measurements,
    notes: [
      'One question after the other, by turns to each size, each for another row, chosen all over the table.',
      ...(options.full
        ? []
        : ['10^6 and 10^7 rows are made with --full; that takes many minutes.']),
    ],
  };
}

type Look = (place: Place, row: number) => Promise<boolean>;

const looks: Readonly<Record<string, Look>> = {
  'invoice by number, customer and amount': async ({ database, organisation }, row) => {
    const typed = { number: numberOf(row), customerCode, amount: '122,00', extra: {} };
    return (await findInvoice(database, organisation, typed)).length === 1;
  },
  'invoice that is not there': async ({ database, organisation }, row) => {
    const number = `${numberOf(row)}/X`;
    const typed = { number, customerCode, amount: '122,00', extra: {} };
    return (await findInvoice(database, organisation, typed)).length === 0;
  },
  'payment by its address': async ({ database, organisation }, row) =>
    (await findPaymentByToken(database, organisation.id, tokenOf(row))) !== null,
};

type Pair = { readonly place: Place; readonly smallest: Place; readonly seconds: number };

function against(name: string, find: Look, { place, smallest, seconds }: Pair): Contest {
  const latencies: number[] = [];
  let theirs = 0;
  return {
    name: `${name}, ${place.size} rows`,
    unit: 'ms (median)',
    ours: async () => {
      const both = await askInTurn([place, smallest], find, seconds);
      latencies.push(...(both[0] ?? []));
      theirs = medianOf(both[1] ?? []);
      return medianOf(both[0] ?? []);
    },
    reference: {
      name: `the same at ${smallest.size} rows`,
      measure: () => Promise.resolve(theirs),
    },
    target: { words: 'at most 1.5 times', atMost: 1.5 },
    detail: () => percentiles('answered', latencies),
  };
}

// Coprime to every power of ten: steps through all rows before it comes back to one.
const stride = 7_919_777;

/** One question to each place by turns, so that whatever else the machine does meets all alike. */
async function askInTurn(
  places: readonly Place[],
  find: Look,
  seconds: number,
): Promise<number[][]> {
  const taken = places.map((): number[] => []);
  const end = now() + seconds * 1000;
  for (let turn = 1; now() < end; turn += 1) {
    for (const [index, place] of places.entries()) {
      const row = (turn * stride) % place.size;
      const start = now();
      if (!(await find(place, row))) throw new Error(`row ${row} was not answered rightly`);
      taken[index]?.push(now() - start);
    }
  }
  return taken;
}

function medianOf(values: readonly number[]): number {
  return spreadOf(values).median;
}
