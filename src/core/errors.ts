/** The refusal catalogue: every way in which the portal says no, once. Codes are never renamed or reused. */

/** `status` is the HTTP status; `title` the English sentence of the problem document (RFC 9457). */
export const refusals = {
  already_decided: { status: 409, title: 'This was decided already' },
  amount_changed: { status: 409, title: 'The amount due has changed since it was shown' },
  attempt_in_progress: { status: 409, title: 'An attempt to pay this is already in progress' },
  below_settled: { status: 409, title: 'More than that was paid or credited already' },
  changed_since: { status: 409, title: 'Somebody else changed this since it was shown' },
  dispute_over: { status: 409, title: 'This dispute cannot be answered any more' },
  disputed: { status: 409, title: 'The payer’s bank is taking this money back' },
  due_already_paid: { status: 409, title: 'This has already been paid' },
  due_in_progress: { status: 409, title: 'Another payment of this is in progress' },
  due_withdrawn: { status: 409, title: 'This is no longer to be paid' },
  form_expired: { status: 403, title: 'The form was not sent by this page, or is too old' },
  input_invalid: { status: 422, title: 'Something in the input is missing or wrong' },
  invoice_not_found: { status: 404, title: 'No invoice with these data' },
  keys_refused: { status: 409, title: 'The provider does not accept these keys' },
  last_administrator: { status: 409, title: 'Nobody else may run this organisation' },
  method_not_available: { status: 409, title: 'This method cannot be used here' },
  not_allowed: { status: 403, title: 'This role may not do that' },
  not_found: { status: 404, title: 'There is nothing at this address' },
  not_payable_today: { status: 409, title: 'This cannot be paid on this day' },
  nothing_to_pay: { status: 409, title: 'There is nothing here to pay' },
  nothing_to_return: { status: 409, title: 'There is no such money to give back' },
  order_repeated: { status: 409, title: 'The same form was sent for something else before' },
  organisation_ambiguous: { status: 409, title: 'More than one organisation would fit' },
  organisation_exists: { status: 409, title: 'An organisation with this name in addresses exists' },
  organisation_unknown: { status: 404, title: 'No such organisation' },
  plan_excluded: { status: 409, title: 'The whole and its instalments are not paid together' },
  over_refund: { status: 409, title: 'More than is left would be given back' },
  proposal_expired: { status: 409, title: 'This proposal is too old; it has to be made again' },
  same_person: { status: 409, title: 'Another person than the one who proposed this must agree' },
  providers_differ: {
    status: 409,
    title: 'These cannot be paid together: other providers take them',
  },
  provider_unavailable: { status: 503, title: 'The payment provider cannot be reached' },
  terms_changed: { status: 409, title: 'The terms have changed since they were shown' },
  ticket_closed: { status: 409, title: 'This request for assistance is closed' },
  staff_exists: { status: 409, title: 'Somebody with this address is there already' },
  too_many_dues: { status: 409, title: 'One payment cannot hold so many' },
  too_many_tries: { status: 429, title: 'Too many tries; wait before the next one' },
  unavailable: { status: 503, title: 'The portal cannot do this just now' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type RefusalCode = keyof typeof refusals;

/** A no with a reason. `detail` is for the person who asked: it names the field or line, never a secret. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly detail: string;

  constructor(code: RefusalCode, detail: string = refusals[code].title, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}
