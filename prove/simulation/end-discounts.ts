/** Staff end a discount while payers pay with it. */
import { endDiscount } from '../../src/discounts/index.ts';
import { livingOf, type Webs } from './living.ts';
import { ask } from './requests.ts';
import type { PlannedDiscount, World } from './world.ts';

export function endDiscountNow(
  world: World,
  webs: Webs,
  { organisation, id }: PlannedDiscount,
): void {
  const portal = livingOf(world, webs);
  if (!portal) return;
  const { context } = portal;
  world.faults.count('office:end_discount');
  const work = () =>
    context.database.transaction((transaction) =>
      endDiscount(context, transaction, organisation, id, 'staff:stf_anna'),
    );
  ask(world, portal, 'office end_discount', work, () => {});
}
