/** Control of the sandbox as a whole: its clock, its settings, closing for a while, and the truth. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { instant } from '../api/shapes.ts';
import { runDuePlans } from '../run-plans.ts';
import { durations, readSetting, writeSetting } from '../settings.ts';
import type { World } from '../world.ts';
import { truthTable } from './truth.ts';

const clockChange = z.strictObject({
  now: z.iso
    .datetime()
    .transform((text) => Date.parse(text))
    .optional(),
  advance_ms: z.int().default(0),
  signatures: z.enum(['own', 'machine']).optional(),
});

const duration = z.int().min(0).max(86_400_000).optional();
const settingsChange = z.strictObject({
  silence_ms: duration,
  silence_hang_ms: duration,
  hang_ms: duration,
  dispute_delay_ms: duration,
  dispute_answer_ms: z.int().min(0).max(31_536_000_000).optional(),
  dispute_fee: z.int().min(0).max(1_000_000).optional(),
});

const closing = z.strictObject({
  for_ms: z.int().min(0),
  how: z.enum(['answer_503', 'cut']).default('answer_503'),
});

const truthFilter = z.object({
  account_id: z.string().nullable().default(null),
  reference: z.string().nullable().default(null),
});

export function addWorldControl(server: FastifyInstance, world: World): void {
  const { store, clock } = world;
  server.get('/control/clock', (_request, reply) => reply.send({ now: instant(clock.now()) }));
  server.post('/control/clock', (request, reply) => {
    const change = clockChange.parse(request.body);
    clock.moveTo((change.now ?? clock.now()) + change.advance_ms);
    if (change.signatures) {
      writeSetting(store, 'sign_by_own_clock', change.signatures === 'own' ? 1 : 0);
    }
    runDuePlans(world);
    world.wake();
    return reply.send({ now: instant(clock.now()) });
  });
  server.get('/control/settings', (_request, reply) => reply.send(allSettings(world)));
  server.post('/control/settings', (request, reply) => {
    const change = settingsChange.parse(request.body);
    for (const name of durations) {
      const value = change[name];
      if (value !== undefined) writeSetting(store, name, value);
    }
    return reply.send(allSettings(world));
  });
  server.post('/control/closed', (request, reply) => {
    const { for_ms: forMs, how } = closing.parse(request.body);
    writeSetting(store, 'closed_until', clock.now() + forMs);
    writeSetting(store, 'closed_cuts_connections', how === 'cut' ? 1 : 0);
    return reply.send({ closed_until: instant(clock.now() + forMs) });
  });
  server.get('/control/truth', (request, reply) => {
    const { account_id: accountId, reference } = truthFilter.parse(request.query);
    return reply.send(truthTable(world, accountId, reference));
  });
}

function allSettings(world: World): Record<string, number> {
  return Object.fromEntries(durations.map((name) => [name, readSetting(world.store, name)]));
}
