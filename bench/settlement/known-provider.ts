/** A provider whose answers are known without a network: what is left of settling is the portal's own work. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { money } from '../../src/core/money.ts';
import { NotificationRejected } from '../../src/providers/provider.ts';
import type {
  AttemptOutcome,
  AttemptReference,
  Notification,
  NotificationRequest,
  Provider,
} from '../../src/providers/provider.ts';

export const knownSecret = 'whsec_of_the_bench';

/** Their reference of an attempt says its amount: `ses_ANYTHING_MINOR`. */
export function knownReference(name: string, minor: bigint): string {
  return `ses_${name}_${minor}`;
}

export const knownProvider: Provider = {
  id: 'known',
  methods: ['card'],
  modes: ['test'],
  pageOrigins: [],
  idempotencyKeyLifeMs: 86_400_000,
  pageLifeMs: 1_800_000,
  mostDues: null,
  startAttempt: () => Promise.reject(new Error('the bench begins after the start')),
  fetchAttempt: (_account, reference) => Promise.resolve(succeeded(reference)),
  cancelAttempt: (_account, reference) => Promise.resolve(succeeded(reference)),
  refund: () => Promise.reject(new Error('the bench refunds nothing')),
  fetchRefund: () => Promise.resolve({ kind: 'not_found' }),
  listMovements: () => Promise.resolve([]),
  readNotification: (_account, request) => readNotification(request),
};

/** `known-signature: HEX`, the HMAC-SHA256 of the body. */
export function signatureOf(body: string | Uint8Array): string {
  return createHmac('sha256', knownSecret).update(body).digest('hex');
}

const eventBody = z.object({ id: z.string(), session: z.string(), reference: z.string() });

/** Checked and parsed as a real provider's are, because that is part of the work. */
function readNotification({ headers, body }: NotificationRequest): Notification {
  const given = Buffer.from(headers['known-signature'] ?? '');
  const expected = Buffer.from(signatureOf(body));
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new NotificationRejected('wrong signature');
  const event = eventBody.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  return {
    eventId: event.id,
    type: 'session.succeeded',
    ourReference: event.reference,
    providerReference: event.session,
  };
}

function succeeded({ attemptId, providerReference }: AttemptReference): AttemptOutcome {
  const minor = BigInt(providerReference?.split('_').at(-1) ?? 0);
  return {
    kind: 'succeeded',
    providerReference: providerReference ?? attemptId,
    paid: money(minor, 'EUR'),
    instrument: { method: 'card', brand: 'visa', lastFour: '4242' },
    disputed: null,
  };
}
