/** What the buttons of a due's page do: begin a payment of it, or put it into the cart. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addDueToCart } from '../../carts/index.ts';
import { Refusal } from '../../core/errors.ts';
import { format, fromTyped, type Money } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import { priceToPay, pricesToday } from '../../discounts/index.ts';
import { findDuesOfPlans, outstanding, type Due } from '../../dues/index.ts';
import { addLogFields } from '../../observation/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { beginPayment, isPartOf, type PaymentBegun } from '../../payments/index.ts';
import { addressesOf } from '../addresses.ts';
import type { FilledForm } from '../components/field.ts';
import { dueTexts } from '../pages/due.texts.ts';
import { postedFields } from '../posted-fields.ts';
import { viewOf, visitorOf, type Site } from '../site.ts';
import { readSeen } from './due-facts.ts';
import { partOf } from './due-state.ts';

export type OpenedDue = {
  readonly organisation: Organisation;
  readonly due: Due;
  /** The address under which it was opened. */
  readonly address: string;
};

/** What the page is shown again with, when nothing came of the button. */
export type Again = { readonly form: FilledForm | null; readonly problem: string | null };
export type ShowAgain = (again: Again) => Promise<FastifyReply>;

type Chosen = {
  readonly dueIds: readonly string[];
  readonly part: Money | null;
  readonly seen: ReadonlyMap<string, bigint>;
};

/** Refusals of beginning a payment are states of the due: its page says which. */
export async function payDue(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  opened: OpenedDue,
  showAgain: ShowAgain,
): Promise<FastifyReply> {
  const { organisation, address } = opened;
  const { language } = viewOf(site, request, reply, organisation);
  const chosen = await readChoice(site, request, opened, language);
  if ('problem' in chosen) return showAgain(chosen);
  const visitor = visitorOf(site, request);
  try {
    const begun = await begin(site, organisation, chosen, { visitor, language });
    if (begun === 'changed') return await reply.redirect(`${address}?changed=1`, 303);
    addLogFields({ payment: begun.payment.id });
    if (begun.kind === 'in_progress') return await reply.redirect(address, 303);
    const { accessToken } = begun.payment;
    return await reply.redirect(addressesOf(organisation.slug).payment(accessToken), 303);
  } catch (error) {
    return refused(error, { reply, address, language, showAgain });
  }
}

/** Discounts are taken and prices written with the payment, and what the payer did not see is not begun. */
async function begin(
  site: Site,
  organisation: Organisation,
  { dueIds, part, seen }: Chosen,
  payer: { readonly visitor: string; readonly language: Language },
): Promise<PaymentBegun | 'changed'> {
  const { context } = site;
  return context.database.transaction(async (transaction) => {
    const items = dueIds.map((dueId) => ({ dueId }));
    const { dues } = await priceToPay(context, transaction, organisation, items);
    const isOther = (due: Due) => seen.has(due.id) && seen.get(due.id) !== outstanding(due).minor;
    if (dues.some(isOther)) return 'changed';
    const [first] = dueIds;
    const parts = new Map(part && first ? [[first, part]] : []);
    return beginPayment(context, transaction, organisation, { dueIds, parts, ...payer });
  });
}

export async function putDueIntoCart(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  opened: OpenedDue,
  showAgain: ShowAgain,
): Promise<FastifyReply> {
  const { organisation, address } = opened;
  const { language } = viewOf(site, request, reply, organisation);
  const chosen = await readChoice(site, request, opened, language);
  if ('problem' in chosen) return showAgain(chosen);
  const { part } = chosen;
  const { cart } = addressesOf(organisation.slug);
  const visitor = visitorOf(site, request);
  try {
    for (const dueId of chosen.dueIds) {
      const item = { visitor, dueId, ...(part ? { part } : {}) };
      const added = await addDueToCart(site.context, organisation, item);
      if (added.kind === 'full') return await reply.redirect(`${cart}?told=full`, 303);
    }
    return await reply.redirect(cart, 303);
  } catch (error) {
    return refused(error, { reply, address, language, showAgain });
  }
}

async function refused(
  error: unknown,
  {
    reply,
    address,
    language,
    showAgain,
  }: {
    readonly reply: FastifyReply;
    readonly address: string;
    readonly language: Language;
    readonly showAgain: ShowAgain;
  },
): Promise<FastifyReply> {
  if (!(error instanceof Refusal)) throw error;
  if (error.code === 'too_many_dues') {
    return showAgain({ form: null, problem: dueTexts(language)('too_many') });
  }
  return reply.redirect(address, 303);
}

/** The due itself, or those of its plan that were chosen; of others nothing is read. */
async function readChoice(
  site: Site,
  request: FastifyRequest,
  { organisation, due }: OpenedDue,
  language: Language,
): Promise<Chosen | Again> {
  const fields = postedFields(request.body);
  const seen = readSeen(textOf(fields['seen']));
  const t = dueTexts(language);
  const { database } = site.context;
  if (due.plan) {
    const plan = await findDuesOfPlans(database, organisation.id, [due.plan.id]);
    const wanted = [fields['due']].flat();
    const dueIds = plan.map(({ id }) => id).filter((id) => wanted.includes(id));
    if (dueIds.length > 0) return { dueIds, part: null, seen };
    return { form: { values: {}, errors: { due: t('due_missing') } }, problem: null };
  }
  const typed = textOf(fields['amount']).trim().slice(0, 30);
  const [{ due: now } = { due }] = await pricesToday(site.context, database, organisation, [due]);
  const { least } = partOf(now);
  if (!least || typed === '') return { dueIds: [due.id], part: null, seen };
  const part = fromTyped(typed, now.amount.currency);
  if (part && isPartOf(now, part)) {
    const isAll = part.minor === outstanding(now).minor;
    return { dueIds: [due.id], part: isAll ? null : part, seen };
  }
  const all = format(outstanding(now), language);
  const error = t('part_wrong', { least: format(least, language), all });
  return { form: { values: { amount: typed }, errors: { amount: error } }, problem: null };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
