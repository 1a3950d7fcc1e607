/** Books money that moved at the provider and that nothing of ours explains, once, and lists it. */
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import type { Transaction } from '../database/database.ts';
import { postEntry } from '../ledger/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { strayPostings } from './posting-rules.ts';
import { insertStray, type StrayMovement } from './store/index.ts';

/** @returns whether it is new */
export async function bookStray(
  context: Pick<Context, 'clock' | 'ids' | 'log'>,
  transaction: Transaction,
  organisation: Organisation,
  providerAccountId: string,
  movement: StrayMovement & { readonly at: Date },
): Promise<boolean> {
  const foundAt = context.clock.now();
  const { kind, providerReference, ourReference, amount, at } = movement;
  const stray = { kind, providerReference, ourReference, amount, movedAt: at, foundAt };
  if (!(await insertStray(transaction, organisation.id, providerAccountId, stray))) return false;
  await postEntry(transaction, context.ids, organisation.id, {
    source: `stray:${kind}:${providerAccountId}:${providerReference}`,
    reason: `${kind} at the provider that nothing of ours explains`,
    effectiveOn: dateIn(organisation.settings.time_zone, at),
    bookedAt: foundAt,
    postings: strayPostings(providerAccountId, kind, amount),
  });
  const about = { kind, providerReference, ourReference, minor: String(amount.minor) };
  context.log.error({ organisation: organisation.slug, ...about }, 'stray movement');
  return true;
}
