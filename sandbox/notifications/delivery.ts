/** Deliveries: each try to tell a merchant of an event, repeated with growing delay until a 2xx answer. */
import { z } from 'zod';
import { findAccount } from '../account.ts';
import type { World } from '../world.ts';
import { signatureKinds, signedRequest } from './sign.ts';
import type { SignatureKind } from './sign.ts';

/** `held` waits for a later delivery to overtake it; forgeries are tried once and then `tried`. */
const deliveryStates = ['pending', 'held', 'delivered', 'dropped', 'given_up', 'tried'] as const;
type DeliveryState = (typeof deliveryStates)[number];

const timeoutMs = 10_000;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const retryDelaysMs = [
  second,
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  hour,
  6 * hour,
  24 * hour,
  24 * hour,
  24 * hour,
];

const deliveryRow = z
  .object({
    sequence: z.bigint(),
    event_id: z.string(),
    session_id: z.string().nullable(),
    account_id: z.string(),
    body: z.string(),
    signature: z.enum(signatureKinds),
    state: z.enum(deliveryStates),
    due_at: z.bigint(),
    tries: z.bigint(),
    last_status: z.bigint().nullable(),
    last_error: z.string().nullable(),
  })
  .transform((row) => ({
    sequence: Number(row.sequence),
    eventId: row.event_id,
    sessionId: row.session_id,
    accountId: row.account_id,
    body: row.body,
    signature: row.signature,
    state: row.state,
    dueAt: Number(row.due_at),
    tries: Number(row.tries),
    lastStatus: row.last_status === null ? null : Number(row.last_status),
    lastError: row.last_error,
  }));

export type Delivery = z.infer<typeof deliveryRow>;

export function addDelivery(
  world: World,
  delivery: {
    readonly eventId: string;
    readonly sessionId: string | null;
    readonly accountId: string;
    readonly body: string;
    readonly signature?: SignatureKind;
    readonly state?: DeliveryState;
    readonly delayMs?: number;
  },
): void {
  world.store.run(
    `insert into deliveries (event_id, session_id, account_id, body, signature, state, due_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
    delivery.eventId,
    delivery.sessionId,
    delivery.accountId,
    delivery.body,
    delivery.signature ?? 'genuine',
    delivery.state ?? 'pending',
    world.clock.now() + (delivery.delayMs ?? 0),
  );
}

export function listDeliveries(world: World, accountId: string | null): Delivery[] {
  const statement =
    'select * from deliveries where account_id = coalesce(?, account_id) order by sequence';
  return world.store.all(statement, accountId).map((row) => deliveryRow.parse(row));
}

const waiting = "state in ('pending', 'held')";

export function dueDeliveries(world: World, now: number, limit: number): Delivery[] {
  const statement = `select * from deliveries where ${waiting} and due_at <= ?
    order by due_at, sequence limit ?`;
  return world.store.all(statement, now, limit).map((row) => deliveryRow.parse(row));
}

/** When the next delivery after now is due, in the sandbox's time. */
export function nextDeliveryAt(world: World, now: number): number | null {
  const statement = `select min(due_at) as at from deliveries where ${waiting} and due_at > ?`;
  const at = world.store.one(statement, now)?.['at'];
  return typeof at === 'bigint' ? Number(at) : null;
}

/** One try, given up when `stopping` is; records what came of it and when the next one is due. */
export async function deliver(
  world: World,
  delivery: Delivery,
  stopping: AbortSignal,
): Promise<void> {
  const url = findAccount(world, delivery.accountId)?.notificationUrl;
  const answer = url
    ? await post(world, url, delivery, stopping)
    : { status: null, error: 'no address' };
  const delivered = answer.status !== null && answer.status >= 200 && answer.status < 300;
  const delay = retryDelaysMs[delivery.tries];
  const state = nextState(delivery, delivered, delay !== undefined && url !== null);
  world.store.run(
    `update deliveries set state = ?, tries = tries + 1, due_at = ?, last_status = ?, last_error = ?
      where sequence = ?`,
    state,
    world.clock.now() + (delay ?? 0),
    answer.status,
    answer.error,
    delivery.sequence,
  );
  if (delivered) releaseHeld(world, delivery.accountId);
}

function nextState(delivery: Delivery, delivered: boolean, mayRetry: boolean): DeliveryState {
  if (delivery.signature !== 'genuine') return 'tried';
  if (delivered) return 'delivered';
  return mayRetry ? 'pending' : 'given_up';
}

/** The ones that were held back to be overtaken: that has happened now. */
function releaseHeld(world: World, accountId: string): void {
  const statement = "update deliveries set due_at = ? where account_id = ? and state = 'held'";
  world.store.run(statement, world.clock.now(), accountId);
}

type PostAnswer = { readonly status: number | null; readonly error: string | null };

async function post(
  world: World,
  url: string,
  delivery: Delivery,
  stopping: AbortSignal,
): Promise<PostAnswer> {
  try {
    const { headers, body } = signedRequest(world, delivery);
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), stopping]);
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await answer.body?.cancel();
    return { status: answer.status, error: null };
  } catch (error) {
    return { status: null, error: error instanceof Error ? error.message : String(error) };
  }
}
