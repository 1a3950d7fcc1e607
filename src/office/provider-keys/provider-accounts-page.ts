/** The page of the organisation's accounts at providers: those it has, and keys that wait. */
import { formatInstant } from '../../core/calendar-date.ts';
import type { KnownAccount, ProposedAccount } from '../../organisations/index.ts';
import type { Provider } from '../../providers/provider.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { factList } from '../../web/components/facts.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { href, html, type Html } from '../../web/html.ts';
import { problemBox } from '../acting/form-parts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { keyLines } from './key-lines.ts';
import { settingsTexts } from '../settings/settings.texts.ts';
import { providerKeysTexts } from './provider-keys.texts.ts';

export const dones = ['proposed', 'agreed', 'refused', 'dropped'] as const;

export type ProviderAccountsPage = {
  readonly accounts: readonly KnownAccount[];
  /** Proposed by anybody, and tried by whoever looks. */
  readonly waiting: readonly ProposedAccount[];
  /** Those that serve this organisation. */
  readonly providers: readonly Provider[];
  /** Where the provider is to send its notifications of that account. */
  readonly notificationAddress: (accountId: string) => string;
  readonly done: (typeof dones)[number] | null;
  readonly problem: string | null;
};

export function providerAccountsPage(view: OfficeView, page: ProviderAccountsPage): Html {
  const t = providerKeysTexts(view.language);
  const offered = page.providers.filter(({ keys }) => keys !== undefined);
  const used = page.accounts.filter(({ retiredAt }) => retiredAt === null);
  const past = page.accounts.filter(({ retiredAt }) => retiredAt !== null);
  return officePage(view, {
    title: t('title'),
    hasErrors: page.problem !== null,
    content: html`${page.done && announcement('success', t(`done_${page.done}`))}
      ${problemBox(page.problem)}
      ${pageHeading(t('title'), t('lead'))}
      ${page.waiting.map((proposed) => waitingCard(view, proposed))}
      <section>
        <h2>${t('used')}</h2>
        ${used.length === 0 && html`<p>${t('none')}</p>`}
        ${used.map((account) => accountCard(view, page, account))}
      </section>
      ${offered.length === 0 && html`<p>${t('no_form')}</p>`}
      ${offered.map(({ id }) =>
        postForm(
          view,
          view.office.to(`/settings/providers/${id}/begin`),
          actions(button(t('begin', { provider: id }))),
        ),
      )}
      ${
        past.length > 0 &&
        html`<section>
          <h2>${t('past')}</h2>
          ${past.map((account) => accountCard(view, page, account))}
        </section>`
      }
      <p><a href="${href(view.office.to('/settings'))}">${settingsTexts(view.language)('back')}</a></p>`,
  });
}

function waitingCard(view: OfficeView, proposed: ProposedAccount): Html {
  const t = providerKeysTexts(view.language);
  const address = view.office.to(`/settings/provider-keys/${proposed.id}`);
  return html`<section>
    <h2>${t(proposed.approvalId === null ? 'mine' : 'waiting')}</h2>
    ${factList([
      [t('provider'), proposed.provider],
      [t('account'), html`<code>${proposed.id}</code>`],
    ])}
    ${actions(linkButton(t('see'), address))}
  </section>`;
}

function accountCard(view: OfficeView, page: ProviderAccountsPage, account: KnownAccount): Html {
  const t = providerKeysTexts(view.language);
  const at = (instant: Date): string => formatInstant(instant, view.language, view.timeZone);
  const provider = page.providers.find(({ id }) => id === account.provider);
  const { retiredAt } = account;
  return html`<div class="mb-4">
    ${factList([
      [t('provider'), account.provider],
      [t('mode'), t(`mode_${account.mode}`)],
      [t('account'), html`<code>${account.id}</code>`],
      [t('since'), at(account.usedSince)],
      [t('retired'), retiredAt && at(retiredAt)],
      [t('keys'), keyLines(view, account.keys, provider?.keys)],
      [
        t('notifications'),
        retiredAt === null && html`<code>${page.notificationAddress(account.id)}</code>`,
      ],
    ])}
  </div>`;
}
