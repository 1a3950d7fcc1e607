/** How to reach an organisation: its lines for customers and partners, each with its hours. */
import {
  linesOfWeek,
  weekdayName,
  type Opening,
  type OpeningHours,
} from '../../../organisations/index.ts';
import { sheet } from '../../components/columns.ts';
import { factList } from '../../components/facts.ts';
import type { Html } from '../../html.ts';
import { href, html } from '../../html.ts';
import type { View } from '../../view.ts';
import { helpTexts } from './help.texts.ts';

export type ContactLine = {
  readonly audience: 'customers' | 'partners';
  readonly email: string | null;
  readonly phone: string | null;
  readonly hours: OpeningHours;
  /** Whether it answers now; null where no hours are given. */
  readonly opening: Opening | null;
};

/** How to reach an organisation; what it has not given is left out. */
export type Contacts = {
  readonly email: string | null;
  readonly phone: string | null;
  /** In its own words, where it gives no lines. */
  readonly hours: string | null;
  readonly address: string | null;
  readonly lines: readonly ContactLine[];
};

export function contactsSheet(view: View, contacts: Contacts): Html {
  const t = helpTexts(view.language);
  return sheet(
    html`<h2 id="contacts">${t('contacts')}</h2>`,
    html`<p>${t('contacts_text')}</p>`,
    contacts.lines.map((line) => contactLine(view, line)),
    general(view, contacts),
  );
}

/** Where there are lines, they say whom to call; the address is the organisation's all the same. */
function general(view: View, contacts: Contacts): Html {
  const t = helpTexts(view.language);
  const hasLines = contacts.lines.length > 0;
  return factList([
    [t('email'), !hasLines && mailLink(contacts.email)],
    [t('phone'), !hasLines && phoneLink(contacts.phone)],
    [t('hours'), !hasLines && contacts.hours],
    [t('address'), contacts.address],
  ]);
}

function contactLine(view: View, line: ContactLine): Html {
  const t = helpTexts(view.language);
  return html`<h3>${t(line.audience)}</h3>
    ${line.opening && html`<p>${openingSentence(view, line.opening)}</p>`}
    ${factList([
      [t('phone'), phoneLink(line.phone)],
      [t('email'), mailLink(line.email)],
      [t('hours'), week(view, line.hours)],
    ])}`;
}

function openingSentence(view: View, opening: Opening): Html {
  const t = helpTexts(view.language);
  if (opening.kind === 'open') {
    const time = opening.until;
    return html`<strong>${t('open_until', { time })}</strong>`;
  }
  const time = opening.at;
  if (opening.opensOn === null) return html`${t('opens_today', { time })}`;
  const day = weekdayName(opening.opensOn, view.language);
  return html`${t('opens_on', { day, time })}`;
}

function week(view: View, hours: OpeningHours): Html | null {
  const t = helpTexts(view.language);
  const lines = linesOfWeek(hours);
  if (lines.length === 0) return null;
  return html`${lines.map(({ from, to, spans }, index) => {
    const [first, last] = [weekdayName(from, view.language), weekdayName(to, view.language)];
    const days = from === to ? first : t('days', { from: first, to: last });
    const times = spans.map((span) => span.replace('-', '–')).join(', ');
    return html`${index > 0 && html`<br>`}${days} ${times}`;
  })}`;
}

function mailLink(email: string | null): Html | null {
  return email === null ? null : html`<a href="${href(`mailto:${email}`)}">${email}</a>`;
}

function phoneLink(phone: string | null): Html | null {
  if (phone === null) return null;
  return html`<a href="${href(`tel:${phone.replaceAll(/[^\d+]/g, '')}`)}">${phone}</a>`;
}
