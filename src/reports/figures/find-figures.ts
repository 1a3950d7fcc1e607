/** The figures of the first page: counted at most every few minutes, and kept with the moment they were counted at. */
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { daysAfter, dateIn, type CalendarDate } from '../../core/calendar-date.ts';
import type { Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Organisation } from '../../organisations/index.ts';
import { findFigures, writeFigures, type StoredFigures } from '../store.ts';
import {
  findCollected,
  storedCollected,
  storedOwed,
  withAmountAsText,
  type CollectedLine,
} from './collected.ts';
import { findOwed, type OwedLine } from './owed.ts';

export type Figures = {
  readonly asOf: Date;
  /** The day it was then in the organisation's time zone: the last of the thirty. */
  readonly today: CalendarDate;
  /** Of the last thirty days, oldest first. */
  readonly collected: readonly CollectedLine[];
  readonly owed: readonly OwedLine[];
};

const name = 'today';
const freshForMs = 5 * 60_000;
const days = 30;

/**
 * @param options.services whose figures; null for all services
 * @param options.isAnew counts again, however young the figures are
 */
export async function findTodaysFigures(
  context: Pick<Context, 'database' | 'clock'>,
  organisation: Organisation,
  options: { readonly services: readonly string[] | null; readonly isAnew: boolean },
): Promise<Figures> {
  const now = context.clock.now();
  const kept = await findFigures(context.database, organisation.id, name);
  const isFresh = kept !== null && now.getTime() - kept.asOf.getTime() < freshForMs;
  const figures =
    kept !== null && isFresh && !options.isAnew
      ? fromStored(kept, organisation)
      : await context.database.transaction((transaction) =>
          countAgain(transaction, organisation, kept, now),
        );
  const { services } = options;
  const isOurs = ({ service }: { readonly service: string }) =>
    services === null || services.includes(service);
  return {
    ...figures,
    collected: figures.collected.filter(isOurs),
    owed: figures.owed.filter(isOurs),
  };
}

async function countAgain(
  transaction: Transaction,
  organisation: Organisation,
  kept: StoredFigures | null,
  now: Date,
): Promise<Figures> {
  const key = `figures:${organisation.id}`;
  const [lock] = await transaction.query<{ free: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as free`,
  );
  // Somebody is counting already: what there is will do.
  if (kept !== null && lock?.free === false) return fromStored(kept, organisation);
  const today = dateIn(organisation.settings.time_zone, now);
  const known = kept === null ? null : fromStored(kept, organisation);
  const figures = {
    asOf: now,
    today,
    collected: await collectedUntil(transaction, organisation.id, known, today),
    owed: await findOwed(transaction, organisation.id, today),
  };
  await writeFigures(transaction, organisation.id, name, {
    asOf: now,
    value: {
      collected: figures.collected.map(withAmountAsText),
      owed: figures.owed.map(withAmountAsText),
    },
  });
  return figures;
}

/** Once a day all days are counted; later only those that still move. */
async function collectedUntil(
  transaction: Transaction,
  organisationId: string,
  known: Figures | null,
  today: CalendarDate,
): Promise<CollectedLine[]> {
  const from = daysAfter(today, 1 - days);
  if (known?.today !== today)
    return findCollected(transaction, organisationId, { from, to: today });
  const yesterday = daysAfter(today, -1);
  const still = known.collected.filter(({ day }) => day >= from && day < yesterday);
  const moved = await findCollected(transaction, organisationId, { from: yesterday, to: today });
  return [...still, ...moved];
}

const stored = z.object({ collected: storedCollected, owed: storedOwed });

function fromStored({ asOf, value }: StoredFigures, organisation: Organisation): Figures {
  const { collected, owed } = stored.parse(value);
  return { asOf, today: dateIn(organisation.settings.time_zone, asOf), collected, owed };
}
