/** The payment that an address names, with what was tried of it. */
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import { addLogFields } from '../../observation/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import type { Attempt, Payment } from '../../payments/index.ts';
import { addressesOf } from '../addresses.ts';
import { attemptsOfPayments, paymentsByTokens } from '../page-facts.ts';
import { addressPart } from '../posted-fields.ts';
import { organisationOf, type Site } from '../site.ts';

export type OpenedPayment = {
  readonly organisation: Organisation;
  readonly payment: Payment;
  readonly attempts: readonly Attempt[];
  readonly address: string;
};

/** Whoever has the address has the payment. @throws Refusal `not_found` */
export async function openPayment(site: Site, request: FastifyRequest): Promise<OpenedPayment> {
  const organisation = await organisationOf(site, request);
  const token = addressPart(request, 'token');
  const [payment] = await paymentsByTokens(site, organisation, [token]);
  if (!payment) throw new Refusal('not_found');
  addLogFields({ payment: payment.id });
  const attempts = await attemptsOfPayments(site, organisation, [payment.id]);
  return {
    organisation,
    payment,
    attempts,
    address: addressesOf(organisation.slug).payment(token),
  };
}
