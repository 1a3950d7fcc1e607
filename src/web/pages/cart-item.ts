/** One item of the cart: what it is for, who owes it, how it stands, and what can be done with it. */
import { toTyped } from '../../core/money.ts';
import { button, postForm } from '../components/action.ts';
import { disclosure } from '../components/disclosure.ts';
import { factList } from '../components/facts.ts';
import { textField } from '../components/field.ts';
import { notice } from '../components/notice.ts';
import type { Html } from '../html.ts';
import { href, html } from '../html.ts';
import { showDate, showMoney, type View } from '../view.ts';
import { isPaidNow, type CartPage, type ShownItem } from './cart.ts';
import { cartTexts } from './cart.texts.ts';

export function cartItem(view: View, page: CartPage, item: ShownItem, index: number): Html {
  const t = cartTexts(view.language);
  const { dueOn, part } = item;
  const isPart = part !== null && item.amount.minor < part.most.minor;
  return html`<article class="card-wrapper mb-3" aria-labelledby="item-${index + 1}">
    <div class="d-flex flex-wrap justify-content-between align-items-baseline">
      <h3 class="h5 mb-2 me-3" id="item-${index + 1}">${item.reason}</h3>
      <strong class="text-nowrap">${showMoney(view, item.amount)}</strong>
    </div>
    ${factList([
      [t('debtor'), item.debtor],
      [t('service'), item.service],
      [t('due_on'), dueOn && showDate(view, dueOn)],
      [t('made_of'), item.lines.length > 0 && madeOf(view, item)],
    ])}
    ${isPart && html`<p class="small">${t('part_of', { amount: showMoney(view, part.most) })}</p>`}
    ${state(view, page, item)}
    ${part && isPaidNow(item) && partForm(view, page, item, part)}
    ${isPaidNow(item) && code(view, page, item)}
    ${buttons(view, page, item, index)}
  </article>`;
}

function state(view: View, page: CartPage, item: ShownItem): Html | false {
  const t = cartTexts(view.language);
  if (item.state === 'payable') return false;
  if (item.state === 'changed') {
    return notice('warning', t('state_changed', { before: showMoney(view, item.before) }));
  }
  const link =
    item.paymentAddress !== null &&
    html`<p><a href="${href(item.paymentAddress)}">${t('continue_payment')}<span
      class="visually-hidden">: ${item.reason}</span></a></p>`;
  return notice('info', html`<p>${why(view, page, item)} ${t('stays')}</p>${link}`);
}

function why(view: View, { organisationName: organisation, most }: CartPage, item: ShownItem) {
  const t = cartTexts(view.language);
  const { state: name, validFrom, validUntil } = item;
  if (name === 'not_payable_today' && item.isTooLate && validUntil) {
    return t('state_too_late', { date: showDate(view, validUntil), organisation });
  }
  if (name === 'not_payable_today' && validFrom) {
    return t('state_not_yet', { date: showDate(view, validFrom) });
  }
  return t(`state_${name === 'payable' ? 'changed' : name}`, { organisation, most });
}

function partForm(
  view: View,
  page: CartPage,
  item: ShownItem,
  part: NonNullable<ShownItem['part']>,
): Html {
  const t = cartTexts(view.language);
  const name = `part-${item.id}`;
  const limits = { least: showMoney(view, part.least), most: showMoney(view, part.most) };
  const typed = page.form.values[name] ?? toTyped(item.amount, view.language);
  const form = { values: { [name]: typed }, errors: page.form.errors };
  const field = {
    name,
    label: t('part'),
    hint: t('part_hint', limits),
    inputMode: 'decimal',
    width: 'short',
    maximum: 30,
  } as const;
  const content = postForm(view, actionOf(page, item, 'change'), [
    textField(field, form),
    button(t('part_save'), 'secondary'),
  ]);
  return page.form.errors[name] === undefined ? disclosure(t('part_title'), content) : content;
}

function madeOf(view: View, { lines }: ShownItem): Html {
  return html`<ul class="list-unstyled mb-0">
    ${lines.map(
      ({ text, amount }) => html`<li class="d-flex flex-wrap justify-content-between">
        <span class="me-2">${text}</span><span class="text-nowrap">${showMoney(view, amount)}</span>
      </li>`,
    )}
  </ul>`;
}

function code(view: View, page: CartPage, item: ShownItem): Html | false {
  const t = cartTexts(view.language);
  if (!item.takesCodes && item.code === null) return false;
  const name = `code-${item.id}`;
  const form = {
    values: { [name]: page.form.values[name] ?? item.code ?? '' },
    errors: page.form.errors,
  };
  const field = {
    name,
    label: t('code'),
    hint: t('code_hint'),
    width: 'short',
    isCode: true,
  } as const;
  const content = postForm(view, actionOf(page, item, 'code'), [
    textField({ ...field, maximum: 40 }, form),
    button(t('code_save'), 'secondary'),
  ]);
  const said = item.code !== null && {
    given: html`<p class="small mb-1">${t('code_given', { code: item.code })}</p>`,
    lost: notice('warning', t('code_lost', { code: item.code })),
  };
  return html`${said && (item.codeNo === null ? said.given : said.lost)}
    ${page.form.errors[name] === undefined ? disclosure(t('code_title'), content) : content}`;
}

function actionOf(
  page: CartPage,
  item: ShownItem,
  deed: 'change' | 'code' | 'refill' | 'remove',
): string {
  return `${page.address}/items/${item.id}/${deed}`;
}

function buttons(view: View, page: CartPage, item: ShownItem, index: number): Html {
  const t = cartTexts(view.language);
  const { reason } = item;
  const move = (place: 'up' | 'down') =>
    postForm(view, actionOf(page, item, 'change'), [
      html`<input type="hidden" name="place" value="${place}">`,
      small(t(place), reason),
    ]);
  return html`<div class="it-actions mt-2">
    ${
      item.isRefillable &&
      html`<a class="btn btn-outline-primary btn-sm" href="${href(actionOf(page, item, 'refill'))}">${t('refill')}<span
        class="visually-hidden">: ${reason}</span></a>`
    }
    ${postForm(view, actionOf(page, item, 'remove'), small(t('remove'), reason))}
    ${index > 0 && move('up')}
    ${index < page.items.length - 1 && move('down')}
  </div>`;
}

/** Seen short, heard with what it is about. */
function small(label: string, reason: string): Html {
  return html`<button type="submit" class="btn btn-outline-primary btn-sm">${label}<span
    class="visually-hidden">: ${reason}</span></button>`;
}
