/** The lines of a payment as its page shows them: reason, service, debtor, amount, and whether it was settled. */
import { inLanguage } from '../../core/localised.ts';
import type { Language } from '../../core/texts.ts';
import { findDebtor, type Due } from '../../dues/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import type { Allocation, Payment } from '../../payments/index.ts';
import { findServicesByIds } from '../../services/index.ts';
import { invoicesByIds } from '../page-facts.ts';
import type { PaidItem } from '../pages/payment.ts';
import { paymentTexts } from '../pages/payment.texts.ts';
import type { Site } from '../site.ts';
import { maskName } from './invoice-facts.ts';

export type OfPayment = {
  readonly organisation: Organisation;
  readonly payment: Payment;
  readonly allocations: readonly Allocation[];
  readonly dues: readonly Due[];
  /** Whoever else has the address is not told who owes it. */
  readonly isOwn: boolean;
  readonly language: Language;
};

export async function paidItems(site: Site, of: OfPayment): Promise<PaidItem[]> {
  const { payment, allocations, dues, language } = of;
  const t = paymentTexts(language);
  const details = allocations.length > 1 ? await detailsOf(site, of) : new Map<string, string>();
  return allocations.map(({ dueId, amount, applied }) => {
    const due = dues.find((one) => one.id === dueId);
    const reason = due?.reason ?? '';
    return {
      label: due?.invoiceId ? t('invoice_item', { reason }) : reason,
      detail: details.get(dueId) ?? null,
      amount,
      isUnsettled: payment.state !== 'open' && applied.minor < amount.minor,
    };
  });
}

/** Of a payment of several dues, of what service each is and who owes it. */
async function detailsOf(
  site: Site,
  { organisation, payment, dues, isOwn, language }: OfPayment,
): Promise<Map<string, string>> {
  const { database } = site.context;
  const serviceIds = [...new Set(dues.map(({ service }) => service))];
  const services = await findServicesByIds(database, organisation.id, serviceIds);
  const invoiceIds = dues.flatMap(({ invoiceId }) => invoiceId ?? []);
  const invoices = isOwn ? await invoicesByIds(site, organisation, invoiceIds) : [];
  const details = await Promise.all(
    dues.map(async (due) => {
      const service = services.find(({ id }) => id === due.service);
      const name = service && inLanguage(service.definition.name, language);
      const debtor = !isOwn
        ? null
        : due.invoiceId
          ? invoices.find(({ id }) => id === due.invoiceId)?.customerName
          : (await findDebtor(database, organisation.id, due.id))?.name;
      // A notice's number is enough to begin a payment, and must not be enough to learn whose it is.
      const told = debtor && payment.state === 'open' ? maskName(debtor) : debtor;
      return [due.id, [name, told].filter(Boolean).join(' · ')] as const;
    }),
  );
  return new Map(details.filter(([, text]) => text !== ''));
}
