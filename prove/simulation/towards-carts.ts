/** Dues of plans and dues in parts, and payers who gather them in carts. */
import type { Plan } from './plan.ts';
import { createRandom } from './random.ts';

/** How many of a hundred schedules have them. */
const percent = 40;

/** By chance of its own, so that all else of a schedule stays as its seed makes it. */
export function withCarts(plan: Plan): Plan {
  const random = createRandom(plan.seed + 0x5c_a1_e0);
  if (!random.chance(percent)) return plan;
  return {
    ...plan,
    dues: plan.dues.map((due) => ({
      ...due,
      planPart: random.chance(45) ? random.pick(['whole', 'instalment', 'instalment']) : null,
      leastPart: random.chance(35) ? 1 + random.below(due.minor) : null,
    })),
    payers: plan.payers.map((payer) => ({
      ...payer,
      cart: random.pick(['whole', 'in_parts', null]),
    })),
  };
}
