/** Movements of money: the sandbox's truth. `moveMoney` is the only place where money moves. */
import { z } from 'zod';
import type { Session } from './session.ts';
import type { World } from './world.ts';

/**
 * `dispute` takes a charge back, `dispute_returned` gives it to the merchant again; `dispute_fee` is what the
 * merchant is charged for it.
 */
export type MovementKind = (typeof movementKinds)[number];

const movementKinds = ['charge', 'refund', 'dispute', 'dispute_returned', 'dispute_fee'] as const;

const movementRow = z
  .object({
    sequence: z.bigint(),
    session_id: z.string(),
    kind: z.enum(movementKinds),
    source_id: z.string(),
    reference: z.string(),
    amount: z.bigint(),
    currency: z.string(),
    at: z.bigint(),
  })
  .transform((row) => ({
    sequence: Number(row.sequence),
    sessionId: row.session_id,
    kind: row.kind,
    sourceId: row.source_id,
    reference: row.reference,
    amount: row.amount,
    currency: row.currency,
    at: Number(row.at),
  }));

export type Movement = z.infer<typeof movementRow>;

/**
 * Moves money; always inside the transaction that changes the state it belongs to.
 *
 * @throws Error when the same source would move it twice
 */
export function moveMoney(
  world: World,
  movement: {
    readonly kind: MovementKind;
    readonly session: Session;
    /** The session, refund or dispute; with `kind` it names the movement. */
    readonly sourceId: string;
    /** As the merchant named what it is for. */
    readonly reference: string;
    readonly amount: bigint;
  },
): void {
  world.store.run(
    `insert into movements (account_id, session_id, kind, source_id, reference, amount, currency, at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    movement.session.accountId,
    movement.session.id,
    movement.kind,
    movement.sourceId,
    movement.reference,
    movement.amount,
    movement.session.currency,
    world.clock.now(),
  );
}

/** What moved in a session, in minor units of its currency. */
export type Totals = {
  readonly charged: bigint;
  readonly refunded: bigint;
  /** Taken back by the payer's bank and not returned. */
  readonly disputed: bigint;
  /** What may still be refunded. */
  readonly left: bigint;
};

export function totalsOf(world: World, sessionId: string): Totals {
  const sum = (kind: MovementKind): bigint => {
    const statement = `select coalesce(sum(amount), 0) as total from movements
      where session_id = ? and kind = ?`;
    return BigInt(world.store.one(statement, sessionId, kind)?.['total']?.toString() ?? '0');
  };
  const charged = sum('charge');
  const refunded = sum('refund');
  const disputed = sum('dispute') - sum('dispute_returned');
  return { charged, refunded, disputed, left: charged - refunded - disputed };
}

/** One page of the movements with `from` <= at < `to`, oldest first. */
export function listMovements(
  world: World,
  accountId: string,
  period: { from: number; to: number; after: number; limit: number },
): Movement[] {
  const rows = world.store.all(
    `select * from movements where account_id = ? and at >= ? and at < ? and sequence > ?
      order by sequence limit ?`,
    accountId,
    period.from,
    period.to,
    period.after,
    period.limit,
  );
  return rows.map((row) => movementRow.parse(row));
}

/** Every movement, for the truth table. */
export function allMovements(
  world: World,
  accountId: string | null,
  reference: string | null,
): Movement[] {
  const rows = world.store.all(
    `select movements.* from movements join sessions on sessions.id = movements.session_id
      where movements.account_id = coalesce(?, movements.account_id)
        and sessions.reference = coalesce(?, sessions.reference)
      order by movements.sequence`,
    accountId,
    reference,
  );
  return rows.map((row) => movementRow.parse(row));
}
