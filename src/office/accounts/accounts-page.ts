/** The page on which the accounts that money goes to are proposed and agreed to. */
import type { CollectingAccount } from '../../desk/index.ts';
import { actions, button, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { factList } from '../../web/components/facts.ts';
import { textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { html, type Html } from '../../web/html.ts';
import { problemBox, reasonField } from '../acting/form-parts.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import { answersTo, type Proposer } from '../acting/proposal.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { accountsTexts } from './accounts.texts.ts';

export type ProposedAccounts = {
  readonly id: string;
  readonly accounts: readonly CollectingAccount[];
  readonly proposedBy: Proposer;
  readonly reason: string;
};

export type AccountsPage = {
  readonly now: readonly CollectingAccount[];
  readonly waiting: readonly ProposedAccounts[];
  readonly form: FilledForm;
  readonly done: 'proposed' | 'agreed' | 'refused' | null;
  /** Why a decision was refused. */
  readonly problem: string | null;
};

/** One more than there are, up to this many. */
export const mostAccounts = 10;

export function accountsPage(view: OfficeView, page: AccountsPage): Html {
  const t = accountsTexts(view.language);
  const places = Math.min(page.now.length + 2, mostAccounts);
  const numbers = Array.from({ length: places }, (_, index) => index + 1);
  return officePage(view, {
    title: t('title'),
    hasErrors: page.problem !== null || Object.keys(page.form.errors).length > 0,
    content: html`${page.done && announcement('success', t(page.done))}
      ${problemBox(page.problem)}
      ${errorSummary(view, page.form.errors)}
      ${pageHeading(t('title'), t('lead'))}
      ${page.waiting.map((proposal) => proposalCard(view, proposal))}
      <section>
        <h2>${t('now')}</h2>
        ${page.now.length === 0 ? html`<p>${t('none')}</p>` : accountList(page.now)}
      </section>
      <section>
        <h2>${t('propose')}</h2>
        ${postForm(
          view,
          view.office.to('/settings/accounts'),
          html`${numbers.map((number) => accountFields(view, page.form, number))}
            ${reasonField(view, page.form)}
            ${actions(button(t('propose')))}`,
        )}
      </section>`,
  });
}

function accountFields(view: OfficeView, form: FilledForm, number: number): Html {
  const t = accountsTexts(view.language);
  return html`<div class="it-narrow">
    ${textField({ name: `name_${number}`, label: t('name', { number }), maximum: 100 }, form)}
    ${textField({ name: `iban_${number}`, label: t('iban', { number }), isCode: true, maximum: 50 }, form)}
  </div>`;
}

function accountList(accounts: readonly CollectingAccount[]): Html {
  return factList(accounts.map(({ name, iban }) => [name, inGroups(iban)]));
}

/** Fours, as banks print it. */
function inGroups(iban: string): string {
  return iban.match(/.{1,4}/g)?.join(' ') ?? iban;
}

function proposalCard(view: OfficeView, proposal: ProposedAccounts): Html {
  const t = accountsTexts(view.language);
  return html`<section>
    <h2>${t('waiting')}</h2>
    ${accountList(proposal.accounts)}
    ${factList([
      [t('proposed_by'), proposal.proposedBy.name],
      [actingTexts(view.language)('reason'), proposal.reason],
    ])}
    ${answersTo(view, `/settings/accounts/${proposal.id}`, proposal.proposedBy)}
  </section>`;
}
