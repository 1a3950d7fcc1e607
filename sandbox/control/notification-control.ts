/** Control of notifications: what was sent, send it again, send something made up. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { pathId } from '../api/session-routes.ts';
import { instant } from '../api/shapes.ts';
import { addDelivery, listDeliveries } from '../notifications/delivery.ts';
import type { Delivery } from '../notifications/delivery.ts';
import { signatureKinds } from '../notifications/sign.ts';
import type { World } from '../world.ts';
import { needAccount } from './account-control.ts';
import { ControlRefusal } from './control-refusal.ts';

const filter = z.object({
  account_id: z.string().nullable().default(null),
  session_id: z.string().nullable().default(null),
});

const again = z.strictObject({
  times: z.int().min(1).max(1000).default(1),
  signature: z.enum(signatureKinds).default('genuine'),
});

const madeUp = again.extend({
  account_id: z.string(),
  body: z.union([z.string(), z.record(z.string(), z.unknown())]),
});

const eventRow = z.object({
  id: z.string(),
  account_id: z.string(),
  session_id: z.string().nullable(),
  type: z.string(),
  body: z.string(),
});

export function addNotificationControl(server: FastifyInstance, world: World): void {
  server.get('/control/events', (request, reply) => {
    const { account_id: accountId, session_id: sessionId } = filter.parse(request.query);
    const rows = world.store.all(
      `select * from events where account_id = coalesce(?, account_id)
        and session_id = coalesce(?, session_id) order by sequence`,
      accountId,
      sessionId,
    );
    const items = rows
      .map((row) => eventRow.parse(row))
      .map(({ body, ...event }) => ({ ...event, body: JSON.parse(body) as unknown }));
    return reply.send({ items });
  });

  server.post('/control/events/:id/redeliver', (request, reply) => {
    const { times, signature } = again.parse(request.body ?? {});
    const row = world.store.one('select * from events where id = ?', pathId(request));
    if (!row) throw new ControlRefusal(404, 'no such event');
    const event = eventRow.parse(row);
    const delivery = {
      eventId: event.id,
      sessionId: event.session_id,
      accountId: event.account_id,
      body: event.body,
      signature,
    };
    for (let time = 0; time < times; time += 1) addDelivery(world, delivery);
    world.wake();
    return reply.code(202).send({ times });
  });

  server.post('/control/notifications', (request, reply) => {
    const { account_id: accountId, body, times, signature } = madeUp.parse(request.body);
    needAccount(world, accountId);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const delivery = { eventId: 'made_up', sessionId: null, accountId, body: text, signature };
    for (let time = 0; time < times; time += 1) addDelivery(world, delivery);
    world.wake();
    return reply.code(202).send({ times });
  });

  server.get('/control/deliveries', (request, reply) => {
    const { account_id: accountId, session_id: sessionId } = filter.parse(request.query);
    const items = listDeliveries(world, accountId).filter(
      (delivery) => sessionId === null || delivery.sessionId === sessionId,
    );
    return reply.send({ items: items.map(shape) });
  });
}

function shape(delivery: Delivery) {
  return {
    event_id: delivery.eventId,
    session_id: delivery.sessionId,
    account_id: delivery.accountId,
    signature: delivery.signature,
    state: delivery.state,
    due_at: instant(delivery.dueAt),
    tries: delivery.tries,
    last_status: delivery.lastStatus,
    last_error: delivery.lastError,
    body: delivery.body,
  };
}
