/** The pages on which a paid payment is given back: what, then a last look, then done. */
import { add, format } from '../../core/money.ts';
import { valueText } from '../../reports/index.ts';
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
  const typing = html`<p>${t('lead')}</p>
    ${postForm(
      view,
      action,
      html`${orderKeyField(form)}${fields}
        ${choices('way', t('way'), ways)}${reasonField(view, form)}
        ${actions(button(t('check')))}`,
    )}`;
  return officePage(view, {
    title: t('title'),
    hasErrors: Object.keys(form.errors).length > 0 || problem !== null,
    content: html`${done && announcement('success', t(done))}${problemBox(problem)}
      ${errorSummary(view, form.errors)}
      ${pageHeading(t('title'), of.whose)}
      ${done === null ? (of.lines.length === 0 ? notice('info', t('nothing_left')) : typing) : null}
      ${earlier(view, of)}
      ${done !== null && afterwards(view, of)}`,
  });
}

/** When it is done, the form would only make one wonder whether it is. */
function afterwards(view: OfficeView, { payment, lines }: Refundable): Html {
  const t = refundPageTexts(view.language);
  const here = `/payments/${payment.id}`;
  return actions(
    linkButton(t('to_payment'), view.office.to(here)),
    lines.length > 0 && linkButton(t('more'), view.office.to(`${here}/refund`), 'secondary'),
  );
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
  const ways = (['owed_again', 'settled_otherwise'] as const).map((value) => ({
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
  )}${choices(names.after, t('after', { about }), ways, { hint: t('after_hint') })}`;
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
        valueText('refund_state', refund.state, view.language),
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
    content: html`${pageHeading(t('check_title'), of.whose)}
      <p>${t('check_lead')}</p>
      ${amountBox(t('total'), total)}
      ${dataTable({
        caption: t('check_title'),
        isCaptionHidden: true,
        columns: [
          { name: t('what') },
          { name: t('amount'), isAmount: true },
          { name: t('afterwards') },
        ],
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
