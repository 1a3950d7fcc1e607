/** The help pages: all questions, each question on a page of its own, and how to reach the organisation. */
import { linkButton } from '../../components/action.ts';
import { oneColumn, sheet } from '../../components/columns.ts';
import { errorSummary } from '../../components/error-summary.ts';
import { pageHeading } from '../../components/heading.ts';
import type { Html } from '../../html.ts';
import { href, html } from '../../html.ts';
import { layout } from '../../layout.ts';
import type { View } from '../../view.ts';
import { assistanceTexts } from '../assistance/assistance.texts.ts';
import { discountTexts } from '../discounts.texts.ts';
import { findNoticeTexts } from '../find-notice.texts.ts';
import { findInvoiceTexts } from '../find-invoice.texts.ts';
import { receiptTexts } from '../receipt.texts.ts';
import { serviceTexts } from '../services/services.texts.ts';
import { contactsSheet, type Contacts } from './contacts.ts';
import { helpTexts } from './help.texts.ts';
import { belowHelp, type AskedOpinion } from './opinion.ts';
import { helpGroups, helpQuestions, type HelpQuestion, type HelpTarget } from './questions.ts';
import { questionTexts } from './questions.texts.ts';

export type HelpPage = { readonly contacts: Contacts; readonly opinion: AskedOpinion | null };

export function helpPage(view: View, page: HelpPage): Html {
  const t = helpTexts(view.language);
  return layout(view, {
    title: t('help_title'),
    hasErrors: hasErrors(page.opinion),
    content: oneColumn(
      errorSummary(view, page.opinion?.form.errors ?? {}),
      pageHeading(t('help_title'), t('help_lead')),
      sheet(
        html`<h2>${t('questions')}</h2>`,
        helpGroups.map(
          (group) =>
            html`<h3>${t(`group_${group}`)}</h3>
              ${questionList(
                view,
                helpQuestions.filter((question) => question.group === group),
              )}`,
        ),
        html`<p class="mt-3"><a href="${href(view.links.manual)}">${t('manual_link')}</a></p>`,
        view.organisation &&
          html`<p><a href="${href(view.links.paymentList)}">${t('list_link')}</a></p>`,
      ),
      contactsSheet(view, page.contacts),
      belowHelp(view, page.opinion),
    ),
  });
}

function questionList(view: View, questions: readonly HelpQuestion[]): Html {
  const t = questionTexts(view.language);
  return html`<ul class="link-list">
    ${questions.map(
      ({ slug, key }) => html`<li>
        <a class="list-item" href="${href(`${view.links.help}/${slug}`)}"><span>${t(key)}</span></a>
      </li>`,
    )}
  </ul>`;
}

export type QuestionPage = {
  readonly question: HelpQuestion;
  readonly opinion: AskedOpinion | null;
};

export function questionPage(view: View, { question, opinion }: QuestionPage): Html {
  const t = questionTexts(view.language);
  const common = helpTexts(view.language);
  const paragraphs = t(`${question.key}_answer`).split('\n\n');
  // Pages of no organisation have nothing that an answer could lead to.
  const target = view.organisation && question.leadsTo;
  return layout(view, {
    title: t(question.key),
    hasErrors: hasErrors(opinion),
    content: oneColumn(
      errorSummary(view, opinion?.form.errors ?? {}),
      pageHeading(t(question.key)),
      sheet(
        paragraphs.map((paragraph) => html`<p>${paragraph}</p>`),
        target && targetLink(view, target),
        html`<p class="mb-0"><a href="${href(view.links.help)}">${common('back')}</a></p>`,
      ),
      belowHelp(view, opinion),
    ),
  });
}

function targetLink(view: View, target: HelpTarget): Html | null {
  const { links, language } = view;
  switch (target) {
    case 'find':
      return leadTo(findInvoiceTexts(language)('title'), links.find);
    case 'services':
      return links.services === null
        ? null
        : leadTo(serviceTexts(language)('title'), links.services);
    case 'notices':
      return leadTo(findNoticeTexts(language)('title'), links.notices);
    case 'discounts':
      return leadTo(discountTexts(language)('title'), links.discounts);
    case 'payment-list':
      return leadTo(helpTexts(language)('list_link'), links.paymentList);
    case 'verify':
      return leadTo(receiptTexts(language)('verify_title'), links.verify);
    default:
      return leadTo(assistanceTexts(language)('ask'), `${links.assistance}/${target}`);
  }
}

function leadTo(label: string, address: string): Html {
  return html`<p>${linkButton(label, address, 'secondary')}</p>`;
}

function hasErrors(opinion: AskedOpinion | null): boolean {
  return opinion !== null && Object.keys(opinion.form.errors).length > 0;
}
