/** What the people of an organisation do meanwhile: they send forms, twice at times, and again when no answer comes. */
import { Refusal } from '../../src/core/errors.ts';
import type { StaffOrder } from '../../src/orders/index.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import { findAttention, returnSuspense } from '../../src/payments/index.ts';
import { decide } from './approvals.ts';
import { livingOf, type Webs } from './living.ts';
import type { Plan } from './plan.ts';
import type { PortalProcess } from './portal-process.ts';
import { ask } from './requests.ts';
import { wishes, type Wish } from './wishes.ts';
import type { World } from './world.ts';

type Errand = {
  readonly name: string;
  readonly organisation: Organisation;
  readonly wish: Wish;
  readonly order: StaffOrder;
};

/** Whoever gets no proper answer sends the form again, but not for ever. */
const mostTries = 2;

/** Opens the page of a deed at each organisation, and sends the form where there is something to do. */
export async function doOfficeWork(
  world: World,
  webs: Webs,
  { kind, twice }: Plan['staff'][number],
): Promise<void> {
  for (const organisation of world.organisations) {
    const wish = await wishes[kind](world, organisation);
    if (!wish) continue;
    world.faults.count(`staff:${kind}`);
    if (twice !== null) world.faults.count(`staff:twice_${twice}`);
    const orders = ordersOf(world, twice);
    for (const order of orders) {
      send(world, webs, { name: `staff ${kind}`, organisation, wish, order }, 0);
    }
  }
}

function ordersOf(world: World, twice: Plan['staff'][number]['twice']): readonly StaffOrder[] {
  const by = (person: string): StaffOrder => {
    const key = world.nextOrder();
    // The reason is kept with what comes of it, so that it can be counted.
    return { reason: key, key, actor: `staff:stf_${person}` };
  };
  const first = by('anna');
  if (twice === 'click') return [first, first];
  return twice === 'people' ? [first, by('bruno')] : [first];
}

function send(world: World, webs: Webs, errand: Errand, tries: number): void {
  const web = livingOf(world, webs);
  if (!web) return;
  const { name, organisation, wish, order } = errand;
  let approvalId: string | null = null;
  const work = async (): Promise<void> => {
    approvalId = await wish(web.context, order);
  };
  ask(world, web, name, work, (answer) => {
    const isClear = answer.kind === 'done' || answer.kind === 'refused';
    if (!isClear && tries < mostTries) send(world, webs, errand, tries + 1);
    if (approvalId === null) return;
    decide(world, webs, organisation, { approvalId, actor: order.actor });
  });
}

/** In the end everything that was set aside is given back. */
export function giveAllBack(world: World, portal: PortalProcess): void {
  for (const organisation of world.organisations) {
    const work = async (): Promise<void> => {
      const { suspense } = await findAttention(portal.context.database, organisation.id);
      for (const { id } of suspense) {
        await giveItemBack(world, portal, organisation, id).catch((error: unknown) => {
          // What is disputed waits for the end of the dispute.
          if (!(error instanceof Refusal)) throw error;
        });
      }
    };
    ask(world, portal, 'staff gives all back', work, () => {});
  }
}

async function giveItemBack(
  world: World,
  { context }: PortalProcess,
  organisation: Organisation,
  itemId: string,
): Promise<void> {
  const order = { reason: 'settles nothing', actor: 'staff' };
  const refund = await returnSuspense(context, organisation, itemId, order);
  world.told.refunds.add(refund.id);
}
