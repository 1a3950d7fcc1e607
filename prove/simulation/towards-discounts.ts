/** Dues of a charge type, codes and rules that make them cheaper while they last, and payers who type the codes. */
import type { DiscountPlan, Plan } from './plan.ts';
import { createRandom, type Random } from './random.ts';

/** How many of a hundred schedules have them. */
const percent = 45;

/** By chance of its own, so that all else of a schedule stays as its seed makes it. */
export function withDiscounts(plan: Plan): Plan {
  const random = createRandom(plan.seed + 0xd1_5c_07);
  if (!random.chance(percent)) return plan;
  const discounts = Array.from({ length: 1 + random.below(3) }, (_, index) =>
    makeDiscount(random, index),
  );
  const codes = discounts.flatMap(({ code }) => code ?? []);
  return {
    ...plan,
    discounts,
    dues: plan.dues.map((due) => ({
      ...due,
      isOfChargeType: random.chance(90),
      isEarly: random.chance(25),
    })),
    payers: plan.payers.map((payer) => ({
      ...payer,
      enrols: random.chance(35),
      cart: payer.cart ?? (random.chance(70) ? 'whole' : null),
      code: random.chance(90) && codes.length > 0 ? random.pick(codes) : null,
    })),
  };
}

/** Few uses and short lives: what two payers want at once, and what is over before it is paid, shows most. */
function makeDiscount(random: Random, index: number): DiscountPlan {
  const kind = random.pick(['amount', 'percent'] as const);
  return {
    of: random.pick(['fee', 'fee', 'enrolment']),
    code: random.chance(60) ? `CODE-${index}` : null,
    kind,
    value: kind === 'amount' ? 1 + random.below(300) : random.pick([100, 1050, 3333, 9999]),
    mostUses: random.pick([1, 1, 2, null]),
    mostUsesPerPayer: random.pick([1, null]),
    days: random.chance(30) ? 0 : 30,
    endsAtStep: random.chance(25) ? random.below(120) : null,
  };
}
