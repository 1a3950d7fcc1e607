/** Lists, search and export as the payments grow. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownDate } from '../../src/core/calendar-date.ts';
import { connectDatabase } from '../../src/database/connect.ts';
import type { Database } from '../../src/database/database.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import {
  findListPage,
  lists as allLists,
  parseSelection,
  type Query,
  type Selection,
} from '../../src/reports/index.ts';
import { writeCursor } from '../../src/reports/cursor.ts';
import type { BenchOptions, Figure, Measurement } from '../figure.ts';
import { findProgram } from '../machine/find-program.ts';
import { percentiles, spreadOf } from '../machine/spread.ts';
import { now } from '../machine/stopwatch.ts';
import { takeTurns, type Contest } from '../machine/take-turns.ts';
import { foundCouncil } from '../town/found-council.ts';
import { openTown, type Town } from '../town/open-town.ts';
import { sandboxAt } from '../town/sandbox-at.ts';
import { copyWithPsql, exportWithPortal } from './export-payments.ts';
import { makePayments, surnameOf } from './make-payments.ts';

export const lists: Figure = {
  name: 'lists',
  summary: 'pages of payments, search by name and export as the data grows; --full: 10^6 and 10^7',
  measure: async (options) => {
    const sizes = options.full ? [1_000_000, 10_000_000] : [20_000, 200_000];
    const places: Place[] = [];
    try {
      for (const size of sizes) places.push(await openPlace(size, options.progress));
      const measurements = [...(await measurePages(places, options))];
      const exported = places.findLast(({ size }) => size <= 1_000_000);
      if (exported) measurements.push(await measureExport(exported, options));
      return { measurements, notes: notesOf(options) };
    } finally {
      for (const place of places) await place.close();
    }
  },
};

function notesOf(options: BenchOptions): string[] {
  return [
    'A page is fifty payments with payer, invoice, amount and state; each question is for another place of the list.',
    'The search is for a name that one payer in all has; the payer is another one each time.',
    ...(options.full
      ? []
      : ['10^6 and 10^7 payments are made with --full; that takes about half an hour.']),
  ];
}

type Place = {
  readonly size: number;
  readonly town: Town;
  readonly database: Database;
  readonly organisation: Organisation;
  readonly close: () => Promise<void>;
};

async function openPlace(size: number, progress: (line: string) => void): Promise<Place> {
  const town = await openTown();
  const provider = sandboxAt('http://127.0.0.1:9');
  const founded = { slug: 'valdorata', provider, accountId: 'acc_bench', secrets: {} };
  const council = await foundCouncil(town.owner, founded);
  progress(`making ${size} payments`);
  await makePayments(town, council, size);
  const database = await connectDatabase({
    connection: town.connections.portal,
    poolSize: 1,
    applicationName: 'saldo bench',
  });
  const close = async () => {
    await database.close();
    await town.close();
  };
  return { size, town, database, organisation: council.organisation, close };
}

async function measurePages(
  [smallest, ...larger]: readonly Place[],
  options: BenchOptions,
): Promise<Measurement[]> {
  if (!smallest) throw new Error('nothing was made');
  const measurements: Measurement[] = [];
  options.progress('measuring');
  for (const place of larger) {
    for (const [name, look] of Object.entries(looks)) {
      const pair = { place, smallest, seconds: options.seconds };
      measurements.push(await takeTurns(options.rounds, against(name, look, pair)));
      options.progress(`${name} at ${place.size}: ${measurements.at(-1)?.ratio}`);
    }
  }
  return measurements;
}

/** @returns how many rows were shown */
type Look = (place: Place, row: number) => Promise<number>;

const looks: Readonly<Record<string, { readonly rows: number; readonly find: Look }>> = {
  'first page': { rows: 50, find: (place) => showPage(place, {}, null) },
  'deep page': { rows: 50, find: (place, row) => showPage(place, {}, cursorAt(place, row)) },
  'page of a day long ago': {
    rows: 50,
    find: (place) => showPage(place, { paid_to: dayOf(place, place.size / 10) }, null),
  },
  'search for a payer': {
    rows: 1,
    find: (place, row) => showPage(place, { search: surnameOf(row) }, null),
  },
  'search for nobody': { rows: 0, find: (place) => showPage(place, { search: 'Zzyzx' }, null) },
  'search for what everybody has': {
    rows: 50,
    find: (place) => showPage(place, { search: 'Rossi' }, null),
  },
};

async function showPage(place: Place, query: Query, cursor: string | null): Promise<number> {
  const options = { cursor, size: 50 };
  const selection = select(query);
  const page = await findListPage(place.database, place.organisation, selection, options);
  return page.rows.length;
}

function select(query: Query): Selection {
  const result = parseSelection(allLists.payments, query, { today: knownDate('2026-11-22') });
  if (result.kind === 'invalid') throw new Error('not a selection');
  return result.selection;
}

/** One payment came each second, so that the place of a row is a moment. */
function momentOf({ size }: Place, row: number): Date {
  const midnight = new Date(Math.floor(now() + performance.timeOrigin));
  midnight.setUTCHours(0, 0, 0, 0);
  return new Date(midnight.getTime() - (size - row) * 1000);
}

function dayOf(place: Place, row: number): string {
  return momentOf(place, row).toISOString().slice(0, 10);
}

function cursorAt(place: Place, row: number): string {
  const deep = Math.max(100, Math.floor(row / 2));
  const at = momentOf(place, deep).toISOString().replace('T', ' ').replace('Z', '+00');
  return writeCursor({ direction: 'after', key: [at, `pay_${String(deep).padStart(26, '0')}`] });
}

type Pair = { readonly place: Place; readonly smallest: Place; readonly seconds: number };

function against(
  name: string,
  { rows, find }: { readonly rows: number; readonly find: Look },
  { place, smallest, seconds }: Pair,
): Contest {
  const latencies: number[] = [];
  let theirs = 0;
  return {
    name: `${name}, ${place.size} payments`,
    unit: 'ms (median)',
    ours: async () => {
      const both = await askInTurn([place, smallest], { rows, find }, seconds);
      latencies.push(...(both[0] ?? []));
      theirs = spreadOf(both[1] ?? []).median;
      return spreadOf(both[0] ?? []).median;
    },
    reference: {
      name: `the same at ${smallest.size} payments`,
      measure: () => Promise.resolve(theirs),
    },
    target: { words: 'less than twice', atMost: 2 },
    detail: () => percentiles('answered', latencies),
  };
}

// Coprime to every power of ten: steps through all rows before it comes back to one.
const stride = 7_919_777;

/** One question to each place by turns, so that whatever else the machine does meets all alike. */
async function askInTurn(
  places: readonly Place[],
  { rows, find }: { readonly rows: number; readonly find: Look },
  seconds: number,
): Promise<number[][]> {
  const taken = places.map((): number[] => []);
  const end = now() + seconds * 1000;
  for (let turn = 1; now() < end; turn += 1) {
    for (const [index, place] of places.entries()) {
      const start = now();
      const found = await find(place, (turn * stride) % place.size);
      if (found !== rows) throw new Error(`${found} rows were shown, not ${rows}`);
      taken[index]?.push(now() - start);
    }
  }
  return taken;
}

async function measureExport(place: Place, options: BenchOptions): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'saldo-export-'));
  const { town, organisation, size } = place;
  const psql = findProgram('psql');
  let mostMemory = 0;
  try {
    return await takeTurns(options.rounds, {
      name: `export of ${size} payments`,
      unit: 'rows/s',
      ours: () => {
        const path = join(folder, 'ours.csv');
        const { rows, seconds, peakMemoryBytes } = exportWithPortal(
          town.urls.portal,
          organisation,
          path,
        );
        mostMemory = Math.max(mostMemory, peakMemoryBytes);
        return Promise.resolve(rows / seconds);
      },
      reference:
        psql === null
          ? null
          : {
              name: 'psql \\copy of the same rows',
              measure: () => {
                const path = join(folder, 'psql.csv');
                return Promise.resolve(
                  size / copyWithPsql(psql, town.urls.portal, organisation, path),
                );
              },
            },
      target: { words: 'at least 0.7 of psql', atLeast: 0.7 },
      detail: () => ({ peak_memory_megabytes: Math.round(mostMemory / 1e6) }),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
