/** How a due stands for whoever looks at it, and what they can do with it. */
import { outstanding, type Due } from '../../dues/index.ts';
import type { CalendarDate } from '../../core/calendar-date.ts';
import { toTyped } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import type { Organisation } from '../../organisations/index.ts';
import { findPayment, isPayableHere, isPayableOn } from '../../payments/index.ts';
import { addressesOf } from '../addresses.ts';
import { emptyForm, type FilledForm } from '../components/field.ts';
import { holdsOfDues, paidPaymentsOfDues } from '../page-facts.ts';
import type { DueState, PlanChoice } from '../pages/due.ts';
import type { Site } from '../site.ts';
import { planPart, seenOf, type DueShown } from './due-facts.ts';

export type Looking = {
  readonly site: Site;
  readonly organisation: Organisation;
  readonly shown: DueShown;
  readonly visitor: string | null;
  /** The address under which the due was opened. */
  readonly address: string;
  readonly language: Language;
  readonly form: FilledForm | null;
  readonly problem: string | null;
};

export async function dueStateOf(looking: Looking): Promise<DueState> {
  const { site, organisation, shown } = looking;
  const { due, today, plan } = shown;
  // A page of a part of a plan shows all of it: what one of its ways settles, the other does not ask.
  const all = plan.length > 0 ? plan : [due];
  const open = all.filter((one) => outstanding(one).minor > 0n);
  if (open.length === 0) {
    const isPaid = all.some((one) => !one.withdrawn);
    return isPaid ? { kind: 'paid', on: await paidOn(looking) } : { kind: 'withdrawn' };
  }
  const holds = await holdsOfDues(
    site,
    organisation,
    open.map((one) => one.id),
  );
  const free = open.filter((one) => !holds.some((hold) => hold.dueId === one.id));
  const [hold] = holds;
  if (hold && free.length === 0) return heldState(looking, hold.paymentId);
  const payable = free.filter((one) => isPayableHere(organisation, one));
  if (payable.length === 0) return { kind: 'not_payable' };
  const now = payable.filter((one) => isPayableOn(one, today));
  if (now.length === 0) return dayState(payable.includes(due) ? due : (payable[0] ?? due), today);
  const held = new Set(holds.map((one) => one.dueId));
  return payableState(looking, now, held);
}

async function heldState(
  { site, organisation, visitor }: Looking,
  paymentId: string,
): Promise<DueState> {
  const holder = await findPayment(site.context.database, organisation.id, paymentId);
  if (!holder || holder.visitor !== visitor) return { kind: 'in_progress' };
  const { payment } = addressesOf(organisation.slug);
  return { kind: 'own_payment', address: payment(holder.accessToken) };
}

/** Before its first day, or after its last. */
function dayState({ validFrom, validUntil }: Due, today: CalendarDate): DueState {
  if (validUntil && today > validUntil) return { kind: 'over', day: validUntil };
  return validFrom ? { kind: 'not_yet', day: validFrom } : { kind: 'not_payable' };
}

async function paidOn({ site, organisation, shown }: Looking) {
  const ids = (shown.plan.length > 0 ? shown.plan : [shown.due]).map((one) => one.id);
  const paid = await paidPaymentsOfDues(site, organisation, ids);
  const days = paid.flatMap(({ payment }) => payment.paidOn ?? []);
  return days.reduce<CalendarDate | null>((last, day) => (last && last > day ? last : day), null);
}

function payableState(
  { organisation, shown, address, language, form, problem }: Looking,
  now: readonly Due[],
  held: ReadonlySet<string>,
): DueState {
  const { due } = shown;
  const { least } = partOf(due);
  return {
    kind: 'payable',
    payAction: `${address}/pay`,
    cartAction: `${address}/cart`,
    seen: seenOf(now),
    least,
    plan: due.plan ? planChoice(shown, now, held, form) : null,
    form: form ?? {
      ...emptyForm,
      values: { amount: least ? toTyped(outstanding(due), language) : '' },
    },
    problem,
    acceptedBrands: organisation.settings.methods.card?.brands ?? [],
  };
}

/** Parts of a plan are paid whole: they are parts already. */
export function partOf(due: Due): { readonly least: Due['leastPart'] } {
  const { leastPart } = due;
  if (due.plan || !leastPart || leastPart.minor >= outstanding(due).minor) return { least: null };
  return { least: leastPart };
}

function planChoice(
  { plan, today }: DueShown,
  now: readonly Due[],
  held: ReadonlySet<string>,
  form: FilledForm | null,
): PlanChoice {
  const parts = plan.map((one) => ({ one, part: planPart(one, today, held) }));
  const whole = parts.find(({ one }) => one.plan?.part === 'whole' && now.includes(one));
  const instalments = parts
    .filter(({ one }) => one.plan?.part === 'instalment')
    .toSorted(({ one }, { one: other }) => ((one.dueOn ?? '') < (other.dueOn ?? '') ? -1 : 1));
  const first = instalments.find(({ one }) => now.includes(one));
  return {
    whole: whole?.part ?? null,
    instalments: instalments.map(({ part }) => part),
    chosenDueIds: form || !first ? [] : [first.one.id],
  };
}
