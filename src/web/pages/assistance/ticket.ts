/** The page of a request: how it stands, what was written, and a form to write again. */
import {
  detailFacts,
  ticketNumber,
  ticketTexts,
  type Ticket,
  type TicketAttachment,
  type TicketMessage,
} from '../../../tickets/index.ts';
import { attachmentList, attachmentsField } from '../../attachments/attachment-list.ts';
import { button, fileForm, linkButton } from '../../components/action.ts';
import { oneColumn, sheet } from '../../components/columns.ts';
import { errorSummary } from '../../components/error-summary.ts';
import type { Fact } from '../../components/facts.ts';
import { factList } from '../../components/facts.ts';
import type { FilledForm } from '../../components/field.ts';
import { textArea } from '../../components/field.ts';
import { pageHeading } from '../../components/heading.ts';
import { announcement, notice } from '../../components/notice.ts';
import type { Html } from '../../html.ts';
import { html } from '../../html.ts';
import { layout } from '../../layout.ts';
import type { View } from '../../view.ts';
import { showInstant } from '../../view.ts';
import { assistanceTexts } from './assistance.texts.ts';
import { mostWords } from './assistance-form.ts';

export type TicketPage = {
  readonly ticket: Ticket;
  readonly messages: readonly TicketMessage[];
  readonly attachments: readonly TicketAttachment[];
  readonly address: string;
  readonly replyAction: string;
  readonly orderKey: string;
  readonly form: FilledForm;
  /** What was done just now. */
  readonly done: 'sent' | 'written' | null;
};

export function ticketPage(view: View, page: TicketPage): Html {
  const t = assistanceTexts(view.language);
  const { ticket, done } = page;
  const title = t('number', { number: ticketNumber(ticket) });
  return layout(view, {
    title,
    hasErrors: Object.keys(page.form.errors).length > 0,
    content: oneColumn(
      errorSummary(view, page.form.errors),
      done && announcement('success', t(done)),
      pageHeading(title),
      sheet(
        factList([...facts(view, ticket), ...detailFacts(ticket, view.language)]),
        html`<p class="small text-secondary mb-0">${t('keep')}</p>`,
      ),
      ticket.erasedAt
        ? notice('info', t('erased'))
        : [sheet(html`<h2>${t('conversation')}</h2>`, conversation(view, page)), reply(view, page)],
      html`<p class="mt-4">${linkButton(t('help'), view.links.help, 'secondary')}</p>`,
    ),
  });
}

function facts(view: View, ticket: Ticket): Fact[] {
  const t = assistanceTexts(view.language);
  const names = ticketTexts(view.language);
  return [
    [t('state'), names(ticket.state)],
    [t('kind'), names(ticket.kind)],
    [t('to'), names(ticket.team)],
    [t('sent_at'), showInstant(view, ticket.createdAt)],
    [t('payment'), ticket.paymentId],
  ];
}

function conversation(view: View, page: TicketPage): Html {
  const t = assistanceTexts(view.language);
  return html`<ol class="list-unstyled mb-0">
    ${page.messages.map((message) => {
      const author = message.author === 'payer' ? t('you') : (view.organisation?.name ?? '');
      const files = page.attachments.filter(({ position }) => position === message.position);
      return html`<li class="border-top py-3">
        <p class="mb-1"><strong>${author}</strong>
          <span class="small text-secondary">${showInstant(view, message.at)}</span></p>
        <p class="it-words mb-0">${message.words || t('no_words')}</p>
        ${files.length > 0 && attachmentList(view, files, page.address)}
      </li>`;
    })}
  </ol>`;
}

function reply(view: View, page: TicketPage): Html {
  const t = assistanceTexts(view.language);
  const { state } = page.ticket;
  const title = t(state === 'waiting_for_payer' ? 'reply_asked' : 'reply_title');
  const field = { name: 'words', label: t('reply'), hint: t('words_hint'), maximum: mostWords };
  return sheet(
    html`<h2>${title}</h2>`,
    state === 'closed' && html`<p>${t('reply_closed')}</p>`,
    fileForm(view, page.replyAction, [
      html`<input type="hidden" name="order_key" value="${page.orderKey}">`,
      textArea(field, page.form),
      attachmentsField(view, page.form),
      button(t('reply_send')),
    ]),
  );
}
