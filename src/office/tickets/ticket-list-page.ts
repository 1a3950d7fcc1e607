/** The inbox of requests for assistance, and what readers think of the help pages. */
import type { Opinion, OpinionsOfPage } from '../../opinions/index.ts';
import {
  teams,
  ticketNumber,
  ticketStates,
  ticketTexts,
  type Team,
  type Ticket,
  type TicketState,
} from '../../tickets/index.ts';
import { linkButton } from '../../web/components/action.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { dataTable } from '../../web/components/table.ts';
import { attribute, href, html, type Html } from '../../web/html.ts';
import { showInstant } from '../../web/view.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { officeTicketsTexts } from './tickets.texts.ts';

/** What the address says: undefined shows all. */
export type TicketListFilter = {
  readonly state: TicketState | undefined;
  readonly team: Team | undefined;
  readonly isMine: boolean;
};

export type TicketListPage = {
  readonly filter: TicketListFilter;
  readonly tickets: readonly Ticket[];
  readonly counts: ReadonlyMap<TicketState, number>;
  /** Names of staff by id. */
  readonly people: ReadonlyMap<string, string>;
  /** The last of this page, where there are more. */
  readonly nextAfter: string | null;
};

/** The address of the list with a filter; `after` is where a further page begins. */
export function listAddress(
  view: OfficeView,
  filter: TicketListFilter,
  after: string | null = null,
): string {
  const query = new URLSearchParams({ state: filter.state ?? 'all' });
  if (filter.team) query.set('team', filter.team);
  if (filter.isMine) query.set('mine', 'yes');
  if (after !== null) query.set('after', after);
  return view.office.to(`/tickets?${query.toString()}`);
}

export function ticketListPage(view: OfficeView, page: TicketListPage): Html {
  const t = officeTicketsTexts(view.language);
  return officePage(view, {
    title: t('title'),
    content: html`${pageHeading(t('title'), t('lead'))}
      ${filters(view, page)}
      ${page.tickets.length === 0 ? html`<p class="mt-4">${t('none')}</p>` : ticketTable(view, page)}
      ${
        page.nextAfter !== null &&
        html`<p class="mt-4">
          ${linkButton(t('more'), listAddress(view, page.filter, page.nextAfter), 'secondary')}
        </p>`
      }
      <p class="mt-4">
        ${linkButton(t('opinions'), view.office.to('/tickets/opinions'), 'secondary')}
      </p>`,
  });
}

type Chosen = { readonly label: string; readonly filter: TicketListFilter; readonly isOn: boolean };

function filters(view: OfficeView, { filter, counts }: TicketListPage): Html {
  const t = officeTicketsTexts(view.language);
  const names = ticketTexts(view.language);
  const states: Chosen[] = [...ticketStates, undefined].map((state) => ({
    label: state ? `${t(`state_${state}`)} (${counts.get(state) ?? 0})` : t('state_all'),
    filter: { ...filter, state },
    isOn: filter.state === state,
  }));
  const whose: Chosen[] = [...teams, undefined].map((team) => ({
    label: team ? names(team) : t('team_all'),
    filter: { ...filter, team },
    isOn: filter.team === team,
  }));
  const mine = {
    label: t('mine'),
    filter: { ...filter, isMine: !filter.isMine },
    isOn: filter.isMine,
  };
  return html`${choiceOf(view, t('by_state'), states)}
    ${choiceOf(view, t('by_team'), [...whose, mine])}`;
}

function choiceOf(view: OfficeView, label: string, shown: readonly Chosen[]): Html {
  return html`<nav aria-label="${label}">
    <ul class="list-inline">
      ${shown.map(
        (one) => html`<li class="list-inline-item">
          <a href="${href(listAddress(view, one.filter))}"${attribute('aria-current', one.isOn && 'true')}>${
            one.isOn ? html`<strong>${one.label}</strong>` : one.label
          }</a>
        </li>`,
      )}
    </ul>
  </nav>`;
}

function ticketTable(view: OfficeView, { tickets, people }: TicketListPage): Html {
  const t = officeTicketsTexts(view.language);
  const names = ticketTexts(view.language);
  const columns = [t('number'), t('kind'), t('from'), t('state'), t('changed'), t('assigned')];
  const lines = tickets.map((ticket) => [
    html`<a class="text-nowrap" href="${href(view.office.to(`/tickets/${ticket.id}`))}">${ticketNumber(ticket)}</a>`,
    names(ticket.kind),
    ticket.name ?? ticket.email ?? '–',
    t(`state_${ticket.state}`),
    showInstant(view, ticket.changedAt),
    (ticket.assignedTo && people.get(ticket.assignedTo)) ?? t('nobody'),
  ]);
  return dataTable({
    caption: t('title'),
    isCaptionHidden: true,
    columns: columns.map((name) => ({ name })),
    lines,
  });
}

export type OpinionsPage = {
  readonly counts: readonly OpinionsOfPage[];
  readonly words: readonly Opinion[];
};

export function opinionsPage(view: OfficeView, { counts, words }: OpinionsPage): Html {
  const t = officeTicketsTexts(view.language);
  return officePage(view, {
    title: t('opinions'),
    content: html`${pageHeading(t('opinions'), t('opinions_lead'))}
      ${
        counts.length === 0
          ? html`<p>${t('no_opinions')}</p>`
          : dataTable({
              caption: t('opinions'),
              isCaptionHidden: true,
              columns: [
                { name: t('page') },
                { name: t('helped'), isAmount: true },
                { name: t('not_helped'), isAmount: true },
              ],
              lines: counts.map(({ page, helped, notHelped }) => [page, helped, notHelped]),
            })
      }
      ${
        words.length > 0 &&
        dataTable({
          caption: t('words'),
          columns: [{ name: t('page') }, { name: t('given') }, { name: t('opinion') }],
          lines: words.map((opinion) => [
            opinion.page,
            showInstant(view, opinion.givenAt),
            `${t(opinion.helped ? 'helped' : 'not_helped')}: ${opinion.words ?? ''}`,
          ]),
        })
      }`,
  });
}
