/** The first pages: which organisation to pay, and what can be done with one of them. */
import type { CardBrand } from '../../providers/provider.ts';
import { linkButton } from '../components/action.ts';
import { cardBrandLine } from '../components/card-brands.ts';
import { oneColumn, sheet } from '../components/columns.ts';
import { pageHeading } from '../components/heading.ts';
import { icon } from '../components/icon.ts';
import type { Html } from '../html.ts';
import { href, html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { homeTexts } from './home.texts.ts';

export type HomePage = {
  readonly organisations: readonly { readonly name: string; readonly address: string }[];
};

export function homePage(view: View, page: HomePage): Html {
  const t = homeTexts(view.language);
  const list = html`<ul class="link-list">
    ${page.organisations.map(
      ({ name, address }) => html`<li>
        <a class="list-item" href="${href(address)}"><span>${name}</span>${icon('arrow')}</a>
      </li>`,
    )}
  </ul>`;
  const content = page.organisations.length === 0 ? html`<p>${t('none')}</p>` : list;
  return layout(view, {
    title: t('title'),
    content: oneColumn(pageHeading(t('title'), t('lead')), sheet(content)),
  });
}

export type OrganisationHomePage = {
  readonly name: string;
  readonly acceptedBrands: readonly CardBrand[];
};

export function organisationHomePage(view: View, page: OrganisationHomePage): Html {
  const t = homeTexts(view.language);
  const other: readonly (readonly [address: string, title: string, text: string])[] = [
    [view.links.notices, t('notice'), t('notice_text')],
    [view.links.find, t('resume'), t('resume_text')],
    [view.links.verify, t('verify'), t('verify_text')],
    [view.links.help, t('help'), t('help_text')],
  ];
  return layout(view, {
    title: t('start_title'),
    content: oneColumn(
      pageHeading(t('start_title'), t('start_lead', { name: page.name })),
      html`<section class="card-wrapper card-accent" aria-labelledby="have-invoice">
        <h2 id="have-invoice">${t('have_invoice')}</h2>
        <p class="mb-4">${t('have_invoice_text')}</p>
        ${linkButton(t('find'), view.links.find, 'large')}
        <div class="mt-4">${cardBrandLine(page.acceptedBrands, t('brands'))}</div>
      </section>
      ${services(view)}
      <section class="card-wrapper" aria-labelledby="other">
        <h2 id="other">${t('other')}</h2>
        <ul class="link-list">
          ${other.map(
            ([address, title, text]) => html`<li class="py-3">
              <h3 class="mb-1"><a href="${href(address)}">${title}</a></h3>
              <p class="mb-0 text-secondary">${text}</p>
            </li>`,
          )}
        </ul>
      </section>`,
    ),
  });
}

/** Where there are any: what can be paid without an invoice or a notice, and what is charged for what. */
function services(view: View): Html | null {
  const t = homeTexts(view.language);
  const { services: address } = view.links;
  if (address === null) return null;
  return html`<section class="card-wrapper card-accent" aria-labelledby="services">
    <h2 id="services">${t('services')}</h2>
    <p class="mb-4">${t('services_text')}</p>
    ${linkButton(t('services_button'), address, 'large')}
  </section>`;
}
