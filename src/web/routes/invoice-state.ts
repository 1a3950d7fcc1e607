/** What can be done with an invoice now, for whoever opened its page. */
import { dateIn } from '../../core/calendar-date.ts';
import { findCreditNotesOfDues, outstanding, type Due } from '../../dues/index.ts';
import { findInvoices, type Invoice } from '../../invoices/index.ts';
import { maskEmail } from '../../messages/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { findPayment, isPayableHere, type Payment } from '../../payments/index.ts';
import { addressesOf } from '../addresses.ts';
import { emptyForm, type FilledForm } from '../components/field.ts';
import { duesOfInvoices, holdsOfDues, paidPaymentsOfDues } from '../page-facts.ts';
import type { Instalment, InvoiceState } from '../pages/invoice.ts';
import type { Site } from '../site.ts';

export type InvoiceNow = {
  readonly state: InvoiceState;
  readonly instalments: readonly Instalment[];
  /** What paid it, when it is paid. */
  readonly paidBy: Payment | null;
  /** What is paying it, when something is. */
  readonly holder: Payment | null;
};

type Asked = {
  readonly invoice: Invoice;
  readonly visitor: string | null;
  readonly form?: FilledForm;
  readonly isResent?: boolean;
  /** What was wrong with the choice of instalments; none is chosen then. */
  readonly dueError?: string;
};

export async function invoiceNow(
  site: Site,
  organisation: Organisation,
  asked: Asked,
): Promise<InvoiceNow> {
  const { database, clock } = site.context;
  const { invoice } = asked;
  const found = await duesOfInvoices(site, organisation, [invoice.id]);
  const dues = found.filter((due) => !due.withdrawn);
  const dueIds = dues.map((due) => due.id);
  const [holds, paid] = await Promise.all([
    holdsOfDues(site, organisation, dueIds),
    paidPaymentsOfDues(site, organisation, dueIds),
  ]);
  const held = new Set(holds.map((hold) => hold.dueId));
  const today = dateIn(organisation.settings.time_zone, clock.now());
  const instalments = dues.map((due) => instalmentOf(due, held, today));
  const open = dues.filter((due) => outstanding(due).minor > 0n);
  const free = open.filter((due) => !held.has(due.id) && isPayableHere(organisation, due));
  const holder = holds[0] ? await findPayment(database, organisation.id, holds[0].paymentId) : null;
  const paidBy = paid[0]?.payment ?? null;
  const isCredited = open.length === 0 && paidBy === null && dueIds.length > 0;
  const creditNote = isCredited ? await creditNoteOf(site, organisation, dueIds) : null;
  const state = stateOf(organisation, asked, { dues, open, free, holder, paidBy, creditNote });
  return { state, instalments, paidBy, holder };
}

type Facts = {
  readonly dues: readonly Due[];
  readonly open: readonly Due[];
  readonly free: readonly Due[];
  readonly holder: Payment | null;
  readonly paidBy: Payment | null;
  /** The number of the credit note that took the last of it off. */
  readonly creditNote: string | null;
};

async function creditNoteOf(
  site: Site,
  organisation: Organisation,
  dueIds: readonly string[],
): Promise<string | null> {
  const { database } = site.context;
  const ids = await findCreditNotesOfDues(database, organisation.id, dueIds);
  const notes = await findInvoices(database, organisation.id, ids.slice(-1));
  return notes[0]?.number ?? null;
}

function stateOf(organisation: Organisation, asked: Asked, facts: Facts): InvoiceState {
  const addresses = addressesOf(organisation.slug);
  const here = addresses.invoice(asked.invoice.accessToken);
  const { dues, open, free, holder, paidBy, creditNote } = facts;
  const inProgress = holder && {
    since: holder.createdAt,
    continueAddress:
      holder.visitor === asked.visitor ? addresses.payment(holder.accessToken) : null,
    restartAction: `${here}/restart`,
  };
  const [next] = free;
  if (next) {
    return {
      kind: 'payable',
      action: `${here}/pay`,
      cartAction: `${here}/cart`,
      amountDueNow: outstanding(next),
      chosenDueIds: asked.dueError === undefined ? [next.id] : [],
      acceptedBrands: organisation.settings.methods.card?.brands ?? [],
      ...(asked.dueError === undefined ? {} : { error: asked.dueError }),
      ...(inProgress && { inProgress }),
    };
  }
  if (open.length > 0 && inProgress) return { kind: 'in_progress', ...inProgress };
  const [first] = open;
  if (first) {
    const reasons = {
      direct_debit: 'direct_debit',
      treasury: 'withheld',
      by_payer: 'no_method',
    } as const;
    return { kind: 'not_payable', reason: reasons[first.collectable] };
  }
  if (paidBy?.paidOn) {
    return {
      kind: 'already_paid',
      paidOn: paidBy.paidOn,
      emailMasked: paidBy.email && maskEmail(paidBy.email),
      resendAction: paidBy.email && `${here}/resend`,
      isResent: asked.isResent ?? false,
      openAction: `${here}/open`,
      form: asked.form ?? emptyForm,
    };
  }
  return dues.length === 0
    ? { kind: 'not_payable', reason: 'nothing_due' }
    : { kind: 'withdrawn', creditNoteNumber: creditNote };
}

function instalmentOf(due: Due, held: ReadonlySet<string>, today: string): Instalment {
  const isOpen = outstanding(due).minor > 0n;
  const isPaid = due.settled.minor > 0n && !isOpen;
  const isLate = due.dueOn !== null && due.dueOn < today;
  const openState = held.has(due.id) ? 'in_progress' : isLate ? 'overdue' : 'open';
  return {
    dueId: due.id,
    amount: isOpen ? outstanding(due) : due.amount,
    dueOn: due.dueOn,
    state: isOpen ? openState : isPaid ? 'paid' : 'withdrawn',
  };
}
