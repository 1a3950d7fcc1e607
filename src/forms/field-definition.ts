/** What one field of a form asks, as an organisation defines it; the same definition draws and judges it. */
import { z } from 'zod';
import { calendarDate } from '../core/calendar-date.ts';
import { localised } from '../core/localised.ts';

export const fieldKinds = [
  'text',
  'long_text',
  'number',
  'date',
  'choice',
  'check',
  'tax_code',
  'email',
  'iban',
  'plate',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** Whose tax codes a field takes: Italian tax code and VAT number; Spanish NIF, NIE and CIF. */
export const taxCodeKinds = ['it_cf', 'it_vat', 'es_nif', 'es_nie', 'es_cif'] as const;
export type TaxCodeKind = (typeof taxCodeKinds)[number];

const decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'not a number such as 10 or 2.50');
/** A day, or `today`: then it moves with the day on which the form is filled. */
const day = z.union([
  z.literal('today'),
  z.string().refine((text) => calendarDate(text) !== null, 'not a day such as 2026-12-31'),
]);

/** The name of a field or of an option, as exports and conditions call it. */
export const fieldName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and underscores, a letter first');

export const longestTyped = 1000;

/** What the field is called in a page's form, so that no field can stand in for one of the portal's own. */
export function answerFieldName(name: string): string {
  return `answer_${name}`;
}

const common = {
  name: fieldName,
  label: localised(200),
  hint: localised(400).optional(),
  mandatory: z.boolean().default(false),
  /** Shown only while another field, which stands before it, has one of these values; a check has `yes` or is empty. */
  shown_when: z
    .strictObject({ field: fieldName, is: z.array(z.string().max(200)).min(1).max(50) })
    .optional(),
};

const letters = {
  least_length: z.int().min(1).max(longestTyped).optional(),
  most_length: z.int().min(1).max(longestTyped).optional(),
};

export const fieldDefinition = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    ...letters,
    kind: z.literal('text'),
    /** `9` is a digit, `A` a letter, `*` either; any other sign is itself. */
    pattern: z.string().min(1).max(60).optional(),
  }),
  z.strictObject({ ...common, ...letters, kind: z.literal('long_text') }),
  z.strictObject({
    ...common,
    kind: z.literal('number'),
    least: decimal.optional(),
    most: decimal.optional(),
    decimals: z.int().min(0).max(6).default(0),
  }),
  z.strictObject({ ...common, kind: z.literal('date'), from: day.optional(), to: day.optional() }),
  z.strictObject({
    ...common,
    kind: z.literal('choice'),
    options: z
      .array(z.strictObject({ value: z.string().min(1).max(60), label: localised(200) }))
      .min(1)
      .max(100),
  }),
  z.strictObject({ ...common, kind: z.literal('check') }),
  z.strictObject({
    ...common,
    kind: z.literal('tax_code'),
    accepts: z
      .array(z.enum(taxCodeKinds))
      .min(1)
      .default([...taxCodeKinds]),
  }),
  z.strictObject({ ...common, kind: z.literal('email') }),
  z.strictObject({ ...common, kind: z.literal('iban') }),
  z.strictObject({ ...common, kind: z.literal('plate') }),
]);

export type FieldDefinition = z.infer<typeof fieldDefinition>;
