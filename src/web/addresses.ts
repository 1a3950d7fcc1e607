/** The addresses of the portal's pages, in one place. */
import type { PageLinks } from './view.ts';

export type Addresses = {
  readonly home: string;
  readonly logo: string;
  readonly links: PageLinks;
  readonly cart: string;
  readonly invoice: (accessToken: string) => string;
  readonly payment: (accessToken: string) => string;
  /** Of a due that no invoice tells of. */
  readonly due: (accessToken: string) => string;
  /** Of a due, by the number of its notice; what the notice's QR code opens. */
  readonly notice: (noticeNumber: string) => string;
  readonly services: string;
  /** A reason to pay, and under it what is charged. */
  readonly service: (id: string) => string;
  readonly freePayment: (serviceId: string, chargeTypeId: string) => string;
  /** A request for assistance. */
  readonly ticket: (accessToken: string) => string;
};

/** @param slug of the organisation; empty for the portal's own pages, which have no organisation */
export function addressesOf(slug: string): Addresses {
  const home = slug ? `/${slug}` : '';
  return {
    home: home || '/',
    logo: `${home}/logo`,
    links: {
      find: slug ? `${home}/find` : '/',
      notices: slug ? `${home}/notices` : '/',
      discounts: slug ? `${home}/discounts` : '/',
      services: slug ? `${home}/services` : null,
      help: `${home}/help`,
      assistance: slug ? `${home}/assistance` : '/help',
      manual: `${home}/manual`,
      paymentList: slug ? `${home}/payment-list` : '/',
      verify: slug ? `${home}/verify` : '/',
      accessibility: `${home}/accessibility`,
      terms: `${home}/terms`,
      cart: `${home}/cart`,
    },
    cart: `${home}/cart`,
    invoice: (accessToken) => `${home}/invoices/${accessToken}`,
    payment: (accessToken) => `${home}/payments/${accessToken}`,
    due: (accessToken) => `${home}/dues/${accessToken}`,
    notice: (noticeNumber) => `${home}/notices/${noticeNumber}`,
    services: `${home}/services`,
    service: (id) => `${home}/services/${id}`,
    freePayment: (serviceId, chargeTypeId) => `${home}/services/${serviceId}/${chargeTypeId}`,
    ticket: (accessToken) => `${home}/requests/${accessToken}`,
  };
}
