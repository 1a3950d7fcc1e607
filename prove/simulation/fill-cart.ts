/** Gathers dues and a free payment in a visitor's cart, types a code, and checks out what was seen. */
import { addDueToCart, addFreeItem, applyCode, checkOut, findCart } from '../../src/carts/index.ts';
import { Refusal } from '../../src/core/errors.ts';
import { equal, money } from '../../src/core/money.ts';
import { findDues, outstanding } from '../../src/dues/index.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import { findAttempts, type PaymentBegun } from '../../src/payments/index.ts';
import { findChargeTypesByIds } from '../../src/services/index.ts';
import { enrolmentId } from './lane.ts';
import type { PayerPlan } from './plan.ts';
import type { PortalProcess } from './portal-process.ts';
import { note, type World } from './world.ts';

type Filling = {
  readonly world: World;
  readonly context: PortalProcess['context'];
  readonly organisation: Organisation;
  readonly payer: PayerPlan;
};

export async function fillCart(filling: Filling, dueIds: readonly string[]): Promise<PaymentBegun> {
  const { context, organisation, payer } = filling;
  const { visitor, cart } = payer;
  const dues = await findDues(context.database, organisation.id, dueIds);
  for (const due of dues) {
    const isPart = due.leastPart && due.leastPart.minor < outstanding(due).minor;
    const part = cart === 'in_parts' && isPart ? { part: due.leastPart } : {};
    // Paid or withdrawn meanwhile: the others are paid all the same.
    await orRefused(addDueToCart(context, organisation, { visitor, dueId: due.id, ...part }));
  }
  if (payer.enrols) await enrol(filling);
  if (payer.code) await typeCode(filling, payer.code);
  return (await checkOutSeen(filling)) ?? (await lookAgain(filling));
}

/** @returns null where the portal refused for a reason of the business */
async function orRefused<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'unavailable') throw error;
    return null;
  }
}

async function enrol({ context, organisation, payer }: Filling): Promise<void> {
  const found = await findChargeTypesByIds(context.database, organisation.id, [enrolmentId]);
  const [chargeType] = found;
  if (chargeType?.kind !== 'free') return;
  const free = {
    visitor: payer.visitor,
    chargeType,
    price: { amount: money(2500n, 'EUR'), lines: [{ text: enrolmentId, minor: '2500' }] },
    debtor: { name: payer.visitor, taxId: null, email: null },
    answers: [],
    typed: {},
  };
  await orRefused(addFreeItem(context, organisation, free));
}

async function typeCode({ context, organisation, payer }: Filling, code: string): Promise<void> {
  const { visitor } = payer;
  const { items } = await findCart(context, organisation, visitor);
  for (const { id } of items) {
    await orRefused(applyCode(context, organisation, { visitor, itemId: id, code }));
  }
}

/** @returns null when the cart was another by then, or nothing in it can be paid */
async function checkOutSeen(filling: Filling): Promise<PaymentBegun | null> {
  const { context, organisation, payer } = filling;
  const { seen, total } = await findCart(context, organisation, payer.visitor);
  const order = { visitor: payer.visitor, language: 'it', seen } as const;
  const begun = await orRefused(checkOut(context, organisation, order));
  if (begun?.kind === 'payment' && total && !equal(begun.payment.total, total)) {
    const { id } = begun.payment;
    const attempts = await findAttempts(context.database, organisation.id, [id]);
    // Whose other tab is paying meanwhile is led to that payment, which says what it is of.
    if (attempts.length === 0) {
      note(filling.world, 'wrong_amount', `${id} is not what the cart said`);
    }
  }
  return begun;
}

async function lookAgain(filling: Filling): Promise<PaymentBegun> {
  filling.world.faults.count('payer:cart_changed');
  const begun = await checkOutSeen(filling);
  if (!begun) throw new Refusal('amount_changed');
  return begun;
}
