/** Writes what dues cost today: by the day, and with the discount that each has taken or can have. */
import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import { money, toDecimal } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
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
import { dayNo, type Discount } from './discount.ts';
import {
  bestRule,
  findPriceFacts,
  mayChangePrice,
  priceWith,
  type PriceFacts,
} from './price-facts.ts';
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
    const discount = await discountOf(context, transaction, organisation, facts, due);
    const price = priceWith(facts, due, discount);
    priced.set(due.id, await write(context, transaction, organisation, { due, price, facts }));
  }
  return dues.map((due) => priced.get(due.id) ?? due);
}

/** Of locked dues those whose price may change now. */
export async function openToPrice(
  transaction: Transaction,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<Due[]> {
  const some = dues.filter((due) => mayChangePrice(due) && outstanding(due).minor > 0n);
  if (some.length === 0) return [];
  const holds = await findHolds(
    transaction,
    organisation.id,
    some.map((due) => due.id),
  );
  const held = new Set(holds.map((hold) => hold.dueId));
  return some.filter((due) => !held.has(due.id));
}

/** The discount that was taken for it, while it is given or was paid for; or else the best one without a code. */
async function discountOf(
  context: Repricing,
  transaction: Transaction,
  organisation: Organisation,
  facts: PriceFacts,
  due: Due,
): Promise<Discount | null> {
  const use = facts.uses.get(due.id);
  const taken = use && facts.discounts.get(use.discountId);
  if (!use || !taken) return bestRule(facts, due);
  if (due.settled.minor > 0n || dayNo(taken, facts.today) === null) return taken;
  await releaseUse(context, transaction, organisation, use);
  return bestRule(facts, due);
}

async function write(
  context: Repricing,
  transaction: Transaction,
  organisation: Organisation,
  { due, price, facts }: { readonly due: Due; readonly price: Price; readonly facts: PriceFacts },
): Promise<Due> {
  // A price is never below what came of it already, and reaching it is not the same as paying it.
  if (price.minor <= due.settled.minor + due.credited.minor) return due;
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
