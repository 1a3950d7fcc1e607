/** The truth table: every charge, refund and dispute of each merchant reference, from the movements alone. */
import { instant } from '../api/shapes.ts';
import { amountToJson } from '../money.ts';
import { allMovements } from '../movement.ts';
import type { Movement, MovementKind } from '../movement.ts';
import { findSession } from '../session.ts';
import type { Session } from '../session.ts';
import type { World } from '../world.ts';

type Pair = { readonly session: Session; readonly movement: Movement };

/** Null stands for every account, or every merchant reference. */
export function truthTable(world: World, accountId: string | null, reference: string | null) {
  const pairs = allMovements(world, accountId, reference).flatMap((movement): Pair[] => {
    const session = findSession(world, movement.sessionId);
    return session ? [{ session, movement }] : [];
  });
  const groups = Map.groupBy(pairs, ({ session }) => `${session.accountId} ${session.reference}`);
  return { items: [...groups.values()].map(row) };
}

function row(pairs: readonly Pair[]) {
  const session = pairs[0]?.session;
  const of = (kind: MovementKind) =>
    pairs.filter((pair) => pair.movement.kind === kind).map(({ movement }) => line(movement));
  const net = pairs.reduce((sum, { movement }) => sum + signed(movement), 0n);
  return {
    account_id: session?.accountId,
    reference: session?.reference,
    currency: session?.currency,
    charges: of('charge'),
    refunds: of('refund'),
    disputes: of('dispute'),
    disputes_returned: of('dispute_returned'),
    dispute_fees: of('dispute_fee'),
    net: amountToJson(net),
  };
}

/** As the merchant's balance feels it. */
function signed(movement: Movement): bigint {
  const adds = movement.kind === 'charge' || movement.kind === 'dispute_returned';
  return adds ? movement.amount : -movement.amount;
}

function line(movement: Movement) {
  return {
    id: movement.sourceId,
    session_id: movement.sessionId,
    reference: movement.reference,
    amount: amountToJson(movement.amount),
    currency: movement.currency,
    at: instant(movement.at),
  };
}
