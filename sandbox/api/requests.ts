/** What merchants may ask, as schemas; whatever does not fit is answered 422 with the fields that are wrong. */
import { z } from 'zod';
import { brands, pageLanguages } from '../session.ts';
import { errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';

const currencies = new Set(Intl.supportedValuesOf('currency'));

const reference = z.string().min(1).max(100);
const currency = z.string().refine((code) => currencies.has(code), 'not a currency of ISO 4217');
const amount = z.int().positive().transform(BigInt);

export const startRequest = z.strictObject({
  reference,
  amount,
  currency,
  description: z.string().min(1).max(140),
  accepted_brands: z.array(z.enum(brands)).min(1),
  language: z.enum(pageLanguages),
  email: z.email().nullable().default(null),
  return_url: z.url({ protocol: /^https?$/ }),
});

export const refundRequest = z.strictObject({ reference, amount, currency });

export const evidenceRequest = z.strictObject({ text: z.string().min(1).max(20_000) });

export const referenceQuery = z.object({ reference });

export const movementsQuery = z.object({
  from: z.iso.datetime().transform((text) => Date.parse(text)),
  to: z.iso.datetime().transform((text) => Date.parse(text)),
  cursor: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(100),
});

export function invalidAnswer(error: z.ZodError): Answer {
  return errorAnswer(422, 'invalid_request', z.prettifyError(error));
}
