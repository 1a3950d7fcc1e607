/** The shapes of the sandbox provider's answers; fields that we do not know are dropped. */
import { z } from 'zod';
import { isCurrency } from '../../core/currencies.ts';

const minor = z.int().min(0).transform(BigInt);
const currency = z.string().refine(isCurrency, 'not a currency');
/** Theirs to choose and ours to find again, so it must fit into an index. */
const identifier = z.string().regex(/^[!-~]{1,255}$/);
/** Whatever somebody typed there: as much of it as a text of the database can hold. */
const anyText = z
  .string()
  .transform((given) => given.slice(0, 255).toWellFormed().replaceAll('\0', '\ufffd'));
/** For people to read only: one that is odd must not keep a payment from being settled. */
const brand = z
  .string()
  .regex(/^[\p{L}\p{N} ._-]{1,40}$/u)
  .nullable()
  .catch(null);
/** A live answer at a test provider is not an answer to us. */
const mode = z.literal('test');

const disputeAnswer = z.object({
  id: identifier,
  status: z.string(),
  amount: minor,
  fee: minor,
  currency,
  reason: anyText,
  answer_by: z.iso.datetime().nullable(),
  opened_at: z.iso.datetime(),
});

export const disputeAnswered = disputeAnswer.extend({ mode });

export const sessionAnswer = z.object({
  id: identifier,
  mode,
  reference: z.string(),
  status: z.string(),
  url: z.url().max(2000).nullable(),
  decline_reason: z.string().nullable(),
  charge: z
    .object({
      amount: minor,
      currency,
      brand,
      last_four: z
        .string()
        .regex(/^\d{4}$/)
        .nullable(),
    })
    .nullable(),
  disputed: minor,
  // For people to read mostly: what is odd in it must not keep a payment from being settled.
  disputes: z.array(disputeAnswer).catch([]),
  expires_at: z.iso.datetime(),
});

export const sessionsAnswer = z.object({ items: z.array(sessionAnswer) });

export const refundAnswer = z.object({
  id: identifier,
  mode,
  reference: z.string(),
  status: z.string(),
  amount: minor,
  currency,
});

export const refundsAnswer = z.object({ items: z.array(refundAnswer) });

export const movementsAnswer = z.object({
  items: z.array(
    z.object({
      mode,
      kind: z.enum(['charge', 'refund', 'dispute', 'dispute_returned', 'dispute_fee']),
      source_id: identifier,
      reference: anyText,
      amount: minor,
      currency,
      at: z.iso.datetime(),
    }),
  ),
  next: z.string().nullable(),
});

export const errorAnswer = z.object({ error: z.object({ code: anyText }) });

export const eventBody = z.object({
  id: identifier,
  mode,
  type: z.string().min(1).pipe(anyText),
  session: z.object({ id: anyText, reference: anyText }).nullable(),
  refund: z.object({ id: anyText, reference: anyText }).nullable(),
});

export type SessionAnswer = z.infer<typeof sessionAnswer>;
export type DisputeAnswered = z.infer<typeof disputeAnswer>;
export type RefundAnswer = z.infer<typeof refundAnswer>;
