/** The manual, the questions and answers, and how to reach the organisation. */
import type { CardBrand } from '../../providers/provider.ts';
import { cardBrandMarks } from '../components/card-brands.ts';
import { oneColumn, sheet } from '../components/columns.ts';
import type { Question } from '../components/disclosure.ts';
import { questionList } from '../components/disclosure.ts';
import { factList } from '../components/facts.ts';
import { pageHeading } from '../components/heading.ts';
import type { Html } from '../html.ts';
import { href, html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { helpTexts } from './help.texts.ts';

/** How to reach an organisation; what it has not given is left out. */
export type Contacts = {
  readonly email: string | null;
  readonly phone: string | null;
  readonly hours: string | null;
  readonly address: string | null;
};

/** The questions by their id, which is also where a link can lead: `/help#lost`. */
export const questionIds = [
  'lost',
  'refused',
  'missing',
  'split',
  'wrong',
  'paid',
  'card',
] as const;

export type HelpPage = { readonly contacts: Contacts };

export function helpPage(view: View, page: HelpPage): Html {
  const t = helpTexts(view.language);
  const questions = questionIds.map((id): Question => ({
    id,
    question: t(id),
    answer: t(`${id}_answer`),
  }));
  return layout(view, {
    title: t('help_title'),
    content: oneColumn(
      pageHeading(t('help_title'), t('help_lead')),
      sheet(
        html`<h2>${t('questions')}</h2>`,
        questionList(questions),
        html`<p><a href="${href(view.links.manual)}">${t('manual_link')}</a></p>`,
      ),
      sheet(
        html`<h2 id="contacts">${t('contacts')}</h2>`,
        html`<p>${t('contacts_text')}</p>`,
        contactList(view, page.contacts),
      ),
    ),
  });
}

function contactList(view: View, contacts: Contacts): Html {
  const t = helpTexts(view.language);
  const { email, phone } = contacts;
  const call = phone?.replaceAll(/[^\d+]/g, '');
  return factList([
    [t('email'), email && html`<a href="${href(`mailto:${email}`)}">${email}</a>`],
    [t('phone'), phone && html`<a href="${href(`tel:${call}`)}">${phone}</a>`],
    [t('hours'), contacts.hours],
    [t('address'), contacts.address],
  ]);
}

export type ManualPage = { readonly acceptedBrands: readonly CardBrand[] };

export function manualPage(view: View, page: ManualPage): Html {
  const t = helpTexts(view.language);
  const parts = ['find', 'pay', 'receipt'] as const;
  return layout(view, {
    title: t('manual_title'),
    content: oneColumn(
      pageHeading(t('manual_title'), t('manual_lead')),
      sheet(
        html`<ol class="it-manual">
          ${parts.map(
            (part) => html`<li>
              <h2>${t(`step_${part}`)}</h2>
              <p>${t(`step_${part}_text`)}</p>
            </li>`,
          )}
        </ol>`,
      ),
      sheet(
        html`<h2>${t('brands')}</h2>`,
        html`<div class="mb-3">${cardBrandMarks(page.acceptedBrands, t('brands'))}</div>`,
        html`<p>${t('brands_text')}</p>`,
        html`<h2 class="mt-4">${t('after')}</h2>`,
        html`<p>${t('after_text')}</p>`,
        html`<p><a href="${href(view.links.help)}">${t('help_link')}</a></p>`,
      ),
    ),
  });
}
