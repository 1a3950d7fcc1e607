/** The list of an organisation's services, with a search and its categories. */
import {
  serviceCategoryTexts,
  type Service,
  type ServiceCategory,
} from '../../../services/index.ts';
import { linkButton } from '../../components/action.ts';
import { oneColumn, sheet } from '../../components/columns.ts';
import { pageHeading } from '../../components/heading.ts';
import { notice } from '../../components/notice.ts';
import { inWords } from '../../components/in-words.ts';
import type { Html } from '../../html.ts';
import { attribute, href, html } from '../../html.ts';
import { layout } from '../../layout.ts';
import type { View } from '../../view.ts';
import { discountTexts } from '../discounts.texts.ts';
import { serviceTexts } from './services.texts.ts';

export type ServicesPage = {
  /** Of this page, without a query. */
  readonly address: string;
  readonly words: string;
  readonly category: ServiceCategory | null;
  /** Of all open services. */
  readonly categories: readonly ServiceCategory[];
  readonly found: readonly { readonly service: Service; readonly address: string }[];
};

export function servicesPage(view: View, page: ServicesPage): Html {
  const t = serviceTexts(view.language);
  const isEmpty = page.categories.length === 0;
  return layout(view, {
    title: t('title'),
    content: oneColumn(
      pageHeading(t('title'), t('lead')),
      isEmpty
        ? notice('info', [
            html`<p>${t('none')} ${t('none_way')}</p>`,
            linkButton(t('find_invoice'), view.links.find, 'secondary'),
          ])
        : [
            searchForm(view, page),
            categoryLinks(view, page),
            foundServices(view, page),
            sheet(
              html`<p class="mb-0"><a href="${href(view.links.discounts)}">${discountTexts(view.language)('title')}</a></p>`,
            ),
          ],
    ),
  });
}

/** Asks by the address, so that a search can be kept and sent on. */
function searchForm(view: View, { address, words, category }: ServicesPage): Html {
  const t = serviceTexts(view.language);
  return html`<form method="get" action="${href(address)}" role="search">
    ${category !== null && html`<input type="hidden" name="category" value="${category}">`}
    <div class="form-group">
      <label class="form-label" for="search">${t('search')}</label>
      <div class="form-text" id="search-hint">${t('search_hint')}</div>
      <div class="it-search-row">
        <input class="form-control" type="search" id="search" name="search" value="${words}"
          maxlength="200" autocomplete="off" aria-describedby="search-hint">
        <button type="submit" class="btn btn-outline-primary">${t('find')}</button>
      </div>
    </div>
  </form>`;
}

function categoryLinks(view: View, page: ServicesPage): Html | null {
  if (page.categories.length < 2) return null;
  const t = serviceTexts(view.language);
  const names = serviceCategoryTexts(view.language);
  const link = (category: ServiceCategory | null, name: string): Html => html`<li>
    <a href="${href(addressOf(page, category))}"${attribute(
      'aria-current',
      page.category === category && 'true',
    )}>${name}</a>
  </li>`;
  return html`<nav class="it-categories" aria-label="${t('categories')}">
    <ul>
      ${link(null, t('all'))}
      ${page.categories.map((category) => link(category, names(category)))}
    </ul>
  </nav>`;
}

function addressOf({ address, words }: ServicesPage, category: ServiceCategory | null): string {
  const query = new URLSearchParams();
  if (words !== '') query.set('search', words);
  if (category !== null) query.set('category', category);
  return query.size === 0 ? address : `${address}?${query.toString()}`;
}

function foundServices(view: View, page: ServicesPage): Html {
  const t = serviceTexts(view.language);
  const names = serviceCategoryTexts(view.language);
  if (page.found.length === 0) {
    return notice('info', [
      html`<p>${t('nothing_found')} ${t('nothing_way')}</p>`,
      linkButton(t('show_all'), page.address, 'secondary'),
    ]);
  }
  const isNarrowed = page.words !== '' || page.category !== null;
  return sheet(
    html`<h2 class="${isNarrowed ? 'h5' : 'visually-hidden'}">
      ${t('results', { count: page.found.length })}
    </h2>
    <ul class="link-list mb-0">
      ${page.found.map(
        ({ service: { definition }, address }) => html`<li class="py-3">
          <h3 class="mb-1"><a href="${href(address)}">${inWords(view, definition.name)}</a></h3>
          ${definition.summary && html`<p class="mb-1">${inWords(view, definition.summary)}</p>`}
          <p class="mb-0 small text-secondary">${names(definition.category)}</p>
        </li>`,
      )}
    </ul>`,
  );
}
