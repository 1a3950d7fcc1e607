/** The settings of an organisation: the shape of the file that `organisation set` reads. */
import { z } from 'zod';
import { isValidIBAN } from 'ibantools';
import { isCurrency } from '../core/currencies.ts';
import { plainText } from '../core/localised.ts';
import { fromDecimal } from '../core/money.ts';
import { languages } from '../core/texts.ts';
import { openingHours } from './opening-hours.ts';
import { cardBrands } from '../providers/provider.ts';

/** What a payer may be asked beside number, customer code and amount. */
export const lookupFields = ['issued_on', 'due_on', 'tax_code', 'year'] as const;
export type LookupField = (typeof lookupFields)[number];

const line = plainText.trim().min(1).max(200);
const timeZones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
const perLanguage = z.partialRecord(z.enum(languages), plainText.trim().min(1).max(20_000));

/** The mails to payers that can carry a note of the organisation's. */
export const payerMails = [
  'receipt',
  'refund',
  'second_payment',
  'second_payment_choice',
  'payment_list',
  'assistance',
] as const;
export type PayerMail = (typeof payerMails)[number];

export const longestNote = 500;

/** Plain words: a mail shows them as they are written. */
const note = plainText
  .trim()
  .min(1)
  .max(longestNote)
  .refine((text) => !/[<>]/.test(text), 'holds markup');

const logo = z.strictObject({
  type: z.enum(['image/svg+xml', 'image/png']),
  /** Base64. */
  data: z.base64().max(41_000, 'the logo is larger than 30 KB'),
});

const contactLine = z.strictObject({
  /** `customers` pay; `partners` work with the organisation, as registration desks do. */
  audience: z.enum(['customers', 'partners']),
  email: z.email().optional(),
  phone: line.optional(),
  /** By weekday, in the organisation's time zone: `{"monday": ["08:30-18:00"]}`. */
  hours: openingHours.default({}),
});

export const settingsSchema = z.strictObject({
  name: line,
  legal_name: line.optional(),
  address: line.optional(),
  tax_ids: z.array(z.string().max(100).transform(normaliseTaxId).pipe(z.string().min(1))).min(1),
  /** One colour; text in it and on it must be readable, which `organisation set` checks. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'write it as #rrggbb')
    .default('#0066cc'),
  logo: logo.optional(),
  languages: z
    .array(z.enum(languages))
    .min(1)
    .default([...languages]),
  /** In which dues are made by hand, the usual one first; invoices bring their own. */
  currencies: z
    .array(z.string().refine(isCurrency, 'no currency of ISO 4217'))
    .min(1)
    .max(20)
    .default(['EUR']),
  time_zone: z
    .string()
    .refine((name) => timeZones.has(name), 'not a time zone of the IANA list')
    .default('Europe/Rome'),
  accounts: z
    .array(
      z.strictObject({
        name: line,
        iban: z.string().transform(normaliseIban).refine(isValidIBAN, 'not a valid IBAN'),
      }),
    )
    .default([]),
  methods: z
    .strictObject({
      card: z
        .strictObject({
          provider: line,
          brands: z.array(z.enum(cardBrands)).min(1).default(['visa', 'mastercard']),
        })
        .optional(),
    })
    .default({}),
  /** Above it a second person must agree to a refund, with what went back of the payment before. */
  refund_limit: z
    .strictObject({ amount: z.string(), currency: z.string().regex(/^[A-Z]{3}$/) })
    .refine(
      ({ amount, currency }) => isCurrency(currency) && fromDecimal(amount, currency) !== null,
      'not an amount such as { "amount": "500.00", "currency": "EUR" }',
    )
    .optional(),
  /** Invoices whose means of payment is direct debit may be paid by card all the same. */
  direct_debit_payable: z.boolean().default(false),
  lookup_fields: z.array(z.enum(lookupFields)).default([]),
  /** Where notices of payments go. */
  mail_address: z.email().optional(),
  /** Sender of the organisation's mails. */
  mail_from: z.email().optional(),
  contact: z
    .strictObject({
      email: z.email().optional(),
      phone: line.optional(),
      hours: line.optional(),
      page: z.url({ protocol: /^https$/ }).optional(),
    })
    .default({}),
  /** Lines to call or write to, each with its hours; shown beside `contact`, or in its place. */
  contact_lines: z.array(contactLine).max(10).default([]),
  /** Where requests for assistance are announced; `mail_address` where one is not given. */
  assistance: z
    .strictObject({ administration: z.email().optional(), technical: z.email().optional() })
    .default({}),
  terms: perLanguage.default({}),
  /** What is added to mails to payers, by mail and language. */
  mail_notes: z
    .partialRecord(z.enum(payerMails), z.partialRecord(z.enum(languages), note))
    .default({}),
  /** The organisation's own codes by the customer's VAT number or tax code. */
  customer_codes: z.record(line, line).default({}),
});

export type OrganisationSettings = z.infer<typeof settingsSchema>;

/** As banks store it: capitals, without the blanks in which it is printed. */
export function normaliseIban(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase();
}

export function isAccountNumber(text: string): boolean {
  return isValidIBAN(normaliseIban(text));
}

/** Capitals, without blanks, dots and dashes: `IT 0123.456` and `it0123456` are the same. */
export function normaliseTaxId(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
