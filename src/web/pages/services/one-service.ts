/** The page of one service: what it is, until when, whom to ask, and what is charged. Other sites may link to it. */
import { inLanguage, type Localised } from '../../../core/localised.ts';
import type { CardBrand } from '../../../providers/provider.ts';
import { invoicesServiceId, type ChargeType, type Service } from '../../../services/index.ts';
import { linkButton } from '../../components/action.ts';
import { cardBrandLine } from '../../components/card-brands.ts';
import { oneColumn, sheet } from '../../components/columns.ts';
import { factList } from '../../components/facts.ts';
import { pageHeading } from '../../components/heading.ts';
import { notice } from '../../components/notice.ts';
import { inWords } from '../../components/in-words.ts';
import type { Html } from '../../html.ts';
import { href, html } from '../../html.ts';
import { layout } from '../../layout.ts';
import type { View } from '../../view.ts';
import { notTranslated } from './not-translated.ts';
import { paragraphs } from './paragraphs.ts';
import { priceInWords } from './price-in-words.ts';
import { serviceTexts } from './services.texts.ts';

export type ServicePage = {
  readonly service: Service;
  /** Those that are open; free ones with the address of their form. */
  readonly charges: readonly { readonly chargeType: ChargeType; readonly address: string }[];
  readonly contact: {
    readonly email: string | null;
    readonly phone: string | null;
    readonly page: string | null;
  };
  readonly acceptedBrands: readonly CardBrand[];
};

export function servicePage(view: View, page: ServicePage): Html {
  const { definition, state } = page.service;
  const name = inLanguage(definition.name, view.language);
  return layout(view, {
    title: name,
    content: oneColumn(
      pageHeading(
        inWords(view, definition.name),
        definition.summary && inWords(view, definition.summary),
      ),
      notTranslated(view, page.service),
      state === 'closed' ? closed(view) : charged(view, page),
      section(view, 'about', definition.description),
      section(view, 'deadlines', definition.deadlines),
      section(view, 'help', definition.help),
      contacts(view, page),
    ),
  });
}

function closed(view: View): Html {
  const t = serviceTexts(view.language);
  return notice('warning', [
    html`<p>${t('closed')} ${t('closed_way')}</p>`,
    linkButton(t('have_notice'), view.links.notices, 'secondary'),
  ]);
}

function charged(view: View, page: ServicePage): Html {
  const t = serviceTexts(view.language);
  if (page.charges.length === 0) return notice('info', t('nothing_charged'));
  return html`<section class="card-wrapper card-accent" aria-labelledby="what">
    <h2 id="what">${t('what')}</h2>
    <ul class="it-charges">
      ${page.charges.map(({ chargeType, address }) => html`<li>${charge(view, page, chargeType, address)}</li>`)}
    </ul>
    <p class="mb-2">${t('by_card')}</p>
    ${cardBrandLine(page.acceptedBrands, t('brands'))}
  </section>`;
}

function charge(view: View, page: ServicePage, chargeType: ChargeType, address: string): Html {
  const t = serviceTexts(view.language);
  const { definition } = chargeType;
  const id = `charge-${chargeType.id}`;
  return html`<h3 id="${id}">${inWords(view, definition.name)}</h3>
    ${definition.description && paragraphs(view, definition.description)}
    ${
      chargeType.kind === 'free'
        ? html`<p class="it-price">${priceInWords(view, chargeType.definition.amount)}</p>
          ${linkTo(address, t('fill_in'), id)}`
        : owed(view, page, id)
    }`;
}

/** What was asked for is found by what is printed on the invoice or the notice. */
function owed(view: View, page: ServicePage, headingId: string): Html {
  const t = serviceTexts(view.language);
  if (page.service.id === invoicesServiceId) {
    return html`<p>${t('invoice_text')}</p>
      ${linkTo(view.links.find, t('find_invoice'), headingId)}`;
  }
  return html`<p>${t('notice_text')}</p>
    ${linkTo(view.links.notices, t('have_notice'), headingId)}`;
}

/** Several links say the same: the heading above tells them apart for those who hear the page. */
function linkTo(address: string, label: string, headingId: string): Html {
  const id = `${headingId}-link`;
  return html`<a class="btn btn-primary" id="${id}" href="${href(address)}"
    aria-labelledby="${id} ${headingId}">${label}</a>`;
}

function section(
  view: View,
  title: 'about' | 'deadlines' | 'help',
  about: Localised | undefined,
): Html | null {
  if (!about) return null;
  const t = serviceTexts(view.language);
  return sheet(html`<h2>${t(title)}</h2>${paragraphs(view, about)}`);
}

function contacts(view: View, { contact: { email, phone, page } }: ServicePage): Html | null {
  if (email === null && phone === null && page === null) return null;
  const t = serviceTexts(view.language);
  return sheet(
    html`<h2>${t('contact')}</h2>`,
    factList([
      [t('email'), email !== null && html`<a href="${href(`mailto:${email}`)}">${email}</a>`],
      [t('phone'), phone],
      [t('page'), page !== null && html`<a href="${href(page)}">${page}</a>`],
    ]),
  );
}
