/** Ends the attempts that hold dues, at their providers, so that the dues can be settled otherwise. */
import { Refusal } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { findDues } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { cancelAttempt, type Asking } from './ask-provider.ts';
import { findExcluded } from './plan.ts';
import { findAttempt, findHolds } from './store/index.ts';

const mostRounds = 3;

/** The dues were held again between freeing them and locking them. */
class HeldAgain extends Error {}

/**
 * Frees the dues and then does the work; a payer who starts anew in between is cancelled once more.
 *
 * Money that had moved already is settled by that, and the work finds it so.
 * @param work locks the dues and then calls `refuseHeld`
 * @param own an attempt whose hold may stay
 * @throws Refusal `due_in_progress` when the provider cannot say what became of an attempt
 */
export async function withFreeDues<Result>(
  context: Asking,
  organisation: Organisation,
  dues: { readonly ids: readonly string[]; readonly actor: string; readonly own?: string },
  work: (refuseHeld: (transaction: Transaction) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  // Whoever pays the other way of a plan holds these too, and must not be left to pay in vain.
  const given = await findDues(context.database, organisation.id, dues.ids);
  const others = await findExcluded(context.database, organisation.id, given);
  const ids = [...dues.ids, ...others.map(({ id }) => id)];
  const heldBy = async (database: Parameters<typeof findHolds>[0]) =>
    (await findHolds(database, organisation.id, ids)).filter(
      ({ attemptId }) => attemptId !== dues.own,
    );
  for (let round = 1; ; round += 1) {
    for (const { attemptId } of await heldBy(context.database)) {
      const attempt = await findAttempt(context.database, organisation.id, attemptId);
      if (attempt) await cancelAttempt(context, organisation, attempt, dues.actor);
    }
    if ((await heldBy(context.database)).length > 0) throw new Refusal('due_in_progress');
    try {
      return await work(async (transaction) => {
        if ((await heldBy(transaction)).length > 0) throw new HeldAgain();
      });
    } catch (error) {
      if (!(error instanceof HeldAgain)) throw error;
      if (round === mostRounds) {
        throw new Refusal('due_in_progress', undefined, { cause: error });
      }
    }
  }
}
