/** What becomes of dues meanwhile: withdrawn or credited by another file, or changed by hand at the desk. */
import { money } from '../../src/core/money.ts';
import { changeDue, withdrawDue } from '../../src/desk/index.ts';
import { creditDue, findDues, lockDues, outstanding, withdrawDues } from '../../src/dues/index.ts';
import type { Due } from '../../src/dues/index.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import { creditNoteId } from './lane.ts';
import { livingOf, type Webs } from './living.ts';
import type { DueChange, Plan } from './plan.ts';
import type { PortalProcess } from './portal-process.ts';
import { ask } from './requests.ts';
import type { World } from './world.ts';

type Changing = {
  readonly world: World;
  readonly context: PortalProcess['context'];
  readonly organisation: Organisation;
  readonly dueId: string;
  readonly order: { readonly reason: string; readonly actor: string; readonly key: string };
};

export function changeDues(world: World, webs: Webs, change: Plan['changes'][number]): void {
  const organisation = world.lane.organisations[world.plan.dues[change.due]?.organisation ?? 0];
  const dueId = world.dueIds[change.due];
  const portal = livingOf(world, webs);
  if (!organisation || dueId === undefined || !portal) return;
  const { kind } = change;
  world.faults.count(`office:${kind}`);
  const reason = world.nextOrder();
  const order = { reason, key: reason, actor: 'staff:stf_anna' };
  const { context } = portal;
  const work = () => ways[kind]({ world, context, organisation, dueId, order });
  ask(world, portal, `office ${kind}`, work, () => {});
}

const ways: Readonly<Record<DueChange, (changing: Changing) => Promise<void>>> = {
  withdraw: (changing) => asFile(changing, 'withdraw'),
  credit: (changing) => asFile(changing, 'credit'),
  raise: (changing) => byHand(changing, ({ amount }) => amount.minor + 1n + amount.minor / 4n),
  lower: (changing) => byHand(changing, (due) => due.amount.minor - outstanding(due).minor / 3n),
  take_back: ({ context, organisation, dueId, order }) =>
    withdrawDue(context, organisation, dueId, order),
};

async function byHand(
  { world, context, organisation, dueId, order }: Changing,
  amountOf: (due: Due) => bigint,
): Promise<void> {
  const [due] = await findDues(context.database, organisation.id, [dueId]);
  if (!due) return;
  const amount = money(amountOf(due), due.amount.currency);
  // What was paid is owed in part again: another page for it is in good order.
  if (amount.minor > due.amount.minor) world.truth.owedAgain.add(due.reason);
  // The provider of the simulation knows a due by its words, which stay.
  const terms = { about: due.reason, amount, dueOn: due.dueOn };
  await changeDue(context, organisation, dueId, { ...order, ...terms });
}

/** A due is made smaller or taken back, as a credit note or a corrected file would. */
async function asFile(
  { context, organisation, dueId }: Changing,
  kind: 'withdraw' | 'credit',
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const [due] = await lockDues(transaction, organisation.id, [dueId]);
    if (!due || due.withdrawn) return;
    const at = context.clock.now();
    if (kind === 'withdraw') {
      await withdrawDues(transaction, organisation.id, [dueId], at);
      return;
    }
    const minor = outstanding(due).minor / 2n;
    if (minor === 0n || due.credited.minor > 0n) return;
    await creditDue(transaction, organisation.id, { dueId, minor, creditNoteId }, at);
  });
}
