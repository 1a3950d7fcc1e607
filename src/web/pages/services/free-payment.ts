/** The form of a free payment: how much, whose it is, and what the organisation asks besides. */
import { inLanguage } from '../../../core/localised.ts';
import { debtorFields, type FreeChargeType, type Service } from '../../../services/index.ts';
import { actions, button, linkButton, postForm } from '../../components/action.ts';
import { answerFields } from '../../components/answer-fields.ts';
import { oneColumn, sheet } from '../../components/columns.ts';
import { definedField } from '../../components/defined-field.ts';
import { errorSummary } from '../../components/error-summary.ts';
import type { FilledForm } from '../../components/field.ts';
import { freeAmount } from '../../components/free-amount.ts';
import { pageHeading } from '../../components/heading.ts';
import { notice } from '../../components/notice.ts';
import { inWords } from '../../components/in-words.ts';
import type { Content, Html } from '../../html.ts';
import { href, html } from '../../html.ts';
import { layout } from '../../layout.ts';
import type { View } from '../../view.ts';
import { notTranslated } from './not-translated.ts';
import { paragraphs } from './paragraphs.ts';
import { serviceTexts } from './services.texts.ts';

export type FreePaymentPage = {
  readonly service: Service;
  /** Of the service, or of the cart where what waits there is filled in once more. */
  readonly backAddress: string;
  readonly chargeType: FreeChargeType;
  readonly action: string;
  readonly form: FilledForm;
  /** Set when the cart could not take it. */
  readonly full: { readonly most: number; readonly cartAddress: string } | null;
  /** Whether it waits in the cart already. */
  readonly isChange: boolean;
};

export function freePaymentPage(view: View, page: FreePaymentPage): Html {
  const { definition } = page.chargeType;
  const name = inLanguage(definition.name, view.language);
  const service = inLanguage(page.service.definition.name, view.language);
  const t = serviceTexts(view.language);
  return layout(view, {
    title: name,
    hasErrors: Object.keys(page.form.errors).length > 0,
    scripts: [view.files.formScript],
    content: oneColumn(
      errorSummary(view, page.form.errors),
      page.full && cartIsFull(view, page.full),
      pageHeading(inWords(view, definition.name), inWords(view, page.service.definition.name)),
      notTranslated(view, page.service),
      definition.description && paragraphs(view, definition.description),
      html`<p class="text-secondary">${t('required')}</p>`,
      sheet(
        postForm(view, page.action, parts(view, page)),
        html`<p class="mt-4 mb-0">
          <a href="${href(page.backAddress)}">${page.isChange ? t('back_to_cart') : t('back_to_service', { name: service })}</a>
        </p>`,
      ),
    ),
  });
}

function cartIsFull(view: View, full: NonNullable<FreePaymentPage['full']>): Html {
  const t = serviceTexts(view.language);
  return notice('warning', [
    html`<p>${t('cart_full', { most: full.most })}</p>`,
    linkButton(t('open_cart'), full.cartAddress, 'secondary'),
  ]);
}

function parts(
  view: View,
  { chargeType: { definition }, form, isChange }: FreePaymentPage,
): Content {
  const t = serviceTexts(view.language);
  const debtor = debtorFields(definition.debtor).map(({ name, field }) =>
    definedField(view, field, name, form),
  );
  const answers = answerFields(view, definition.form, form);
  return [
    part(t('amount'), freeAmount(view, definition.amount, form)),
    part(t('debtor'), debtor),
    answers.length > 0 && part(t('answers'), answers),
    html`<p>${t('nothing_yet')}</p>`,
    isChange
      ? actions(button(t('save_change')))
      : actions(
          html`<button type="submit" class="btn btn-primary btn-lg" name="next" value="cart">${t('add_to_cart')}</button>`,
          html`<button type="submit" class="btn btn-outline-primary btn-lg" name="next" value="pay">${t('pay_now')}</button>`,
        ),
  ];
}

function part(title: string, content: Content): Html {
  return html`<section class="it-part"><h2>${title}</h2>${content}</section>`;
}
