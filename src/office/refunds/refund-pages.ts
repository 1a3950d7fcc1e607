/** The pages on which a paid payment is given back: what, then a last look, then done. */
import { add, format } from '../../core/money.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { amountBox, factList } from '../../web/components/facts.ts';
import {
  choices,
  textField,
  type FieldValues,
  type FilledForm,
} from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement, notice } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { html, type Html } from '../../web/html.ts';
import { showInstant, showMoney } from '../../web/view.ts';
import { hiddenField, orderKeyField, problemBox, reasonField } from '../acting/form-parts.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { lineFields, type Refundable, type RefundTyped } from './refund-facts.ts';
import { refundPageTexts } from './refund.texts.ts';

export function refundPage(
  view: OfficeView,
  page: {
    readonly of: Refundable;
    readonly form: FilledForm;
    readonly done: 'given' | 'proposed' | null;
    readonly problem: string | null;
  },
): Html {
  const t = refundPageTexts(view.language);
  const { of, form, done, problem } = page;
  const action = view.office.to(`/payments/${of.payment.id}/refund/check`);
  const fields = of.lines.map((line, index) => lineOf(view, line, index, form));
  const ways = of.ways.map(({ value, label }, index) => ({
    value,
    label,
    isChosen:
      (form.values['way'] ?? of.ways[0]?.value) === value || (index === 0 && !form.values['way']),
  }));
  return officePage(view, {
    title: t('title'),
    hasErrors: Object.keys(form.errors).length > 0 || problem !== null,
    content: html`${done && announcement('success', t(done))}${problemBox(problem)}
      ${errorSummary(view, form.errors)}
      ${pageHeading(t('title'), t('lead', { payment: of.payment.id }))}
      ${
        of.lines.length === 0
          ? notice('info', t('nothing_left'))
          : postForm(
              view,
              action,
              html`${orderKeyField(form)}${fields}
                ${choices('way', t('way'), ways)}${reasonField(view, form)}
                ${actions(button(t('check')))}`,
            )
      }
      ${earlier(view, of)}`,
  });
}

function lineOf(
  view: OfficeView,
  { about, left }: Refundable['lines'][number],
  index: number,
  form: FilledForm,
): Html {
  const t = refundPageTexts(view.language);
  const names = lineFields(index);
  const chosen = form.values[names.after] ?? 'owed_again';
  const afterwards = (['owed_again', 'settled_otherwise'] as const).map((value) => ({
    value,
    label: t(value),
    isChosen: chosen === value,
  }));
  return html`${textField(
    {
      name: names.amount,
      label: t('amount_of', { about }),
      hint: t('amount_hint', { left: format(left, view.language) }),
      inputMode: 'decimal',
      width: 'short',
      maximum: 20,
    },
    form,
  )}${choices(names.after, t('after', { about }), afterwards)}`;
}

function earlier(view: OfficeView, { refunds }: Refundable): Html | null {
  const t = refundPageTexts(view.language);
  if (refunds.length === 0) return null;
  return html`<h2>${t('so_far')}</h2>
    ${dataTable({
      caption: t('so_far'),
      isCaptionHidden: true,
      columns: [
        { name: t('when') },
        { name: t('amount'), isAmount: true },
        { name: t('state') },
        { name: actingTexts(view.language)('reason') },
      ],
      lines: refunds.map((refund) => [
        showInstant(view, refund.requestedAt),
        showMoney(view, refund.amount),
        t(refund.state),
        refund.reason,
      ]),
    })}`;
}

/** The last look; what was typed goes on in hidden fields. */
export function refundCheckPage(
  view: OfficeView,
  page: {
    readonly of: Refundable;
    readonly typed: Extract<RefundTyped, { kind: 'good' }>;
    readonly values: FieldValues;
  },
): Html {
  const t = refundPageTexts(view.language);
  const { of, typed, values } = page;
  const [first, ...rest] = typed.lines.map(({ amount }) => amount);
  const total = first ? format(add(first, ...rest), view.language) : '';
  const chosen = typed.way.kind === 'provider' ? 'provider' : typed.way.from;
  const here = `/payments/${of.payment.id}/refund`;
  return officePage(view, {
    title: t('check_title'),
    content: html`${pageHeading(t('check_title'), t('check_lead'))}
      ${amountBox(t('total'), total)}
      ${dataTable({
        caption: t('check_title'),
        isCaptionHidden: true,
        columns: [{ name: t('what') }, { name: t('amount'), isAmount: true }, { name: t('afterwards') }],
        lines: typed.lines.map(({ about, amount, after }) => [
          about,
          showMoney(view, amount),
          t(after),
        ]),
      })}
      ${factList([
        [t('by'), of.ways.find(({ value }) => value === chosen)?.label ?? chosen],
        [actingTexts(view.language)('reason'), typed.reason],
      ])}
      ${postForm(
        view,
        view.office.to(here),
        html`${Object.entries(values).map(([name, value]) => hiddenField(name, value))}
          ${actions(
            button(t('give_back', { amount: total })),
            linkButton(t('change'), view.office.to(here), 'secondary'),
          )}`,
      )}`,
  });
}
