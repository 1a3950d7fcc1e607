/** What the examples of mails are told of the organisation that looks at them. */
import { z } from 'zod';

export const exampleFacts = z.object({
  organisation: z.object({
    slug: z.string(),
    name: z.string(),
    email: z.string().nullable(),
  }),
  mode: z.enum(['test', 'live']),
  timeZone: z.string(),
  /** Of the organisation's pages; the links of an example lead there. */
  homeUrl: z.url({ protocol: /^https?$/ }),
  at: z.iso.datetime(),
});

export type ExampleFacts = z.output<typeof exampleFacts>;

export const mailExamples = [
  'receipt',
  'refund',
  'second_payment',
  'second_payment_choice',
  'payment_list',
  'assistance_opened',
  'assistance_answered',
  'assistance_asked',
] as const;

/** A mail that payers get, by which it is looked at. */
export type MailExample = (typeof mailExamples)[number];
