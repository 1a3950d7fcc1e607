/** The shapes of the sandbox provider's answers; fields that we do not know are dropped. */
import { z } from 'zod';
import { isCurrency } from '../../core/currencies.ts';

const minor = z.int().min(0).transform(BigInt);
const currency = z.string().refine(isCurrency, 'not a currency');
/** An identifier or a code: what could not be kept, such as NUL, is of no known shape. */
const word = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
/** A live answer at a test provider is not an answer to us. */
const mode = z.literal('test');

export const sessionAnswer = z.object({
  id: word.min(1),
  mode,
  reference: word,
  status: word,
  url: z.url().nullable(),
  decline_reason: word.nullable(),
  charge: z
    .object({
      amount: minor,
      currency,
      brand: word.nullable(),
      last_four: z
        .string()
        .regex(/^\d{4}$/)
        .nullable(),
    })
    .nullable(),
  disputed: minor,
  expires_at: z.iso.datetime(),
});

export const sessionsAnswer = z.object({ items: z.array(sessionAnswer) });

export const refundAnswer = z.object({
  id: word.min(1),
  mode,
  reference: word,
  status: word,
  amount: minor,
  currency,
});

export const refundsAnswer = z.object({ items: z.array(refundAnswer) });

export const movementsAnswer = z.object({
  items: z.array(
    z.object({
      mode,
      kind: z.enum(['charge', 'refund', 'dispute', 'dispute_returned']),
      source_id: word.min(1),
      reference: word,
      amount: minor,
      currency,
      at: z.iso.datetime(),
    }),
  ),
  next: z.string().nullable(),
});

export const errorAnswer = z.object({ error: z.object({ code: word }) });

export const eventBody = z.object({
  id: word.min(1),
  mode,
  type: word.min(1),
  session: z.object({ id: word, reference: word }).nullable(),
  refund: z.object({ id: word, reference: word }).nullable(),
});

export type SessionAnswer = z.infer<typeof sessionAnswer>;
export type RefundAnswer = z.infer<typeof refundAnswer>;
