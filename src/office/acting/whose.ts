/** Whose payment a page is about, so that nobody acts on that of somebody else. */
import { findPayersOf } from '../../reports/index.ts';
import { findAttemptsByIds, type Payment } from '../../payments/index.ts';
import { href, html, type Html } from '../../web/html.ts';
import { showMoney } from '../../web/view.ts';
import type { StaffVisit } from '../office-route.ts';
import type { OfficeView } from '../office-view.ts';

type Place = Pick<StaffVisit, 'context' | 'organisation'>;

/** `Giuseppe Verdi, €117.12`, which leads to the payment. */
export async function paymentLink(
  { context, organisation, view }: Place & Pick<StaffVisit, 'view'>,
  { id, total }: Payment,
): Promise<Html> {
  const who = (await findPayersOf(context.database, organisation.id, [id])).get(id);
  const amount = showMoney(view, total);
  return linkTo(view, id, who === undefined ? amount : `${who}, ${amount}`);
}

export function linkTo(view: OfficeView, paymentId: string, text: string): Html {
  return html`<a href="${href(view.office.to(`/payments/${paymentId}`))}">${text}</a>`;
}

/** Names by the ids of attempts. */
export async function payersOfAttempts(
  { context, organisation }: Place,
  all: readonly { readonly attemptId: string }[],
): Promise<ReadonlyMap<string, string>> {
  const { database } = context;
  const ids = all.map(({ attemptId }) => attemptId);
  const attempts = [...(await findAttemptsByIds(database, organisation.id, ids))];
  const payments = attempts.map(([, { paymentId }]) => paymentId);
  const payers = await findPayersOf(database, organisation.id, payments);
  return new Map(attempts.map(([id, { paymentId }]) => [id, payers.get(paymentId) ?? paymentId]));
}
