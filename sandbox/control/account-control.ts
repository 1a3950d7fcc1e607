/** Control of merchant accounts: make one, move its notifications, rotate its secret. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  createAccount,
  findAccount,
  listAccounts,
  rotateSecret,
  setNotificationUrl,
} from '../account.ts';
import type { Account } from '../account.ts';
import { pathId } from '../api/session-routes.ts';
import type { World } from '../world.ts';
import { ControlRefusal } from './control-refusal.ts';

const url = z.url({ protocol: /^https?$/ }).nullable();
const newAccount = z.strictObject({
  name: z.string().min(1).max(200),
  notification_url: url.default(null),
});
const change = z.strictObject({ notification_url: url });
const rotation = z.strictObject({
  overlap_ms: z
    .int()
    .min(0)
    .default(24 * 3_600_000),
});

export function addAccountControl(server: FastifyInstance, world: World): void {
  server.post('/control/accounts', (request, reply) => {
    const { name, notification_url: notificationUrl } = newAccount.parse(request.body);
    const { account, notificationSecret } = createAccount(world, { name, notificationUrl });
    const body = { ...shape(account), notification_secret: notificationSecret };
    return reply.code(201).send(body);
  });
  server.get('/control/accounts', (_request, reply) =>
    reply.send({ items: listAccounts(world).map(shape) }),
  );
  server.post('/control/accounts/:id', (request, reply) => {
    const account = needAccount(world, pathId(request));
    const { notification_url: notificationUrl } = change.parse(request.body);
    setNotificationUrl(world, account.id, notificationUrl);
    return reply.send(shape({ ...account, notificationUrl }));
  });
  server.post('/control/accounts/:id/rotate-secret', (request, reply) => {
    const account = needAccount(world, pathId(request));
    const { overlap_ms: overlapMs } = rotation.parse(request.body ?? {});
    return reply.send({ notification_secret: rotateSecret(world, account.id, overlapMs) });
  });
}

export function needAccount(world: World, id: string): Account {
  const account = findAccount(world, id);
  if (!account) throw new ControlRefusal(404, 'no such account');
  return account;
}

function shape(account: Account) {
  return {
    account_id: account.id,
    name: account.name,
    api_key: account.apiKey,
    notification_url: account.notificationUrl,
  };
}
