/** What staff want, by what they see; each wish is a form that can be sent more than once. */
import type { Context } from '../../src/context.ts';
import { money, type Money } from '../../src/core/money.ts';
import type { StaffOrder } from '../../src/orders/index.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import {
  acceptDispute,
  askPayer,
  askProvider,
  closeByStray,
  explainStray,
  findAttempts,
  recordCounterPayment,
  requestRefund,
  requestReturn,
  sendEvidence,
  setAgainstDue,
  type RefundRequested,
  type RefundWay,
} from '../../src/payments/index.ts';
import { bankAccount } from './lane.ts';
import { seeAllocations, seeDisputes, seeItems, seeOwed, seeStrays } from './open-pages.ts';
import type { SeenAllocation } from './open-pages.ts';
import type { Deed } from './plan.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** @returns the approval that it waits for, if any */
export type Wish = (context: Context, order: StaffOrder) => Promise<string | null>;

type Looking = (world: World, organisation: Organisation) => Promise<Wish | null>;

/** All, or a part. */
function someOf(random: Random, left: string, currency: string): Money {
  const whole = BigInt(left);
  const part = 1n + (BigInt(random.below(1_000_000)) % whole);
  return money(random.chance(60) ? whole : part, currency);
}

function promised(world: World, asked: RefundRequested): string | null {
  if (asked.kind === 'approval') return asked.approvalId;
  world.told.refunds.add(asked.refund.id);
  return null;
}

function wayOf(random: Random, isCash: boolean): RefundWay {
  if (random.chance(isCash ? 20 : 75)) return { kind: 'provider' };
  return { kind: 'by_hand', from: random.pick(['till', bankAccount]) };
}

const refund: Looking = async (world, organisation) => {
  const { random, truth } = world;
  const seen = await seeAllocations(world, organisation);
  if (seen.length === 0) return null;
  const { payment_id: paymentId, is_cash: isCash } = random.pick(seen);
  const all = seen.filter((each) => each.payment_id === paymentId);
  const some = all.filter(() => random.chance(60));
  const way = wayOf(random, isCash);
  const lines = (some.length > 0 ? some : all).map((each: SeenAllocation) => {
    // Of money that leaves by hand the provider knows nothing.
    if (way.kind === 'by_hand') truth.owedAgain.add(each.reason);
    const amount = someOf(random, each.left, each.currency);
    const after = random.pick(['owed_again', 'settled_otherwise'] as const);
    return { dueId: each.due_id, amount, after };
  });
  world.faults.count(`staff:refund_${way.kind}`);
  return async (context, order) =>
    promised(
      world,
      await requestRefund(context, organisation, paymentId, { ...order, lines, way }),
    );
};

const giveBack: Looking = async (world, organisation) => {
  const [item] = await seeItems(world, organisation);
  if (!item) return null;
  return async (context, order) =>
    promised(world, await requestReturn(context, organisation, item.id, order));
};

const setAgainst: Looking = async (world, organisation) => {
  const { random } = world;
  const items = await seeItems(world, organisation);
  const owed = await seeOwed(world, organisation);
  if (items.length === 0 || owed.length === 0) return null;
  const [item, due] = [random.pick(items), random.pick(owed)];
  const least = BigInt(item.left) < BigInt(due.left) ? item.left : due.left;
  const amount = someOf(random, least, item.currency);
  const at = world.now();
  return async (context, order) => {
    const wanted = { ...order, dueId: due.id, amount };
    const payment = await setAgainstDue(context, organisation, item.id, wanted);
    world.truth.settledOtherwise.push({ due: due.reason, at });
    world.told.payments.add(payment.id);
    world.told.paid.add(payment.id);
    return null;
  };
};

const counter: Looking = async (world, organisation) => {
  const { random } = world;
  const owed = await seeOwed(world, organisation);
  if (owed.length === 0) return null;
  const due = random.pick(owed);
  const amount = someOf(random, due.left, due.currency);
  const email = random.chance(50) ? 'payer@example.com' : null;
  const at = world.now();
  return async (context, order) => {
    const wanted = { ...order, dueId: due.id, amount, email, language: 'it' } as const;
    const { payment } = await recordCounterPayment(context, organisation, wanted);
    world.told.payments.add(payment.id);
    world.truth.settledOtherwise.push({ due: due.reason, at });
    world.cash.set(order.reason, amount.minor);
    if (payment.state === 'paid') world.told.paid.add(payment.id);
    return null;
  };
};

/** @param answer as it is sent to the provider */
function aboutDispute(
  answer: (context: Context, of: Organisation, id: string, order: StaffOrder) => Promise<unknown>,
): Looking {
  return async (world, organisation) => {
    const open = await seeDisputes(world, organisation);
    if (open.length === 0) return null;
    const { id } = world.random.pick(open);
    return async (context, order) => {
      await answer(context, organisation, id, order);
      return null;
    };
  };
}

function aboutItem(
  work: (context: Context, of: Organisation, id: string, order: StaffOrder) => Promise<unknown>,
): Looking {
  return async (world, organisation) => {
    const items = await seeItems(world, organisation);
    if (items.length === 0) return null;
    const { id } = world.random.pick(items);
    return async (context, order) => {
      await work(context, organisation, id, order);
      return null;
    };
  };
}

const explain: Looking = async (world, organisation) => {
  const strays = await seeStrays(world, organisation);
  if (strays.length === 0) return null;
  const { kind, account, reference } = world.random.pick(strays);
  const way = world.random.pick(['explained', 'written_off'] as const);
  const name = { kind, providerAccountId: account, providerReference: reference };
  return async (context, order) => {
    await explainStray(context, organisation, name, { ...order, way });
    return null;
  };
};

const askAll: Looking = async (world, organisation) => {
  const known = [...world.told.payments];
  return async (context) => {
    const attempts = await findAttempts(context.database, organisation.id, known);
    for (const attempt of attempts) await askProvider(context, organisation, attempt, 'staff');
    return null;
  };
};

export const wishes: Readonly<Record<Deed, Looking>> = {
  give_back: giveBack,
  ask: askAll,
  refund,
  set_against: setAgainst,
  counter,
  evidence: aboutDispute((context, of, id, order) =>
    sendEvidence(context, of, id, { ...order, text: 'it was delivered' }),
  ),
  accept: aboutDispute(acceptDispute),
  close_by_stray: aboutItem(closeByStray),
  explain,
  ask_payer: aboutItem(askPayer),
};
