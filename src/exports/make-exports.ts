/** The job that makes files of lists: what was asked for, and what is asked for again and again. */
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import { format } from '../core/money.ts';
import { enqueueMessage } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import {
  columnTexts,
  findList,
  listTexts,
  parseSelection,
  type Selection,
} from '../reports/index.ts';
import type { Export, Wanted } from './export.ts';
import { nextTime } from './next-time.ts';
import {
  claimExport,
  deletePieces,
  finishExport,
  forgetOldExports,
  insertExport,
  writePiece,
} from './store/exports.ts';
import { claimSchedules, writeNextTime } from './store/schedules.ts';
import { writeList, type Written } from './write-list.ts';

type Making = Pick<
  Context,
  'database' | 'clock' | 'ids' | 'leaseSeconds' | 'log' | 'wake' | 'publicUrl'
>;

const day = 86_400_000;
const keptMs = 7 * day;
const mostTries = 3;
const pieceBytes = 128 * 1024;

/** @returns how many exports were made or begun */
export async function makeExports(context: Making, organisation: Organisation): Promise<number> {
  const begun = await beginScheduled(context, organisation);
  const now = context.clock.now();
  const next = await claimExport(context.database, organisation.id, now, context.leaseSeconds);
  if (!next) return begun;
  try {
    await makeExport(context, organisation, next);
  } catch (error) {
    context.log.error({ err: error, export: next.id }, 'a list could not be exported');
    await tryLater(context, organisation, next);
  }
  await forgetOldExports(context.database, organisation.id, new Date(now.getTime() - keptMs));
  return begun + 1;
}

async function beginScheduled(context: Making, organisation: Organisation): Promise<number> {
  const now = context.clock.now();
  return context.database.transaction(async (transaction) => {
    const due = await claimSchedules(transaction, organisation.id, now);
    for (const schedule of due) {
      const key = `${schedule.id}:${schedule.nextAt?.toISOString()}`;
      const wanted = { ...schedule, id: context.ids.next('exp'), requestedAt: now };
      await insertExport(transaction, organisation.id, key, wanted);
      const nextAt = nextTime(schedule.every, organisation.settings.time_zone, now);
      await writeNextTime(transaction, organisation.id, schedule.id, nextAt);
    }
    return due.length;
  });
}

async function makeExport(
  context: Making,
  organisation: Organisation,
  wanted: Export,
): Promise<void> {
  const selection = selectionOf(context, organisation, wanted);
  await context.database.transaction((transaction) =>
    deletePieces(transaction, organisation.id, wanted.id),
  );
  const keeper = createKeeper(context, organisation, wanted.id);
  const order = { selection, format: wanted.format, language: wanted.language };
  const written = await writeList(context, organisation, order, keeper.take);
  await keeper.end(written.rowCount);
  await finish(context, organisation, wanted, written);
  context.wake(organisation.id, 'send-messages');
  const { rowCount } = written;
  context.log.info({ export: wanted.id, list: wanted.list, rows: rowCount }, 'a list was exported');
}

/** @throws Error when the list or a filter is of another version of the portal */
export function selectionOf(
  { clock }: Pick<Context, 'clock'>,
  organisation: Organisation,
  { list: name, parameters, services }: Wanted,
): Selection {
  const list = findList(name);
  if (!list) throw new Error(`there is no list ${name}`);
  const query: Record<string, string[]> = {};
  for (const [key, value] of parameters) query[key] = [...(query[key] ?? []), value];
  const today = dateIn(organisation.settings.time_zone, clock.now());
  const result = parseSelection(list, query, { today, services });
  if (result.kind === 'invalid')
    throw new Error(
      `not a selection: ${result.problems.map(({ parameter }) => parameter).join(', ')}`,
    );
  return result.selection;
}

/** Gathers what comes into pieces of one size, each kept in a transaction of its own; the memory of one is used again. */
function createKeeper(context: Making, organisation: Organisation, exportId: string) {
  const held = Buffer.allocUnsafe(pieceBytes);
  let [size, position] = [0, 0];
  const write = async (rowsSoFar: number): Promise<void> => {
    if (size === 0) return;
    const piece = { position, content: held.subarray(0, size), rowsSoFar };
    await context.database.transaction((transaction) =>
      writePiece(transaction, organisation.id, exportId, piece, context.leaseSeconds),
    );
    [size, position] = [0, position + 1];
  };
  return {
    take: async (content: Uint8Array, rowsSoFar: number): Promise<void> => {
      for (let from = 0; from < content.length;) {
        const some = content.subarray(from, from + pieceBytes - size);
        held.set(some, size);
        from += some.length;
        size += some.length;
        if (size === pieceBytes) await write(rowsSoFar);
      }
    },
    end: write,
  };
}

async function finish(
  context: Making,
  organisation: Organisation,
  wanted: Export,
  { rowCount, sums }: Written,
): Promise<void> {
  const at = context.clock.now();
  await context.database.transaction(async (transaction) => {
    const next = { state: 'made', nextTryAt: null, at, rowCount, sums } as const;
    await finishExport(transaction, organisation.id, wanted.id, next);
    await enqueueMessage(transaction, context, organisation.id, {
      source: `export:${wanted.id}`,
      template: 'export-ready',
      recipient: wanted.recipient,
      language: wanted.language,
      payload: {
        mode: organisation.mode,
        organisation: organisation.settings.name,
        list: titleOf(wanted),
        rowCount,
        sums: sums.flatMap(({ column, sums: each }) =>
          each.map((sum) => ({
            label: columnTexts(wanted.language)(column),
            amount: format(sum, wanted.language),
          })),
        ),
        url: `${context.publicUrl}/${organisation.slug}/office/exports/${wanted.id}`,
      },
    });
  });
}

/** The list in words; a list of another version of the portal stands for itself. */
function titleOf({ list: name, language }: Wanted): string {
  const list = findList(name);
  return list ? listTexts(language)(list.name) : name;
}

/** Waits longer after each try; what will not be made is said on its page. */
async function tryLater(
  context: Making,
  organisation: Organisation,
  wanted: Export,
): Promise<void> {
  const now = context.clock.now();
  const isLast = wanted.tries >= mostTries;
  await context.database.transaction((transaction) =>
    finishExport(transaction, organisation.id, wanted.id, {
      state: isLast ? 'failed' : 'waiting',
      nextTryAt: isLast ? null : new Date(now.getTime() + 60_000 * 4 ** wanted.tries),
      at: now,
      rowCount: 0,
      sums: [],
    }),
  );
}
