/** Where a request for assistance begins: what happened, and so who will answer. */
import { teamOf, teams, ticketKinds, type TicketKind } from '../../../tickets/index.ts';
import { oneColumn, sheet } from '../../components/columns.ts';
import { pageHeading } from '../../components/heading.ts';
import type { Html } from '../../html.ts';
import { href, html } from '../../html.ts';
import { layout } from '../../layout.ts';
import type { View } from '../../view.ts';
import { assistanceTexts } from './assistance.texts.ts';

export type ChooseKindPage = {
  /** The form of a kind; a payment that the reader came from goes along. */
  readonly addressOf: (kind: TicketKind) => string;
};

export function chooseKindPage(view: View, page: ChooseKindPage): Html {
  const t = assistanceTexts(view.language);
  return layout(view, {
    title: t('title'),
    content: oneColumn(
      pageHeading(t('title'), t('lead')),
      teams.map((team) =>
        sheet(
          html`<h2>${t(`to_${team}`)}</h2>`,
          html`<ul class="link-list">
            ${ticketKinds
              .filter((kind) => teamOf[kind] === team)
              .map(
                (kind) => html`<li>
                  <a class="list-item" href="${href(page.addressOf(kind))}">
                    <span>${t(kind)}</span>
                  </a>
                </li>`,
              )}
          </ul>`,
        ),
      ),
      sheet(
        html`<p class="mb-0">${t('before')} <a href="${href(view.links.help)}">${t('before_link')}</a>.</p>`,
      ),
    ),
  });
}
