/** How the amount of a due depends on the day on which it is paid. */
import { z } from 'zod';

/** Per cent with at most two decimals, such as `4.50`. */
const percent = z.string().regex(/^\d{1,2}(\.\d{1,2})?$/, 'not a percentage such as 4.50');

export const priceByDate = z.strictObject({
  /** Until so many days before the due date, so many per cent less. */
  early: z.strictObject({ days_before: z.int().min(0).max(365), percent }).optional(),
  /** After the due date and some days of grace: simple interest by the year of 365 days. */
  late: z
    .strictObject({ grace_days: z.int().min(0).max(365).default(0), percent_a_year: percent })
    .optional(),
});
export type PriceByDate = z.infer<typeof priceByDate>;

/** As a due keeps it: what it is without any of that, in minor units, and the rules. */
export const duePricing = z.strictObject({
  base: z.string().regex(/^\d{1,18}$/),
  by_date: priceByDate,
});
export type DuePricing = z.infer<typeof duePricing>;
