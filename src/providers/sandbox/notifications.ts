/** Reads notifications of the sandbox provider: nothing is believed before its signature is. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { NotificationRejected } from '../provider.ts';
import type { Notification, NotificationRequest } from '../provider.ts';
import { eventBody } from './answers.ts';

const toleranceSeconds = 300;
const largestBodyBytes = 64 * 1024;

/** @throws NotificationRejected unless it was signed with `secret`, at most 300 seconds from now */
export function readNotification(secret: string, request: NotificationRequest): Notification {
  if (request.body.byteLength > largestBodyBytes) throw new NotificationRejected('too large');
  const header = request.headers['sandbox-signature'] ?? '';
  const { timestamp, signatures } = parseHeader(header);
  const age = Math.abs(request.receivedAt.getTime() / 1000 - Number(timestamp));
  if (age > toleranceSeconds) throw new NotificationRejected('too old, or from the future');
  const expected = createHmac('sha256', secret)
    .update(`${timestamp}.`)
    .update(request.body)
    .digest();
  if (!signatures.some((signature) => isEqual(signature, expected))) {
    throw new NotificationRejected('wrong signature');
  }
  return readBody(request.body);
}

/** `t=1767225600,v1=hex,v1=hex`; schemes other than v1 count for nothing. */
function parseHeader(header: string): { timestamp: string; signatures: Buffer[] } {
  const parts = header.slice(0, 2000).split(',');
  const timestamp = parts.find((part) => part.startsWith('t='))?.slice(2) ?? '';
  if (!/^\d{1,12}$/.test(timestamp)) throw new NotificationRejected('no signature');
  const signatures = parts
    .filter((part) => /^v1=[0-9a-f]{64}$/.test(part))
    .map((part) => Buffer.from(part.slice(3), 'hex'));
  return { timestamp, signatures };
}

function isEqual(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function readBody(body: Uint8Array): Notification {
  const read = eventBody.safeParse(parse(Buffer.from(body).toString('utf8')));
  if (!read.success) throw new NotificationRejected('signed, but of no known shape');
  const { id: eventId, type, refund, session } = read.data;
  const subject = refund ?? session;
  return {
    eventId,
    type,
    ourReference: subject?.reference ?? null,
    providerReference: subject?.id ?? null,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
