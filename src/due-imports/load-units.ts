/** Goes through a file some hundred rows at a time: judges them, stores them, and counts what became of them. */
import type { Context } from '../context.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import type { Offers } from './find-offer.ts';
import type { Tally } from './imported-dues.ts';
import type { InspectedFile } from './inspect-file.ts';
import { judgeUnits, type JudgedUnit } from './judge-units.ts';
import { readUnits } from './read-units.ts';
import type { DuesSource, Reading } from './source.ts';
import { storeUnits } from './store-units.ts';
import type { BadUnit, GoodUnit } from './unit.ts';

/** Rows of one transaction, or of one statement. */
const batchRows = 500;

/** @param storing null: it is only said what loading them would do */
type Work = (database: Queryable, storing: Transaction | null) => Promise<number>;

export type Pass = {
  readonly source: DuesSource;
  readonly inspected: InspectedFile;
  readonly offers: Offers;
  readonly reading: Reading;
  readonly replace: boolean;
  readonly actor: string;
  readonly organisationId: string;
  readonly tally: Tally;
  readonly onBad: (unit: BadUnit) => void;
  readonly onProgress: ((done: number, of: number) => void | Promise<void>) | undefined;
  readonly signal: AbortSignal | undefined;
  /** Does a batch, in a transaction or not; one that is done again is counted once. */
  readonly each: (work: Work) => Promise<void>;
};

/** Somebody stopped it between two batches. */
export class ImportStopped extends Error {
  /** Rows that were loaded before; of a file that is loaded whole none of them stays. */
  readonly loaded: number;

  constructor(loaded: number) {
    super('the load was stopped');
    this.name = 'ImportStopped';
    this.loaded = loaded;
  }
}

export async function loadUnits(
  context: Pick<Context, 'clock' | 'ids'>,
  pass: Pass,
): Promise<void> {
  const { source, inspected, offers, reading, tally } = pass;
  let batch: GoodUnit[] = [];
  let [batched, done] = [0, 0];
  const flush = async (): Promise<void> => {
    if (pass.signal?.aborted) throw new ImportStopped(tally.counts().loaded);
    if (batch.length > 0) await loadBatch(context, pass, batch);
    done += batched;
    [batch, batched] = [[], 0];
    await pass.onProgress?.(done, inspected.rowCount);
  };
  for await (const unit of readUnits(source, inspected, reading, offers)) {
    if (unit.kind === 'good') {
      batch.push(unit);
      batched += unit.entries.length;
    } else {
      tally.bad(unit, unit.raws.length);
      pass.onBad(unit);
      done += unit.raws.length;
    }
    if (batched >= batchRows) await flush();
  }
  await flush();
}

async function loadBatch(
  context: Pick<Context, 'clock' | 'ids'>,
  pass: Pass,
  batch: readonly GoodUnit[],
): Promise<void> {
  const { organisationId, replace, actor, source, tally } = pass;
  let judged: readonly JudgedUnit[] = [];
  await pass.each(async (database, storing) => {
    judged = await judgeUnits(database, organisationId, batch, { replace, locking: storing });
    if (!storing) return 0;
    const where = { context, transaction: storing, organisationId, actor, file: source.name };
    await storeUnits(where, judged);
    return judged.reduce((sum, one) => sum + (isNews(one) ? one.entries.length : 0), 0);
  });
  for (const unit of judged) {
    if (unit.kind !== 'bad') tally.judged(unit);
    else {
      tally.bad(unit, unit.entries.length);
      pass.onBad({ ...unit, raws: unit.entries.map(({ raw }) => raw) });
    }
  }
}

function isNews({ kind }: JudgedUnit): boolean {
  return kind === 'new' || kind === 'replace';
}
