/** The markup of the mailbox's pages; every word that comes from a mail is escaped here. */
import { formatInstant } from '../core/calendar-date.ts';
import type { Language } from '../core/texts.ts';
import { escapeHtml } from '../messages/escape-html.ts';
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
  const rows = mails.map((mail) => {
    const subject = escapeHtml(mail.subject || t('no_subject'));
    const link = `<a href="/messages/${mail.id}">${subject}</a>`;
    const cells = [dateText(mail.date, language), escapeHtml(mail.from), escapeHtml(mail.to)];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}<td>${link}</td></tr>`;
  });
  const head = headers.map((words) => `<th scope="col">${words}</th>`).join('');
  const table = `<table><caption class="quiet">${t('explanation')}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`;
  return page(
    language,
    t('title'),
    `<h1>${t('title')}</h1>
<p><a href="/">${t('refresh')}</a></p>
${mails.length > 0 ? table : `<p>${t('none')}</p>`}
${older ? `<p><a href="/?before=${older}">${t('older')}</a></p>` : ''}`,
  );
}

export function mailPage(mail: ReadMail, language: Language): string {
  const t = mailboxTexts(language);
  const subject = escapeHtml(mail.subject || t('no_subject'));
  const address = `/messages/${mail.id}`;
  const facts = [
    [t('from'), escapeHtml(mail.from)],
    [t('to'), escapeHtml(mail.to)],
    [t('date'), dateText(mail.date, language)],
    [t('message_id'), escapeHtml(mail.messageId)],
  ];
  const attachments = mail.attachments.map(({ name, type, content }, index) => {
    const words = t('attachment', { name, type, size: content.length });
    return `<li><a href="${address}/attachments/${index + 1}">${escapeHtml(words)}</a></li>`;
  });
  const list = `<h2>${t('attachments')}</h2>\n<ul>${attachments.join('')}</ul>`;
  const frame = `<h2>${t('formatted')}</h2>
<iframe title="${t('formatted_frame')}" src="${address}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
  return page(
    language,
    subject,
    `<p><a href="/">${t('back')}</a></p>
<h1>${subject}</h1>
<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>
${attachments.length > 0 ? list : ''}
<h2>${t('text')}</h2>
<pre tabindex="0">${withLinks(mail.text)}</pre>
${mail.html ? frame : ''}
<p><a href="${address}/source">${t('source')}</a></p>`,
  );
}

export function notFoundPage(language: Language): string {
  const t = mailboxTexts(language);
  const body = `<h1>${t('title')}</h1>\n<p>${t('not_found')}</p>\n<p><a href="/">${t('back')}</a></p>`;
  return page(language, t('title'), body);
}

/** The mail's own markup, whose links open beside the frame instead of in it. */
export function framedHtml(html: string): string {
  return html.replace(/<head>/i, '<head><base target="_blank">');
}

function dateText(date: string, language: Language): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return date ? escapeHtml(formatInstant(new Date(date), language, timeZone)) : '';
}

function withLinks(text: string): string {
  const parts = text.split(/(https?:\/\/[^\s<>"']+)/);
  return parts
    .map((part, index) => (index % 2 === 1 ? linkTo(escapeHtml(part)) : escapeHtml(part)))
    .join('');
}

function linkTo(address: string): string {
  return `<a href="${address}" target="_blank" rel="noreferrer">${address}</a>`;
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/mailbox.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
