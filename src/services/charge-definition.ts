/** A charge type as an organisation defines it: who owes, how much, and what is asked. */
import { z } from 'zod';
import { isCurrency } from '../core/currencies.ts';
import { localised } from '../core/localised.ts';
import { fromDecimal } from '../core/money.ts';
import { priceByDate } from '../dues/index.ts';
import { formDefinition } from '../forms/index.ts';

const currency = z.string().refine(isCurrency, 'not a currency such as EUR').default('EUR');
/** A decimal with a dot, above zero; whether the currency has so many decimals is looked at below. */
const amount = z.string().regex(/^\d{1,10}(\.\d{1,4})?$/, 'not an amount such as 12.50');

/** How much a free payment is. */
export const amountRule = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fixed'), currency, amount }),
    z.strictObject({
      kind: z.literal('free'),
      currency,
      least: amount.default('0.01'),
      most: amount.default('10000.00'),
      /** Amounts are `least` and whole steps above it. */
      step: amount.optional(),
    }),
    z.strictObject({
      kind: z.literal('list'),
      currency,
      choices: z
        .array(z.strictObject({ amount, label: localised(120).optional() }))
        .min(1)
        .max(50),
    }),
    z.strictObject({
      kind: z.literal('computed'),
      currency,
      price: amount,
      quantity: z.strictObject({
        label: localised(120),
        least: z.int().min(1).default(1),
        most: z.int().min(1).max(10_000).default(100),
      }),
      /** Each is ticked or not; its price is added once, or for each of the quantity. */
      options: z
        .array(
          z.strictObject({
            name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
            label: localised(120),
            price: amount,
            per: z.enum(['payment', 'piece']).default('payment'),
          }),
        )
        .max(20)
        .default([]),
    }),
  ])
  .superRefine((rule, faults) => {
    for (const [path, text] of amountsOf(rule)) {
      const read = isCurrency(rule.currency) ? fromDecimal(text, rule.currency) : null;
      if (read === null || read.minor <= 0n) {
        faults.addIssue({
          code: 'custom',
          path: [...path],
          message: 'not an amount above zero in this currency',
        });
      }
    }
    // What else is wrong can be told only of amounts that are some.
    if (faults.issues.length > 0) return;
    for (const fault of faultsOf(rule)) faults.addIssue({ code: 'custom', ...fault });
  });

export type AmountRule = z.infer<typeof amountRule>;

type Fault = { readonly path: string[]; readonly message: string };

/** No free payment comes to more, in minor units: what providers and files take. */
const mostMinor = 10n ** 13n;

/** What no payer could meet, or what no portal could charge. */
function faultsOf(rule: AmountRule): Fault[] {
  const minor = (text: string): bigint => fromDecimal(text, rule.currency)?.minor ?? 0n;
  if (rule.kind === 'free' && minor(rule.least) > minor(rule.most)) {
    return [{ path: ['most'], message: 'less than the least amount' }];
  }
  if (rule.kind !== 'computed') return [];
  const { quantity, options, price } = rule;
  const faults: Fault[] = [];
  if (quantity.least > quantity.most) {
    faults.push({ path: ['quantity', 'most'], message: 'less than the least quantity' });
  }
  if (new Set(options.map(({ name }) => name)).size < options.length) {
    faults.push({ path: ['options'], message: 'two options have the same name' });
  }
  const dearest = [price, ...options.map((option) => option.price)].map(minor);
  if (dearest.reduce((sum, each) => sum + each * BigInt(quantity.most), 0n) > mostMinor) {
    faults.push({ path: ['quantity', 'most'], message: 'comes to more than can be charged' });
  }
  return faults;
}

type AmountAt = readonly [path: readonly (string | number)[], text: string];

function amountsOf(rule: AmountRule): AmountAt[] {
  switch (rule.kind) {
    case 'fixed':
      return [[['amount'], rule.amount]];
    case 'free':
      return [
        [['least'], rule.least],
        [['most'], rule.most],
        ...(rule.step ? [[['step'], rule.step] satisfies AmountAt] : []),
      ];
    case 'list':
      return rule.choices.map((choice, index) => [['choices', index, 'amount'], choice.amount]);
    case 'computed':
      return [
        [['price'], rule.price],
        ...rule.options.map((option, index): AmountAt => [
          ['options', index, 'price'],
          option.price,
        ]),
      ];
    default:
      return rule satisfies never;
  }
}

const common = {
  name: localised(120),
  description: localised(2000).optional(),
  accounting_code: z.string().trim().min(1).max(200).optional(),
  /** Of the European public bodies' list; compulsory for pagoPA. */
  taxonomy: z.string().trim().min(1).max(60).optional(),
};

/** Of dues that are loaded, or made by hand. */
export const duesDefinition = z.strictObject({
  ...common,
  price_by_date: priceByDate.optional(),
  /** Whether, and from which amount on, a due may be paid in parts. */
  part_payment: z.strictObject({ least: amount }).optional(),
});

/** Of payments that nobody asked for yet. */
export const freeDefinition = z.strictObject({
  ...common,
  amount: amountRule,
  /** Who may be named as debtor, and which of a debtor's data must be given. */
  debtor: z
    .strictObject({
      who: z.enum(['anyone', 'person', 'company']).default('anyone'),
      tax_code: z.enum(['mandatory', 'optional', 'not_asked']).default('optional'),
      email: z.enum(['mandatory', 'optional', 'not_asked']).default('optional'),
    })
    .prefault({}),
  form: formDefinition.prefault({}),
});

export type DuesDefinition = z.infer<typeof duesDefinition>;
export type FreeDefinition = z.infer<typeof freeDefinition>;
