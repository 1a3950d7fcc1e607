/** The pages of disputes: those that are open, and one with its answers. */
import { format } from '../../core/money.ts';
import type { Dispute, DisputeEvidence } from '../../payments/index.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { amountBox, factList } from '../../web/components/facts.ts';
import { textArea, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement, notice } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { href, html, type Html } from '../../web/html.ts';
import { showInstant, showMoney } from '../../web/view.ts';
import { orderKeyField, problemBox, reasonField } from '../acting/form-parts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { disputeTexts } from './dispute.texts.ts';

type TextKey = Parameters<ReturnType<typeof disputeTexts>>[0];

const states: Readonly<Record<Dispute['state'], TextKey>> = {
  opened: 'opened',
  evidence_sent: 'evidence_sent',
  won: 'won',
  lost: 'lost_state',
  accepted: 'accepted',
};

/** @param payers names by the ids of attempts */
export function disputeListPage(
  view: OfficeView,
  disputes: readonly Dispute[],
  payers: ReadonlyMap<string, string>,
): Html {
  const t = disputeTexts(view.language);
  const table = dataTable({
    caption: t('title'),
    isCaptionHidden: true,
    columns: [
      { name: t('answer_by') },
      { name: t('payer') },
      { name: t('state') },
      { name: t('reason') },
      { name: t('amount'), isAmount: true },
    ],
    lines: disputes.map((dispute) => [
      html`<a href="${href(view.office.to(`/disputes/${dispute.id}`))}">${showInstant(view, dispute.answerBy ?? dispute.openedAt)}</a>`,
      payers.get(dispute.attemptId) ?? '–',
      t(states[dispute.state]),
      reasonText(view, dispute),
      showMoney(view, dispute.amount),
    ]),
  });
  return officePage(view, {
    title: t('title'),
    content: html`${pageHeading(t('title'), t('lead'))}
      ${disputes.length === 0 ? notice('info', t('none')) : table}`,
  });
}

export type DisputePage = {
  readonly dispute: Dispute;
  /** Whose payment it is, and how much: leads to it. */
  readonly whose: Html | null;
  readonly evidence: readonly DisputeEvidence[];
  readonly form: FilledForm;
  readonly problem: string | null;
  readonly done: 'evidence' | 'accept' | 'refused' | 'unknown' | null;
  readonly mayAnswer: boolean;
};

export function disputePage(view: OfficeView, page: DisputePage): Html {
  const t = disputeTexts(view.language);
  const { dispute, form, problem, done } = page;
  const isGood = done === 'evidence' || done === 'accept';
  const isOpen = dispute.state === 'opened' || dispute.state === 'evidence_sent';
  return officePage(view, {
    title: t('one'),
    hasErrors: Object.keys(form.errors).length > 0 || problem !== null,
    content: html`${done && announcement(isGood ? 'success' : 'warning', t(`done_${done}`))}
      ${problemBox(problem)}${errorSummary(view, form.errors)}
      ${pageHeading(t('one'), t(states[dispute.state]))}
      ${amountBox(t('amount'), showMoney(view, dispute.amount))}
      ${factList([
        [t('payment'), page.whose],
        [t('reason'), reasonText(view, dispute)],
        [t('opened_at'), showInstant(view, dispute.openedAt)],
        [t('answer_by'), isOpen && dispute.answerBy && showInstant(view, dispute.answerBy)],
        [t('fee'), dispute.fee.minor > 0n && showMoney(view, dispute.fee)],
        [t('lost'), dispute.lost.minor > 0n && showMoney(view, dispute.lost)],
      ])}
      ${sent(view, page)}${isOpen && page.mayAnswer && answers(view, page)}
      ${actions(linkButton(t('title'), view.office.to('/disputes'), 'secondary'))}`,
  });
}

const knownReasons = ['duplicate', 'fraudulent', 'not_received', 'other'] as const;

/** In the words of the bank where it is none that everybody knows. */
function reasonText(view: OfficeView, { reason }: Dispute): string {
  const known = knownReasons.find((one) => one === reason);
  return known ? disputeTexts(view.language)(`reason_${known}`) : reason;
}

function sent(view: OfficeView, { evidence }: DisputePage): Html | null {
  const t = disputeTexts(view.language);
  if (evidence.length === 0) return null;
  return html`<h2>${t('sent')}</h2>
    ${dataTable({
      caption: t('sent'),
      isCaptionHidden: true,
      columns: [{ name: t('when') }, { name: t('text') }],
      lines: evidence.map(({ at, text }) => [showInstant(view, at), text]),
    })}`;
}

function answers(view: OfficeView, { dispute, form }: DisputePage): Html {
  const t = disputeTexts(view.language);
  const action = (deed: string) => view.office.to(`/disputes/${dispute.id}/${deed}`);
  const evidence = { name: 'text', label: t('evidence'), hint: t('evidence_hint'), maximum: 1000 };
  return html`<section class="border-top pt-4">
      <h2>${t('evidence_title')}</h2>
      <p>${t('evidence_lead')}</p>
      ${postForm(
        view,
        action('evidence'),
        html`${orderKeyField(form)}${textArea(evidence, form)}${actions(button(t('send')))}`,
      )}
    </section>
    <section class="border-top pt-4">
      <h2>${t('accept_title')}</h2>
      <p>${t('accept_lead')}</p>
      ${postForm(
        view,
        action('accept'),
        html`${orderKeyField(form)}${reasonField(view, form)}
          ${actions(
            button(t('accept', { amount: format(dispute.amount, view.language) }), 'secondary'),
          )}`,
      )}
    </section>`;
}
