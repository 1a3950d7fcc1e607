/** Writes what dues cost today: by the day, and with the discount that each has taken or can have. */
import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import { money, toDecimal } from '../core/money.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import {
  insertDueChange,
  lockDues,
  outstanding,
  writeDueLines,
  writePrice,
  type Due,
} from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findHolds } from '../payments/index.ts';
import type { Price } from './compose-price.ts';
import { canBe, findPriceFacts, mayChangePrice, priceNow, type PriceFacts } from './price-facts.ts';
import { releaseUse } from './take-use.ts';

export type Repricing = Pick<Context, 'clock' | 'ids' | 'key'>;

/** Who changes a price because the day is another one; nobody did anything. */
const clockActor = 'saldo:price';

/**
 * Locks dues in the order of their ids and writes their price of today where it is another one. What somebody
 * is paying just now, what is paid and what is withdrawn stays as it is.
 *
 * @returns the dues as they are now
 */
export async function repriceDues(
  context: Repricing,
  transaction: Transaction,
  organisation: Organisation,
  dueIds: readonly string[],
): Promise<Due[]> {
  const dues = await lockDues(transaction, organisation.id, dueIds);
  const open = await openToPrice(transaction, organisation, dues);
  if (open.length === 0) return dues;
  const facts = await findPriceFacts(context, transaction, organisation, open);
  const priced = new Map<string, Due>();
  for (const due of open) {
    const { price, over } = priceNow(facts, due);
    if (over) await releaseUse(context, transaction, organisation, over);
    priced.set(due.id, await write(context, transaction, organisation, { due, price, facts }));
  }
  return dues.map((due) => priced.get(due.id) ?? due);
}

/** Of dues those whose price may change now. */
export async function openToPrice(
  database: Queryable,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<Due[]> {
  const some = dues.filter((due) => mayChangePrice(due) && outstanding(due).minor > 0n);
  if (some.length === 0) return [];
  const holds = await findHolds(
    database,
    organisation.id,
    some.map((due) => due.id),
  );
  const held = new Set(holds.map((hold) => hold.dueId));
  return some.filter((due) => !held.has(due.id));
}

async function write(
  context: Repricing,
  transaction: Transaction,
  organisation: Organisation,
  { due, price, facts }: { readonly due: Due; readonly price: Price; readonly facts: PriceFacts },
): Promise<Due> {
  if (!canBe(price, due)) return due;
  const lines = facts.lines.get(due.id) ?? [];
  if (!isDeepStrictEqual(lines, price.lines) && (lines.length > 0 || price.lines.length > 0)) {
    await writeDueLines(transaction, organisation.id, due.id, price.lines);
  }
  if (price.minor === due.amount.minor) return due;
  const amount = money(price.minor, due.amount.currency);
  await writePrice(transaction, organisation.id, due.id, price.minor);
  await insertDueChange(transaction, organisation.id, {
    id: context.ids.next('dch'),
    dueId: due.id,
    kind: 'reprice',
    before: { amount: toDecimal(due.amount), currency: amount.currency },
    after: { amount: toDecimal(amount), currency: amount.currency },
    reason: facts.today,
    actor: clockActor,
    at: context.clock.now(),
  });
  return { ...due, amount };
}
