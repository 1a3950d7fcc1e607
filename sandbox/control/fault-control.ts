/** Control of faults: plant, list and remove them. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  affected,
  callFaults,
  faultsFor,
  listFaults,
  notificationFaults,
  payFaults,
  plantFault,
  removeFaults,
} from '../fault.ts';
import { findSessionByName } from '../session.ts';
import type { World } from '../world.ts';
import { ControlRefusal } from './control-refusal.ts';

const newFault = z
  .strictObject({
    on: z.enum(affected),
    fault: z.enum([...callFaults, ...payFaults, ...notificationFaults]),
    times: z.int().min(1).max(1_000_000).default(1),
    account_id: z.string().nullable().default(null),
    session_id: z.string().nullable().default(null),
    reference: z.string().nullable().default(null),
    delay_ms: z.int().min(0).default(10_000),
  })
  .refine(
    ({ on, fault }) => faultsFor(on).includes(fault),
    'this fault does not fit what it is on',
  );

export function addFaultControl(server: FastifyInstance, world: World): void {
  server.post('/control/faults', (request, reply) => {
    const { on, times, session_id: sessionId, ...rest } = newFault.parse(request.body);
    if (sessionId !== null && !findSessionByName(world, sessionId)) {
      throw new ControlRefusal(404, 'no such session');
    }
    const fault = {
      affects: on,
      fault: rest.fault,
      account_id: rest.account_id,
      reference: sessionId ?? rest.reference,
      times_left: times,
      delay_ms: rest.delay_ms,
    };
    return reply.code(201).send(plantFault(world, fault));
  });
  server.get('/control/faults', (_request, reply) => reply.send({ items: listFaults(world) }));
  server.delete('/control/faults', (_request, reply) => {
    removeFaults(world);
    return reply.send({ items: [] });
  });
}
