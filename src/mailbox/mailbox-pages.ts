/** The markup of the mailbox's pages. */
import { formatInstant } from '../core/calendar-date.ts';
import type { Language } from '../core/texts.ts';
import { html, join, type Html } from '../web/html.ts';
import { mailboxTexts } from './mailbox.texts.ts';
import type { MailSummary, ReadMail } from './read-mail.ts';

/** @param older the identifier before which older mails begin, or null at the end */
export function listPage(
  mails: readonly MailSummary[],
  older: string | null,
  language: Language,
): string {
  const t = mailboxTexts(language);
  const headers = [t('date'), t('from'), t('to'), t('subject')];
  const rows = mails.map(
    (mail) => html`<tr>
      <td>${dateText(mail.date, language)}</td>
      <td>${mail.from}</td>
      <td>${mail.to}</td>
      <td><a href="/messages/${mail.id}">${mail.subject || t('no_subject')}</a></td>
    </tr>`,
  );
  const table = html`<table>
    <caption>${t('explanation')}</caption>
    <thead><tr>${headers.map((words) => html`<th scope="col">${words}</th>`)}</tr></thead>
    <tbody>${join(rows)}</tbody>
  </table>`;
  return page(
    language,
    t('title'),
    html`<h1>${t('title')}</h1>
      <p><a href="/">${t('refresh')}</a></p>
      ${mails.length > 0 ? table : html`<p>${t('none')}</p>`}
      ${older && html`<p><a href="/?before=${older}">${t('older')}</a></p>`}`,
  );
}

export function mailPage(mail: ReadMail, language: Language): string {
  const t = mailboxTexts(language);
  const subject = mail.subject || t('no_subject');
  const facts = [
    [t('from'), mail.from],
    [t('to'), mail.to],
    [t('date'), dateText(mail.date, language)],
    [t('message_id'), mail.messageId],
  ];
  return page(
    language,
    subject,
    html`<p><a href="/">${t('back')}</a></p>
      <h1>${subject}</h1>
      <dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      ${attachmentList(mail, language)}
      <h2>${t('text')}</h2>
      <pre tabindex="0">${withLinks(mail.text)}</pre>
      ${mail.html !== '' && frame(mail, language)}
      <p><a href="/messages/${mail.id}/source">${t('source')}</a></p>`,
  );
}

function attachmentList(mail: ReadMail, language: Language): Html | null {
  const t = mailboxTexts(language);
  if (mail.attachments.length === 0) return null;
  const entries = mail.attachments.map(({ name, type, content }, index) => {
    const words = t('attachment', { name, type, size: content.length });
    return html`<li><a href="/messages/${mail.id}/attachments/${index + 1}">${words}</a></li>`;
  });
  return html`<h2>${t('attachments')}</h2><ul>${join(entries)}</ul>`;
}

function frame(mail: ReadMail, language: Language): Html {
  const t = mailboxTexts(language);
  return html`<h2>${t('formatted')}</h2>
    <iframe
      title="${t('formatted_frame')}"
      src="/messages/${mail.id}/html"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    ></iframe>`;
}

export function notFoundPage(language: Language): string {
  const t = mailboxTexts(language);
  return page(
    language,
    t('title'),
    html`<h1>${t('title')}</h1>
      <p>${t('not_found')}</p>
      <p><a href="/">${t('back')}</a></p>`,
  );
}

/** The mail's own markup, whose links open beside the frame instead of in it. */
export function framedHtml(source: string): string {
  return source.replace(/<head>/i, '<head><base target="_blank">');
}

function dateText(date: string, language: Language): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return date ? `${formatInstant(new Date(date), language, timeZone)} (${timeZone})` : '';
}

function withLinks(text: string): Html {
  const parts = text.split(/(https?:\/\/[^\s<>"']+)/);
  return join(parts.map((part, index) => (index % 2 === 1 ? linkTo(part) : part)));
}

function linkTo(address: string): Html {
  return html`<a href="${address}" target="_blank" rel="noreferrer">${address}</a>`;
}

function page(language: Language, title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>${title}</title>
        <link rel="stylesheet" href="/mailbox.css">
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>
  `.toString();
}
