/** The pages on which what is known of a payer is found, given out and erased. */
import { planErasure, type Erased, type KnownPayer } from '../../privacy/index.ts';
import { ticketNumber, ticketTexts } from '../../tickets/index.ts';
import { button, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { checkbox, textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement, notice } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { html, type Html } from '../../web/html.ts';
import { showInstant, showMoney } from '../../web/view.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { privacyTexts } from './privacy.texts.ts';

export function findPayerPage(
  view: OfficeView,
  page: { readonly form: FilledForm; readonly erased: Erased | null },
): Html {
  const t = privacyTexts(view.language);
  const { erased } = page;
  const done =
    erased &&
    t('erased', {
      addresses: erased.addressesOfPayments,
      mails: erased.mails,
      tickets: erased.tickets,
    });
  const field = { name: 'email', label: t('email'), type: 'email', maximum: 254 } as const;
  return officePage(view, {
    title: t('title'),
    hasErrors: Object.keys(page.form.errors).length > 0,
    content: html`${done && announcement('success', done)}
      ${errorSummary(view, page.form.errors)}
      ${pageHeading(t('title'), t('lead'))}
      ${postForm(view, view.office.to('/privacy'), [
        textField(field, page.form),
        button(t('find')),
      ])}`,
  });
}

/** @param form of the deed that was refused */
export function payerPage(
  view: OfficeView,
  { known, form }: { readonly known: KnownPayer; readonly form: FilledForm },
): Html {
  const t = privacyTexts(view.language);
  const title = t('found', { email: known.email });
  const isKnown = [known.payments, known.mails, known.tickets, known.dues, known.gathered].some(
    (list) => list.length > 0,
  );
  return officePage(view, {
    title,
    hasErrors: Object.keys(form.errors).length > 0,
    content: html`${errorSummary(view, form.errors)}
      ${pageHeading(title)}
      ${isKnown ? [plan(view, known), lists(view, known), deeds(view, known, form)] : notice('info', t('nothing'))}`,
  });
}

function plan(view: OfficeView, known: KnownPayer): Html {
  const t = privacyTexts(view.language);
  const { goes, stays } = planErasure(known);
  return html`<section>
    ${dataTable({
      caption: t('goes'),
      columns: [{ name: t('what') }, { name: t('count'), isAmount: true }],
      lines: [
        [t('addresses'), goes.addressesOfPayments],
        [t('mails'), goes.mails],
        [t('tickets'), goes.tickets],
        [t('attachments'), goes.attachments],
        [t('gathered'), goes.gathered],
      ],
    })}
    ${dataTable({
      caption: t('stays'),
      columns: [{ name: t('what') }, { name: t('why') }, { name: t('count'), isAmount: true }],
      lines: [
        [t('payments'), t('law'), stays.payments],
        [t('receipts'), t('law'), stays.receipts],
        [t('dues'), t('law'), stays.dues],
        ...(stays.awaited > 0 ? [[t('awaited'), t('awaited_why'), stays.awaited]] : []),
      ],
    })}
    <p class="mt-3">${t('invoices_stay')}</p>
  </section>`;
}

function lists(view: OfficeView, known: KnownPayer): Html {
  const t = privacyTexts(view.language);
  const names = ticketTexts(view.language);
  return html`<section>
    ${
      known.payments.length > 0 &&
      dataTable({
        caption: t('list_payments'),
        columns: [
          { name: t('payment') },
          { name: t('state') },
          { name: t('created') },
          { name: t('amount'), isAmount: true },
        ],
        lines: known.payments.map((payment) => [
          payment.id,
          payment.state,
          showInstant(view, payment.createdAt),
          showMoney(view, payment.total),
        ]),
      })
    }
    ${
      known.tickets.length > 0 &&
      dataTable({
        caption: t('list_tickets'),
        columns: [{ name: t('number') }, { name: t('kind') }, { name: t('created') }],
        lines: known.tickets.map(({ ticket }) => [
          ticketNumber(ticket),
          names(ticket.kind),
          showInstant(view, ticket.createdAt),
        ]),
      })
    }
  </section>`;
}

function deeds(view: OfficeView, { email }: KnownPayer, form: FilledForm): Html {
  const t = privacyTexts(view.language);
  const whose = html`<input type="hidden" name="email" value="${email}">`;
  const reason = (name: string): Html =>
    textField({ name, label: t('reason'), hint: t('reason_hint'), maximum: 300 }, form);
  return html`<section>
      <h2>${t('give_title')}</h2>
      <p>${t('give_lead')}</p>
      ${postForm(view, view.office.to('/privacy/export'), [
        whose,
        reason('export_reason'),
        button(t('give'), 'secondary'),
      ])}
    </section>
    <section>
      <h2>${t('erase_title')}</h2>
      <p>${t('erase_lead')}</p>
      ${postForm(view, view.office.to('/privacy/erase'), [
        whose,
        reason('erase_reason'),
        checkbox('sure', t('erase_sure', { email }), form),
        button(t('erase')),
      ])}
    </section>`;
}
