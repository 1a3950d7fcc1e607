/** The pages of money that settles nothing: the list, one item with its ways out, one stray movement. */
import { format, subtract, type Money } from '../../core/money.ts';
import type { FoundStray, Payment, SuspenseItem } from '../../payments/index.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { amountBox, factList } from '../../web/components/facts.ts';
import { choices, textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement, notice } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { href, html, type Html } from '../../web/html.ts';
import { showInstant, showMoney } from '../../web/view.ts';
import { orderKeyField, problemBox, reasonField } from '../acting/form-parts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { suspenseTexts } from './suspense.texts.ts';

type TextKey = Parameters<ReturnType<typeof suspenseTexts>>[0];
export type Stray = Omit<FoundStray, 'isResolved'>;

export function leftOfItem({ amount, returned, resolved }: SuspenseItem): Money {
  return subtract(subtract(amount, returned), resolved);
}

export function suspenseListPage(
  view: OfficeView,
  page: {
    readonly items: readonly SuspenseItem[];
    /** Names by the ids of attempts. */
    readonly payers: ReadonlyMap<string, string>;
    readonly strays: readonly Stray[];
    readonly done: TextKey | null;
  },
): Html {
  const t = suspenseTexts(view.language);
  const { items, payers, strays, done } = page;
  return officePage(view, {
    title: t('title'),
    content: html`${done && announcement('success', t(done))}
      ${pageHeading(t('title'), t('lead'))}
      ${items.length + strays.length === 0 && notice('info', t('none'))}
      ${items.length > 0 && itemTable(view, items, payers)}${strays.length > 0 && strayTable(view, strays)}`,
  });
}

function itemTable(
  view: OfficeView,
  items: readonly SuspenseItem[],
  payers: ReadonlyMap<string, string>,
): Html {
  const t = suspenseTexts(view.language);
  return html`<h2>${t('items')}</h2>
    ${dataTable({
      caption: t('items'),
      isCaptionHidden: true,
      columns: [{ name: t('since') }, { name: t('who') }, { name: t('why') }, { name: t('left'), isAmount: true }], // prettier-ignore
      lines: items.map((item) => [
        html`<a href="${href(view.office.to(`/suspense/${item.id}`))}">${showInstant(view, item.createdAt)}</a>`,
        payers.get(item.attemptId) ?? '–',
        t(item.reason),
        showMoney(view, leftOfItem(item)),
      ]),
    })}`;
}

export function strayPath({ providerAccountId, kind, providerReference }: Stray): string {
  const parts = [providerAccountId, kind, providerReference].map(encodeURIComponent);
  return `/strays/${parts.join('/')}`;
}

function strayTable(view: OfficeView, strays: readonly Stray[]): Html {
  const t = suspenseTexts(view.language);
  return html`<h2>${t('strays')}</h2>
    ${dataTable({
      caption: t('strays'),
      isCaptionHidden: true,
      columns: [
        { name: t('reference') },
        { name: t('kind') },
        { name: t('amount'), isAmount: true },
      ],
      lines: strays.map((stray) => [
        html`<a href="${href(view.office.to(strayPath(stray)))}">${stray.providerReference}</a>`,
        t(`kind_${stray.kind}`),
        showMoney(view, stray.amount),
      ]),
    })}`;
}

export type ItemPage = {
  readonly item: SuspenseItem;
  readonly payment: Payment | null;
  /** Whose payment it is, and how much: leads to it. */
  readonly whose: Html | null;
  readonly form: FilledForm;
  readonly problem: string | null;
  readonly may: { readonly refund: boolean; readonly resolve: boolean };
};

export function suspenseItemPage(view: OfficeView, page: ItemPage): Html {
  const t = suspenseTexts(view.language);
  const { item, payment, form, problem } = page;
  const left = leftOfItem(item);
  return officePage(view, {
    title: t('item_title'),
    hasErrors: Object.keys(form.errors).length > 0 || problem !== null,
    content: html`${problemBox(problem)}${errorSummary(view, form.errors)}
      ${pageHeading(t('item_title'), t(item.reason))}
      ${amountBox(t('left'), showMoney(view, left))}
      ${factList([
        [t('since'), showInstant(view, item.createdAt)],
        [t('amount'), showMoney(view, item.amount)],
        [t('payment'), page.whose],
        [t('payer'), payment?.email],
      ])}
      ${left.minor > 0n && waysOut(view, page)}
      ${actions(linkButton(t('title'), view.office.to('/suspense'), 'secondary'))}`,
  });
}

function waysOut(view: OfficeView, page: ItemPage): Html {
  const t = suspenseTexts(view.language);
  const { item, payment, may } = page;
  const amount = format(leftOfItem(item), view.language);
  const label = t('return', { amount });
  const fields = againstFields(view, page);
  return html`${may.refund && wayOut(view, page, { deed: 'return', label, fields: null })}
    ${
      may.resolve &&
      html`${wayOut(view, page, { deed: 'against', label: t('against'), fields })}
        ${payment?.email && wayOut(view, page, { deed: 'ask', label: t('ask'), fields: null })}
        ${wayOut(view, page, { deed: 'close', label: t('close'), fields: null })}`
    }`;
}

function againstFields(view: OfficeView, { item, form }: ItemPage): Html {
  const t = suspenseTexts(view.language);
  const left = format(leftOfItem(item), view.language);
  return html`${textField({ name: 'due', label: t('due'), hint: t('due_hint'), maximum: 60 }, form)}
    ${textField(
      {
        name: 'amount',
        label: t('amount'),
        hint: t('amount_hint', { left }),
        inputMode: 'decimal',
        width: 'short',
        maximum: 20,
      },
      form,
    )}`;
}

/** Several forms stand on the page: each reason has a name of its own, so that its label finds it. */
function wayOut(
  view: OfficeView,
  { item, form }: ItemPage,
  way: {
    readonly deed: 'return' | 'against' | 'ask' | 'close';
    readonly label: string;
    readonly fields: Html | null;
  },
): Html {
  const t = suspenseTexts(view.language);
  const { deed, label, fields } = way;
  return html`<section class="border-top pt-4">
    <h2>${t(`${deed}_title`)}</h2>
    <p>${t(`${deed}_lead`)}</p>
    ${postForm(
      view,
      view.office.to(`/suspense/${item.id}/${deed}`),
      html`${orderKeyField(form)}${fields}${reasonField(view, form, `reason_${deed}`)}${actions(button(label))}`,
    )}
  </section>`;
}

export function strayPage(
  view: OfficeView,
  page: { readonly stray: Stray; readonly form: FilledForm; readonly problem: string | null },
): Html {
  const t = suspenseTexts(view.language);
  const { stray, form, problem } = page;
  const ways =
    stray.kind === 'refund' ? (['explained', 'written_off'] as const) : (['explained'] as const);
  const list = ways.map((value) => ({
    value,
    label: t(`way_${value}`),
    isChosen: (form.values['way'] ?? 'explained') === value,
  }));
  return officePage(view, {
    title: t('explain_title'),
    hasErrors: Object.keys(form.errors).length > 0 || problem !== null,
    content: html`${problemBox(problem)}${errorSummary(view, form.errors)}
      ${pageHeading(t('explain_title'), t('explain_lead'))}
      ${factList([
        [t('kind'), t(`kind_${stray.kind}`)],
        [t('amount'), showMoney(view, stray.amount)],
        [t('reference'), stray.providerReference],
        [t('ours'), stray.ourReference],
      ])}
      ${postForm(
        view,
        view.office.to(strayPath(stray)),
        html`${orderKeyField(form)}${choices('way', t('way'), list)}
          ${reasonField(view, form)}${actions(button(t('explain')))}`,
      )}`,
  });
}
