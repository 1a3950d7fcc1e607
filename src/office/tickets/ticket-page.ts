/** One request as the staff sees it: what was asked, what the portal knows, the messages, the answer. */
import { languageNames } from '../../core/texts.ts';
import { format, fromDecimal } from '../../core/money.ts';
import { valueText } from '../../reports/index.ts';
import {
  detailFacts,
  ticketNumber,
  ticketTexts,
  type Ticket,
  type TicketAttachment,
  type TicketMessage,
} from '../../tickets/index.ts';
import { attachmentList, attachmentsField } from '../../web/attachments/attachment-list.ts';
import { actions, button, fileForm, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { factList } from '../../web/components/facts.ts';
import { textArea, textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement, notice } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { href, html, type Html } from '../../web/html.ts';
import { showInstant } from '../../web/view.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { declineText } from '../story/line-words.ts';
import { officeTicketsTexts } from './tickets.texts.ts';

export const mostAnswerWords = 8000;

export type OfficeTicketPage = {
  readonly ticket: Ticket;
  readonly messages: readonly TicketMessage[];
  readonly attachments: readonly TicketAttachment[];
  /** Names of staff by id. */
  readonly people: ReadonlyMap<string, string>;
  readonly orderKey: string;
  readonly form: FilledForm;
  readonly done: 'answer' | 'state' | 'assign' | null;
};

export function officeTicketPage(view: OfficeView, page: OfficeTicketPage): Html {
  const t = officeTicketsTexts(view.language);
  const { ticket, done } = page;
  const title = t('one', { number: ticketNumber(ticket) });
  return officePage(view, {
    title,
    hasErrors: Object.keys(page.form.errors).length > 0,
    content: html`${done && announcement('success', t(`done_${done}`))}
      ${errorSummary(view, page.form.errors)}
      ${pageHeading(title, ticketTexts(view.language)(ticket.kind))}
      ${ticket.erasedAt && notice('info', t('erased'))}
      ${facts(view, page)}
      ${ticket.context && context(view, ticket.context)}
      ${!ticket.erasedAt && conversation(view, page)}
      ${!ticket.erasedAt && answer(view, page)}
      ${handling(view, page)}`,
  });
}

function facts(view: OfficeView, { ticket, people }: OfficeTicketPage): Html {
  const t = officeTicketsTexts(view.language);
  const { assignedTo, email, paymentId } = ticket;
  return factList([
    [t('state'), t(`state_${ticket.state}`)],
    [t('team'), ticketTexts(view.language)(ticket.team)],
    [t('assigned'), (assignedTo && people.get(assignedTo)) ?? t('nobody')],
    [t('opened'), showInstant(view, ticket.createdAt)],
    [t('language'), languageNames[ticket.language]],
    [t('name'), ticket.name],
    [t('email'), email && html`<a href="${href(`mailto:${email}`)}">${email}</a>`],
    [
      t('payment'),
      paymentId &&
        html`<a href="${href(view.office.to(`/payments/${paymentId}`))}">${paymentId}</a>`,
    ],
    ...detailFacts(ticket, view.language),
  ]);
}

function context(view: OfficeView, known: NonNullable<Ticket['context']>): Html {
  const t = officeTicketsTexts(view.language);
  const amount = fromDecimal(known.amount, known.currency);
  return html`<section>
    <h2>${t('context')}</h2>
    <p class="small text-secondary">${t('context_at')}</p>
    ${factList([
      [t('amount'), amount && format(amount, view.language)],
      [t('payment_state'), valueText('payment_state', known.state, view.language)],
      [t('paid_at'), known.paidAt && showInstant(view, new Date(known.paidAt))],
      [t('receipt'), t(known.receiptIssued ? 'receipt_yes' : 'receipt_no')],
    ])}
    ${
      known.attempts.length > 0 &&
      dataTable({
        caption: t('attempts'),
        columns: [
          { name: t('attempt') },
          { name: t('opened') },
          { name: t('attempt_state') },
          { name: t('decline') },
        ],
        lines: known.attempts.map((attempt) => [
          html`<code>${attempt.attemptId}</code>`,
          showInstant(view, new Date(attempt.createdAt)),
          valueText('attempt_state', attempt.state, view.language),
          attempt.declineReason ? declineText(attempt.declineReason, view.language) : '–',
        ]),
      })
    }
  </section>`;
}

function conversation(view: OfficeView, page: OfficeTicketPage): Html {
  const t = officeTicketsTexts(view.language);
  const address = view.office.to(`/tickets/${page.ticket.id}`);
  return html`<section>
    <h2>${t('conversation')}</h2>
    <ol class="list-unstyled mb-0">
      ${page.messages.map((message) => {
        const staffId = message.actor.replace(/^staff:/, '');
        const author =
          message.author === 'payer' ? t('payer') : (page.people.get(staffId) ?? message.actor);
        const files = page.attachments.filter(({ position }) => position === message.position);
        return html`<li class="border-top py-3">
          <p class="mb-1"><strong>${author}</strong>
            <span class="small text-secondary">${showInstant(view, message.at)}</span></p>
          <p class="it-words mb-0">${message.words || t('no_words')}</p>
          ${files.length > 0 && attachmentList(view, files, address)}
        </li>`;
      })}
    </ol>
  </section>`;
}

function answer(view: OfficeView, { ticket, form, orderKey }: OfficeTicketPage): Html {
  const t = officeTicketsTexts(view.language);
  if (ticket.state === 'closed') return notice('info', t('closed_hint'));
  const language = languageNames[ticket.language];
  const field = {
    name: 'words',
    label: t('answer'),
    hint: t('answer_hint', { language }),
    maximum: mostAnswerWords,
    lines: 8,
  };
  return html`<section>
    <h2>${t('answer_title')}</h2>
    ${fileForm(view, view.office.to(`/tickets/${ticket.id}/answer`), [
      html`<input type="hidden" name="order_key" value="${orderKey}">`,
      textArea(field, form),
      attachmentsField(view, form),
      html`<p class="small text-secondary">${t('answer_ask_hint')}</p>`,
      actions(
        button(t('answer_send')),
        html`<button type="submit" class="btn btn-outline-primary" name="asks" value="yes">${t(
          'answer_ask',
        )}</button>`,
      ),
    ])}
  </section>`;
}

function handling(view: OfficeView, { ticket, form }: OfficeTicketPage): Html {
  const t = officeTicketsTexts(view.language);
  const at = (deed: string): string => view.office.to(`/tickets/${ticket.id}/${deed}`);
  const isMine = ticket.assignedTo !== null && ticket.assignedTo === view.member?.id;
  const event = ticket.state === 'closed' ? 'reopen' : 'close';
  return html`<section>
    <h2>${t('manage')}</h2>
    <div class="mb-4">${postForm(view, at('assign'), [
      html`<input type="hidden" name="to" value="${isMine ? 'nobody' : 'me'}">`,
      button(t(isMine ? 'give_back' : 'take'), 'secondary'),
    ])}</div>
    ${postForm(view, at('state'), [
      html`<input type="hidden" name="event" value="${event}">`,
      textField({ name: 'reason', label: t('reason'), maximum: 300 }, form),
      button(t(event), 'secondary'),
    ])}
  </section>`;
}
