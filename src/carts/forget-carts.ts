/** Forgets carts that nobody used for as long as a browser keeps its cookie. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { deleteOldCarts } from './store.ts';

const day = 86_400_000;
/** As long as the visitor's cookie lives, and a day more. */
const keptMs = 31 * day;

/** A job; safe to repeat. @returns how many were forgotten */
export async function forgetCarts(
  context: Pick<Context, 'database' | 'clock'>,
  organisation: Organisation,
): Promise<number> {
  const before = new Date(context.clock.now().getTime() - keptMs);
  return context.database.transaction((transaction) =>
    deleteOldCarts(transaction, organisation.id, before),
  );
}
