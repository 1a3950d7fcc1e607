/** The pages of the mails to payers: their list, and each as it arrives, with its note. */
import { languageNames, type Language } from '../../core/texts.ts';
import { mailExamples, type MailExample, type MessageContent } from '../../messages/index.ts';
import { longestNote, payerMails, type PayerMail } from '../../organisations/index.ts';
import { actions, button, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { factList } from '../../web/components/facts.ts';
import { textArea, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { attribute, href, html, type Html } from '../../web/html.ts';
import { problemBox, hiddenField } from '../acting/form-parts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { settingsTexts } from '../settings/settings.texts.ts';
import { mailsTexts } from './mails.texts.ts';

/** The three mails about a request share one note. */
export function noteOf(mail: MailExample): PayerMail {
  return payerMails.find((one) => one === mail) ?? 'assistance';
}

export function mailListPage(view: OfficeView, withNote: ReadonlySet<PayerMail>): Html {
  const t = mailsTexts(view.language);
  return officePage(view, {
    title: t('title'),
    content: html`${pageHeading(t('title'), t('lead'))}
      <ul class="it-link-list">
        ${mailExamples.map(
          (mail) => html`<li>
            <a href="${href(view.office.to(`/settings/mails/${mail}`))}">${t(mail)}</a>
            <p>${t(`${mail}_about`)} ${withNote.has(noteOf(mail)) && t('has_note')}</p>
          </li>`,
        )}
      </ul>
      <p><a href="${href(view.office.to('/settings'))}">${settingsTexts(view.language)('back')}</a></p>`,
  });
}

export type MailPage = {
  readonly mail: MailExample;
  /** In which the example is written. */
  readonly language: Language;
  readonly content: MessageContent;
  readonly from: string;
  /** Of whoever looks. */
  readonly email: string;
  readonly form: FilledForm;
  readonly orderKey: string;
  readonly done: 'saved' | 'sent' | null;
  readonly problem: string | null;
};

export function mailPage(view: OfficeView, page: MailPage): Html {
  const t = mailsTexts(view.language);
  const { mail, email, form } = page;
  return officePage(view, {
    title: t(mail),
    hasErrors: page.problem !== null || Object.keys(form.errors).length > 0,
    content: html`${page.done && announcement('success', t(page.done, { email }))}
      ${problemBox(page.problem)}
      ${errorSummary(view, form.errors)}
      ${pageHeading(t(mail), t(`${mail}_about`))}
      ${preview(view, page)}
      ${noteForm(view, page)}
      <p><a href="${href(view.office.to('/settings/mails'))}">${t('back')}</a></p>`,
  });
}

function preview(view: OfficeView, page: MailPage): Html {
  const t = mailsTexts(view.language);
  const { mail, language, content, email } = page;
  const address = view.office.to(`/settings/mails/${mail}`);
  return html`<section>
    <h2>${t('preview')}</h2>
    <p>${t('preview_lead')}</p>
    ${view.languages.length > 1 && languageLinks(view, page, address)}
    ${factList([
      [t('from'), page.from],
      [t('subject'), content.subject],
    ])}
    <iframe class="it-mail-preview" sandbox="" title="${t('html', { mail: t(mail) })}"
      src="${href(`${address}/html?in=${language}`)}"></iframe>
    <details class="mb-4">
      <summary>${t('text')}</summary>
      <pre class="it-mail-text" lang="${language}" tabindex="0">${content.text}</pre>
    </details>
    ${postForm(
      view,
      `${address}/example`,
      html`${hiddenField('in', language)}${hiddenField('order_key', page.orderKey)}
        <p class="mb-2">${t('send_to', { email })}</p>
        ${actions(button(t('send'), 'secondary'))}`,
    )}
  </section>`;
}

function languageLinks(view: OfficeView, { language }: MailPage, address: string): Html {
  const t = mailsTexts(view.language);
  return html`<nav aria-label="${t('in_language')}">
    <ul class="list-inline it-languages">
      ${view.languages.map(
        (one) => html`<li class="list-inline-item">
          <a href="${href(`${address}?in=${one}`)}" lang="${one}"${attribute(
            'aria-current',
            one === language && 'true',
          )}>${languageNames[one]}</a>
        </li>`,
      )}
    </ul>
  </nav>`;
}

function noteForm(view: OfficeView, { mail, language, form }: MailPage): Html {
  const t = mailsTexts(view.language);
  return html`<section>
    <h2>${t('note')}</h2>
    <p>${t('note_lead', { most: longestNote })}</p>
    ${noteOf(mail) === 'assistance' && html`<p>${t('note_shared')}</p>`}
    ${postForm(
      view,
      view.office.to(`/settings/mails/${mail}`),
      html`${hiddenField('in', language)}
        ${view.languages.map((one) =>
          textArea(
            {
              name: `note_${one}`,
              label: t('note_field', { language: languageNames[one] }),
              maximum: longestNote,
              lines: 3,
            },
            form,
          ),
        )}
        ${actions(button(t('save')))}`,
    )}
  </section>`;
}
