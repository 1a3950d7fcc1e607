/** What the organisation does meanwhile: withdraws or credits a due, gives money back, asks the provider again. */
import { Refusal } from '../../src/core/errors.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import { creditDue, lockDues, outstanding, withdrawDues } from '../../src/dues/index.ts';
import {
  askProvider,
  findAttempts,
  findAttention,
  returnSuspense,
} from '../../src/payments/index.ts';
import { creditNoteId } from './lane.ts';
import type { Plan } from './plan.ts';
import type { PortalProcess } from './portal-process.ts';
import { ask } from './requests.ts';
import type { World } from './world.ts';

const nothing = (): void => {};

/** A due is made smaller or taken back, as a credit note or a corrected file would. */
export function changeDue(
  world: World,
  portal: PortalProcess,
  change: Plan['changes'][number],
): void {
  const organisation = world.lane.organisations[world.plan.dues[change.due]?.organisation ?? 0];
  const dueId = world.dueIds[change.due];
  if (!organisation || dueId === undefined) return;
  world.faults.count(`office:${change.kind}`);
  const { context } = portal;
  const work = (): Promise<void> =>
    context.database.transaction(async (transaction) => {
      const [due] = await lockDues(transaction, organisation.id, [dueId]);
      if (!due || due.withdrawn) return;
      const at = context.clock.now();
      if (change.kind === 'withdraw') {
        await withdrawDues(transaction, organisation.id, [dueId], at);
        return;
      }
      const minor = outstanding(due).minor / 2n;
      if (minor === 0n || due.credited.minor > 0n) return;
      await creditDue(transaction, organisation.id, { dueId, minor, creditNoteId }, at);
    });
  ask(world, portal, `office ${change.kind}`, work, nothing);
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
    ask(world, portal, 'staff gives all back', work, nothing);
  }
}

/** Gives the oldest item of suspense back, or asks about everything that was ever tried. */
export function doOfficeWork(
  world: World,
  portal: PortalProcess,
  kind: Plan['staff'][number]['kind'],
): void {
  for (const organisation of world.organisations) {
    if (kind === 'ask') {
      ask(world, portal, 'staff asks', () => askAll(world, portal, organisation), nothing);
      continue;
    }
    if (kind === 'give_back_twice') world.faults.count('staff:twice');
    const hands = kind === 'give_back_twice' ? 2 : 1;
    for (let hand = 0; hand < hands; hand += 1) {
      ask(world, portal, 'staff gives back', () => giveBack(world, portal, organisation), nothing);
    }
  }
}

async function giveBack(
  world: World,
  portal: PortalProcess,
  organisation: Organisation,
): Promise<void> {
  const { suspense } = await findAttention(portal.context.database, organisation.id);
  const [item] = suspense;
  if (item) await giveItemBack(world, portal, organisation, item.id);
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

async function askAll(
  world: World,
  { context }: PortalProcess,
  organisation: Organisation,
): Promise<void> {
  const attempts = await findAttempts(context.database, organisation.id, [...world.told.payments]);
  for (const attempt of attempts) await askProvider(context, organisation, attempt, 'staff');
}
