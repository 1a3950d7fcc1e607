/** A request for assistance: of what kind, whose it is to answer, and what was written in it. */
import type { Language } from '../core/texts.ts';
import type { PaymentContext } from './payment-context.ts';
import type { TicketState } from './ticket-states.ts';

export const teams = ['administration', 'technical'] as const;
export type Team = (typeof teams)[number];

export const ticketKinds = [
  'no_receipt',
  'wrong_address',
  'split_payment_by_mistake',
  'error_in_invoice',
  'portal_error',
  'other',
] as const;
export type TicketKind = (typeof ticketKinds)[number];

/** Who answers which kind: technical support mends the portal, the administration the rest. */
export const teamOf: Readonly<Record<TicketKind, Team>> = {
  no_receipt: 'technical',
  wrong_address: 'administration',
  split_payment_by_mistake: 'administration',
  error_in_invoice: 'administration',
  portal_error: 'technical',
  other: 'administration',
};

/** What the forms of the kinds ask for beside words, in the order in which it is shown. */
export const detailNames = [
  'invoice_number',
  'customer_code',
  'amount',
  'date',
  'wrong',
  'wrong_email',
  'reference',
  'page',
] as const;
/** What may be wrong with an invoice; each is the name of a field that says what is written there. */
export const wrongParts = ['customer_code', 'invoice_number', 'amount', 'date'] as const;

export type DetailName = (typeof detailNames)[number];
export type TicketDetails = Readonly<Partial<Record<DetailName, string>>>;

export type Ticket = {
  readonly id: string;
  readonly accessToken: string;
  readonly year: number;
  readonly number: number;
  readonly team: Team;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly language: Language;
  /** Null once its payer was forgotten, as is the name. */
  readonly email: string | null;
  readonly name: string | null;
  readonly paymentId: string | null;
  readonly context: PaymentContext | null;
  readonly details: TicketDetails;
  /** A member of staff by id. */
  readonly assignedTo: string | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly erasedAt: Date | null;
};

export type TicketMessage = {
  readonly position: number;
  readonly author: 'payer' | 'staff';
  readonly actor: string;
  readonly words: string;
  readonly at: Date;
};

/** An attachment without its bytes. */
export type TicketAttachment = {
  readonly id: string;
  readonly position: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
};

/** `R-2026-000042`: short enough to be said on the telephone. */
export function ticketNumber({ year, number }: Pick<Ticket, 'year' | 'number'>): string {
  return `R-${year}-${String(number).padStart(6, '0')}`;
}
