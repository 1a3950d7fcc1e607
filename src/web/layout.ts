/**
 * The frame of every page: head, slim header with the language switch, test banner, content, slim
 * footer.
 */
import type { Language } from '../core/texts.ts';
import { languageNames } from '../core/texts.ts';
import type { Content, Html } from './html.ts';
import { attribute, href, html } from './html.ts';
import { layoutTexts } from './layout.texts.ts';
import type { OrganisationBrand, View } from './view.ts';

export type PageContent = {
  readonly title: string;
  readonly content: Content;
  /** Set when a form came back with errors: screen readers hear it first, in the title. */
  readonly hasErrors?: boolean;
  /** Set while the page may change by itself: without scripts it is loaded again this often. */
  readonly refreshSeconds?: number;
  /** Addresses of further scripts. */
  readonly scripts?: readonly string[];
  /** Links of the header, between its owner and the language switch. */
  readonly headerLinks?: Content;
};

/** A whole document, from the doctype on. */
export function layout(view: View, page: PageContent): Html {
  const t = layoutTexts(view.language);
  const owner = view.organisation?.name ?? t('portal');
  const title = page.hasErrors ? t('error_prefix', { title: page.title }) : page.title;
  return html`<!doctype html>
    <html lang="${view.language}">
      <head>
        <meta charset="utf-8">
        <title>${title} – ${owner}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <link rel="preload" href="${href(view.files.font)}" as="font" type="font/woff2" crossorigin>
        <link rel="stylesheet" href="${href(view.files.stylesheet)}">
        ${view.files.theme && html`<link rel="stylesheet" href="${href(view.files.theme)}">`}
        <link rel="icon" href="data:,">
        <script type="module" src="${href(view.files.script)}"></script>
        ${page.scripts?.map((script) => html`<script type="module" src="${href(script)}"></script>`)}
        ${page.refreshSeconds !== undefined && refresh(page.refreshSeconds)}
      </head>
      <body>
        <nav class="skiplinks" aria-label="${t('skip')}">
          <a class="visually-hidden-focusable" href="#main">${t('skip')}</a>
        </nav>
        ${header(view, page.headerLinks)}
        <main id="main" class="py-4 py-lg-5" tabindex="-1">
          <div class="container">${page.content}</div>
        </main>
        ${footer(view)}
      </body>
    </html>`;
}

function refresh(seconds: number): Html {
  return html`<noscript><meta http-equiv="refresh" content="${seconds}"></noscript>`;
}

function header(view: View, links: Content): Html {
  const t = layoutTexts(view.language);
  return html`<header class="it-header-slim-wrapper">
      <div class="container">
        <div class="it-header-slim-wrapper-content">
          ${brand(view)}
          ${links}
          ${links === undefined && cartLink(view)}
          ${view.languages.length > 1 && languageSwitch(view)}
        </div>
      </div>
    </header>
    ${
      view.mode === 'test' &&
      html`<aside class="it-test-banner" aria-label="${t('test_label')}">
        <div class="container"><p>${t('test')}</p></div>
      </aside>`
    }`;
}

function cartLink(view: View): Html | false {
  const { cartItems: count } = view;
  if (count === 0) return false;
  const t = layoutTexts(view.language);
  return html`<a class="it-cart-link" href="${href(view.links.cart)}">${t(
    count === 1 ? 'cart_one' : 'cart',
    { count },
  )}</a>`;
}

function brand(view: View): Html {
  const t = layoutTexts(view.language);
  const { organisation } = view;
  if (!organisation) return html`<a class="navbar-brand" href="/">${t('portal')}</a>`;
  return html`<a class="navbar-brand" href="${href(organisation.homeAddress)}">
    ${mark(organisation)}<span>${organisation.name}</span>
  </a>`;
}

function mark(organisation: OrganisationBrand): Html {
  if (organisation.logoAddress !== null) {
    return html`<img src="${href(organisation.logoAddress)}" alt="" width="44" height="44">`;
  }
  return html`<span class="avatar" aria-hidden="true">${initials(organisation.name)}</span>`;
}

/** `Comune di Borgo Sereno` gives `BS`: the last two words that begin with a capital. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}[^.]*$/u.test(word));
  const chosen = words.length > 2 ? words.slice(-2) : words;
  return chosen.map((word) => word.charAt(0)).join('') || name.charAt(0).toUpperCase();
}

function languageSwitch(view: View): Html {
  const t = layoutTexts(view.language);
  return html`<nav aria-label="${t('languages')}">
    <ul class="nav">
      ${view.languages.map(
        (language) => html`<li>
          <a href="${href(inLanguage(view.address, language))}" lang="${language}"
            hreflang="${language}"${attribute('aria-current', language === view.language && 'true')}
          >${languageNames[language]}</a>
        </li>`,
      )}
    </ul>
  </nav>`;
}

/** The same page in another language. */
export function inLanguage(address: string, language: Language): string {
  const [path = '/', query = ''] = address.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('language', language);
  return `${path}?${parameters.toString()}`;
}

function footer(view: View): Html {
  const t = layoutTexts(view.language);
  const { links } = view;
  return html`<footer class="it-footer">
    <div class="container">
      <div class="it-footer-small-prints">
        <nav aria-label="${t('footer')}">
          <ul class="list-inline">
            ${
              links.services !== null &&
              html`<li class="list-inline-item">
                <a href="${href(links.services)}">${t('services')}</a>
              </li>`
            }
            <li class="list-inline-item"><a href="${href(links.help)}">${t('help')}</a></li>
            <li class="list-inline-item"><a href="${href(links.manual)}">${t('manual')}</a></li>
            <li class="list-inline-item"><a href="${href(links.verify)}">${t('verify')}</a></li>
            <li class="list-inline-item">
              <a href="${href(links.accessibility)}">${t('accessibility')}</a>
            </li>
          </ul>
        </nav>
        <p>${t('provided')}</p>
      </div>
    </div>
  </footer>`;
}
