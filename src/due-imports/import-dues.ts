/** Loads a file of dues: all of it or nothing, or its good rows; what is there already stays as it is. */
import type { Context } from '../context.ts';
import { isRefusedBy, type Transaction } from '../database/database.ts';
import { DuesFileRejected } from './file-rejected.ts';
import { conclude, fileRejected, type ImportedDues } from './imported-dues.ts';
import { importWhole, recordLoaded } from './import-whole.ts';
import { inspectFile, type InspectedFile } from './inspect-file.ts';
import { loadUnits, type Pass } from './load-units.ts';
import { preparePass, type PassOptions } from './prepare-pass.ts';
import type { DuesSource } from './source.ts';
import { lockDueImports } from './store.ts';

export type ImportDuesOptions = PassOptions & {
  /** All rows or none of them, or every row that can be loaded. */
  readonly way: 'all' | 'good';
  readonly dryRun: boolean;
};

type Importing = Pick<Context, 'database' | 'clock' | 'ids' | 'reach'>;

export async function importDues(
  context: Importing,
  source: DuesSource,
  options: ImportDuesOptions,
): Promise<ImportedDues> {
  return rejecting(source, async () => {
    const inspected = await inspectFile(source, options.reading ?? {});
    const isWhole = options.way === 'all' && !options.dryRun;
    return isWhole
      ? importTogether(context, source, inspected, options)
      : importGood(context, source, inspected, options);
  });
}

/**
 * Loads a file within a transaction of the caller's.
 *
 * Where it is rejected it may have left a part of itself: the caller ends the transaction without anything.
 */
export async function importDuesWithin(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  source: DuesSource,
  options: PassOptions,
): Promise<ImportedDues> {
  return rejecting(source, async () => {
    const inspected = await inspectFile(source, options.reading ?? {});
    return importWhole(context, transaction, source, inspected, options);
  });
}

async function rejecting(
  source: DuesSource,
  work: () => Promise<ImportedDues>,
): Promise<ImportedDues> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DuesFileRejected) return fileRejected(source.name, error);
    throw error;
  }
}

/** Ends the transaction of a file of which nothing is loaded. */
class NothingLoaded extends Error {
  readonly result: ImportedDues;

  constructor(result: ImportedDues) {
    super('nothing of the file is loaded');
    this.result = result;
  }
}

/** Each batch in a transaction of its own; of a dry run in none. */
async function importGood(
  context: Importing,
  source: DuesSource,
  inspected: InspectedFile,
  options: ImportDuesOptions,
): Promise<ImportedDues> {
  const { organisation, dryRun, way } = options;
  const { database } = context;
  const pass = await preparePass(database, source, inspected, options);
  const each: Pass['each'] = async (work) => {
    if (dryRun) return void (await work(database, null));
    await withOtherNumbers(() =>
      database.transaction(async (transaction) => {
        await lockDueImports(transaction, organisation.id);
        const news = await work(transaction, transaction);
        await recordLoaded(context, transaction, source, inspected, { options, news });
        context.reach('import.before_commit');
      }),
    );
    context.reach('import.after_commit');
  };
  await loadUnits(context, { ...pass, each });
  return conclude(source.name, pass.tally.counts(), way);
}

async function importTogether(
  context: Importing,
  source: DuesSource,
  inspected: InspectedFile,
  options: ImportDuesOptions,
): Promise<ImportedDues> {
  const once = () =>
    context.database.transaction(async (transaction) => {
      const result = await importWhole(context, transaction, source, inspected, options);
      if (result.status === 'rejected') throw new NothingLoaded(result);
      context.reach('import.before_commit');
      return result;
    });
  try {
    const result = await withOtherNumbers(once);
    context.reach('import.after_commit');
    return result;
  } catch (error) {
    if (error instanceof NothingLoaded) return error.result;
    throw error;
  }
}

/** Two notices had the same number by chance, and nothing was stored; with other numbers it works. */
async function withOtherNumbers<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusedBy(error, 'due_details_organisation_id_notice_number_key')) throw error;
    return work();
  }
}
