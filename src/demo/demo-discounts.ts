/** Discounts of the demo organisations: a code for everybody, one of few uses, and a rule that needs no code. */
import type { Context } from '../context.ts';
import { saveDiscount, type DiscountTerms } from '../discounts/index.ts';
import type { Organisation } from '../organisations/index.ts';

const common = {
  currency: 'EUR',
  validFrom: null,
  validUntil: null,
  mostUses: null,
  mostUsesPerPayer: null,
  isPublic: true,
} as const;

/** By the organisation's name in addresses. */
const demoDiscounts: Readonly<Record<string, readonly DiscountTerms[]>> = {
  demo: [
    {
      ...common,
      chargeTypeId: 'residents-permit',
      code: 'BENVENUTO',
      kind: 'percent',
      value: 1000n,
      mostUsesPerPayer: 1,
      names: {
        it: 'Benvenuto ai nuovi residenti',
        en: 'Welcome to new residents',
        es: 'Bienvenida a nuevos residentes',
      },
    },
    {
      ...common,
      chargeTypeId: 'meals-monthly',
      code: 'FRATELLI',
      kind: 'amount',
      value: 500n,
      mostUses: 100,
      names: {
        it: 'Fratelli e sorelle in mensa',
        en: 'Brothers and sisters at school meals',
        es: 'Hermanos en el comedor',
      },
    },
    {
      ...common,
      chargeTypeId: 'library-contribution',
      code: null,
      kind: 'percent',
      value: 500n,
      names: { it: 'Mese della lettura', en: 'Month of reading', es: 'Mes de la lectura' },
    },
  ],
};

export async function addDemoDiscounts(
  context: Context,
  organisation: Organisation,
): Promise<void> {
  const discounts = demoDiscounts[organisation.slug] ?? [];
  await context.database.transaction(async (transaction) => {
    for (const terms of discounts) {
      await saveDiscount(context, transaction, organisation, terms, 'demo');
    }
  });
}
