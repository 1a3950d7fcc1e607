/** The accounts of the ledger: how they are named and of what kind they are. */

export type AccountKind = 'asset' | 'liability' | 'income' | 'expense';

export type Account = { readonly name: string; readonly kind: AccountKind };

/** What a provider has taken for the organisation and not paid out yet. */
export function providerClearing(providerAccountId: string): Account {
  return { name: `provider:${providerAccountId}`, kind: 'asset' };
}

/** The organisation's bank account. */
export function bank(iban: string): Account {
  return { name: `bank:${iban}`, kind: 'asset' };
}

/** Money collected for a service of the organisation, such as its invoices. */
export function collected(service: string): Account {
  return { name: `collected:${service}`, kind: 'income' };
}

/** What a payer has left with the organisation. */
export function payerBalance(payerId: string): Account {
  return { name: `balance:${payerId}`, kind: 'liability' };
}

/** Cash that was taken at the counter and is not at the bank yet. */
export const till: Account = { name: 'till', kind: 'asset' };
/** Money that came and settles nothing yet. */
export const suspense: Account = { name: 'suspense', kind: 'liability' };
/** What providers and banks keep. */
export const fees: Account = { name: 'fees', kind: 'expense' };
/** Money that was promised back and has not left. */
export const refundsDue: Account = { name: 'refunds_due', kind: 'liability' };
/** Money that payers' banks have taken back while the organisation contests it. */
export const disputes: Account = { name: 'disputes', kind: 'asset' };
/** Money that left and does not come back: taken by a bank although it had been given back, or sent twice. */
export const losses: Account = { name: 'losses', kind: 'expense' };
