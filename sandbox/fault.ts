/** Faults: how the control API makes the sandbox misbehave, and for how many times. */
import { z } from 'zod';
import type { World } from './world.ts';

/** What a fault affects: a call of the merchant's, a payment, or a notification. */
export const affected = [
  'start',
  'ask',
  'cancel',
  'refund',
  'ask_refund',
  'answer_dispute',
  'list',
  'pay',
  'notification',
] as const;
export type Affected = (typeof affected)[number];

export const callFaults = [
  'hang_before_effect',
  'hang_after_effect',
  'cut_before_effect',
  'cut_after_effect',
  'error_500',
  'error_500_after_effect',
  'error_500_replayed',
  'error_503',
  'refuse_401',
  'refuse_403',
  'conflict_409',
  'too_many_429',
  'refuse_422',
  'garbage',
  'truncated',
  'huge',
  'drip',
  'redirect',
  'wrong_amount',
  'wrong_currency',
  'wrong_reference',
  'unknown_status',
  'live_mode',
  'stale',
] as const;

export const payFaults = ['wrong_amount', 'charge_twice'] as const;

export const notificationFaults = [
  'drop',
  'double',
  'delay',
  'reorder',
  'wrong_secret',
  'no_signature',
  'old_timestamp',
  'changed_body',
] as const;

export type Fault =
  (typeof callFaults)[number] | (typeof payFaults)[number] | (typeof notificationFaults)[number];

/** Which of the faults fit what is affected. */
export function faultsFor(what: Affected): readonly Fault[] {
  if (what === 'notification') return notificationFaults;
  return what === 'pay' ? payFaults : callFaults;
}

const faultRow = z.object({
  id: z.string(),
  account_id: z.string().nullable(),
  reference: z.string().nullable(),
  affects: z.enum(affected),
  fault: z.enum([...callFaults, ...payFaults, ...notificationFaults]),
  times_left: z.coerce.number(),
  delay_ms: z.coerce.number(),
});

export type PlantedFault = z.infer<typeof faultRow>;

/** An account or reference of null stands for every one. */
export function plantFault(world: World, fault: Omit<PlantedFault, 'id'>): PlantedFault {
  const planted = { id: world.nextId('flt'), ...fault };
  world.store.run(
    `insert into faults (id, account_id, reference, affects, fault, times_left, delay_ms)
     values (?, ?, ?, ?, ?, ?, ?)`,
    planted.id,
    planted.account_id,
    planted.reference,
    planted.affects,
    planted.fault,
    planted.times_left,
    planted.delay_ms,
  );
  return planted;
}

export function listFaults(world: World): PlantedFault[] {
  const rows = world.store.all('select * from faults where times_left > 0 order by rowid');
  return rows.map((row) => faultRow.parse(row));
}

export function removeFaults(world: World): void {
  world.store.run('delete from faults');
}

/** The oldest planted fault that fits, used up by one. */
export function takeFault(
  world: World,
  what: { affects: Affected; accountId: string; references: readonly string[] },
): PlantedFault | null {
  const rows = world.store.all(
    `select * from faults where affects = ? and times_left > 0
      and (account_id is null or account_id = ?) order by rowid`,
    what.affects,
    what.accountId,
  );
  const fault = rows
    .map((row) => faultRow.parse(row))
    .find((planted) => planted.reference === null || what.references.includes(planted.reference));
  if (!fault) return null;
  world.store.run('update faults set times_left = times_left - 1 where id = ?', fault.id);
  return fault;
}
