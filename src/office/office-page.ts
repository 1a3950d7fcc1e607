/** The frame of the back office's pages: who is in, where they may go, and the page. */
import type { Html } from '../web/html.ts';
import { attribute, href, html } from '../web/html.ts';
import { layout, type PageContent } from '../web/layout.ts';
import { sectionsFor, type Section } from './navigation.ts';
import type { OfficeView } from './office-view.ts';
import { officeTexts } from './office.texts.ts';

export function officePage(view: OfficeView, page: PageContent): Html {
  const t = officeTexts(view.language);
  const { member } = view;
  if (!member) return layout(view, page);
  return layout(view, {
    ...page,
    headerLinks: account(view, member.name),
    content: html`<div class="it-office">
      <nav aria-label="${t('navigation')}" class="it-office-sections">
        <details>
          <summary>${t('navigation')}</summary>
          <ul class="list-unstyled">
            ${[{ path: '', label: 'today' as const }, ...sectionsFor(member)].map(
              ({ label, ...section }) => sectionLink(view, section, t(label)),
            )}
          </ul>
        </details>
      </nav>
      <div class="it-office-page">${page.content}</div>
    </div>`,
  });
}

function sectionLink(
  view: OfficeView,
  { path, pages }: Pick<Section, 'path' | 'pages'>,
  label: string,
): Html {
  const address = view.office.to(path);
  const here = view.address.split('?')[0] ?? '';
  const beginnings = pages === undefined ? [address] : [address, view.office.to(pages)];
  const isHere =
    path === '' ? here === address : beginnings.some((start) => here.startsWith(start));
  return html`<li>
    <a href="${href(address)}"${attribute('aria-current', isHere && 'page')}>${label}</a>
  </li>`;
}

function account(view: OfficeView, name: string): Html {
  const t = officeTexts(view.language);
  return html`<div class="it-office-account">
    <a href="${href(view.office.to('/account'))}">${name}</a>
    <form method="post" action="${href(view.office.to('/sign-out'))}">
      <input type="hidden" name="form_token" value="${view.formToken}">
      <button type="submit" class="btn btn-link">${t('sign_out')}</button>
    </form>
  </div>`;
}
