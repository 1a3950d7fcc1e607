/** Catches up with the providers' own lists after a restore, before anything is served. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Asking } from './ask-provider.ts';
import { countAwaitingReceipt, findSweeps, makeSweepsDue } from './store/index.ts';
import { beginSweeping, sweepMovements } from './sweep-movements.ts';

export type Reconciled = {
  /** Whether every provider has answered; otherwise it is to be done again. */
  readonly isComplete: boolean;
  /** Since when the lists were compared: about the time of the backup. */
  readonly since: Date;
  /** Movements that nothing of ours explains, booked and listed for staff. */
  readonly strays: number;
  /** Settled payments without a receipt: some may have been given one that was forgotten. */
  readonly withoutReceipt: number;
};

export async function reconcilePayments(
  context: Asking & Pick<Context, 'leaseSeconds'>,
  organisation: Organisation,
): Promise<Reconciled> {
  const { database, clock } = context;
  const now = clock.now();
  await beginSweeping(context, organisation);
  const before = await findSweeps(database, organisation.id);
  await makeSweepsDue(database, organisation.id, now);
  const strays = await sweepMovements(context, organisation, now);
  const after = await findSweeps(database, organisation.id);
  return {
    isComplete: after.every((sweep) => sweep.sweptUntil >= now),
    since: new Date(Math.min(now.getTime(), ...before.map((sweep) => sweep.sweptUntil.getTime()))),
    strays,
    withoutReceipt: await countAwaitingReceipt(database, organisation.id),
  };
}
