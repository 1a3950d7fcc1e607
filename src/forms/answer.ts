/** What a payer answered to one field, kept with the words of that day: a later change of the form changes no answer. */
import { z } from 'zod';
import { localised } from '../core/localised.ts';
import { fieldKinds } from './field-definition.ts';

export const answer = z.strictObject({
  name: z.string(),
  kind: z.enum(fieldKinds),
  label: localised(200),
  /** Normalised: a number as a decimal with a dot, a day as 2026-12-31, codes in capitals, a check as `yes`. */
  value: z.string(),
  /** Of a choice, the words of the option. */
  shown: localised(200).optional(),
});

export type Answer = z.infer<typeof answer>;
