/** What of a due only pages, notices, receipts and exports read. */
import { z } from 'zod';
import { plainText } from '../core/localised.ts';

/** What it is made of; lines add up to the amount, a discount is below zero. */
export const dueLine = z.strictObject({
  text: plainText.max(300),
  /** Minor units, in decimal. */
  minor: z.string().regex(/^-?\d{1,18}$/),
  /** What the day or a discount made of the price; such lines are computed anew, all others stay. */
  kind: z.enum(['early', 'late', 'discount']).optional(),
});
export type DueLine = z.infer<typeof dueLine>;

/** What pagoPA, the Italian platform, needs to know of a due. */
export const pagopaDetail = z.strictObject({
  /** 18 digits, given by the creditor's system. */
  notice_number: z
    .string()
    .regex(/^\d{18}$/)
    .optional(),
  creditor_tax_id: z.string().max(20).optional(),
  /** Of the taxonomy of European public bodies' payments. */
  taxonomy: z.string().max(60).optional(),
  /** Several creditors may share one due, each with its account. */
  beneficiaries: z
    .array(
      z.strictObject({
        tax_id: z.string().max(20),
        iban: z.string().max(34),
        minor: z.string().regex(/^\d{1,18}$/),
      }),
    )
    .max(5)
    .default([]),
});
export type PagopaDetail = z.infer<typeof pagopaDetail>;

export type DueDetail = {
  readonly dueId: string;
  readonly origin: 'file' | 'free' | 'hand';
  /** An RF reference (ISO 11649). */
  readonly noticeNumber: string | null;
  /** By what the organisation's own system knows it, and a digest of what its file said. */
  readonly sourceKey: string | null;
  readonly contentDigest: string | null;
  readonly lines: readonly DueLine[];
  /** As the form's room reads them. */
  readonly answers: readonly unknown[];
  readonly chargeTypeVersion: number | null;
  readonly pagopa: PagopaDetail | null;
};
