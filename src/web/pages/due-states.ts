/** How a due stands, and the ways to pay it: at once, in instalments, in part, or with others in the cart. */
import { button, linkButton, postForm } from '../components/action.ts';
import { cardBrandLine } from '../components/card-brands.ts';
import { amountBox } from '../components/facts.ts';
import { choices, textField, type Choice } from '../components/field.ts';
import { icon, type IconName } from '../components/icon.ts';
import { announcement } from '../components/notice.ts';
import { href, html, type Content, type Html } from '../html.ts';
import { showDate, showMoney, type View } from '../view.ts';
import type { DuePage, DueState, PlanChoice, PlanPart } from './due.ts';
import { dueTexts } from './due.texts.ts';

type Payable = Extract<DueState, { kind: 'payable' }>;

export function dueState(view: View, page: DuePage): Html {
  const t = dueTexts(view.language);
  const { state, organisationName: organisation } = page;
  const help = linkButton(t('help'), view.links.help, 'secondary');
  switch (state.kind) {
    case 'payable':
      return payable(view, page, state);
    case 'paid': {
      const sentence = state.on ? t('paid_on', { date: showDate(view, state.on) }) : t('paid');
      const ask = `${view.links.assistance}/no-receipt`;
      return told(
        'check',
        t('paid_title'),
        sentence,
        linkButton(t('no_receipt'), ask, 'secondary'),
      );
    }
    case 'withdrawn':
    case 'not_payable':
      return told('information', t(`${state.kind}_title`), t(state.kind, { organisation }), help);
    case 'in_progress':
      return told('clock', t('in_progress_title'), t('in_progress'), help);
    case 'own_payment':
      return told(
        'clock',
        t('in_progress_title'),
        t('own_payment'),
        linkButton(t('go_on'), state.address),
      );
    case 'not_yet':
    case 'over': {
      const date = showDate(view, state.day);
      return told('clock', t(`${state.kind}_title`), t(state.kind, { date, organisation }), help);
    }
    default:
      return state satisfies never;
  }
}

/** How it stands, why, and what can be done now. */
function told(mark: IconName, title: string, sentence: string, way: Html): Html {
  return html`<div class="it-state">
      ${icon(mark, mark === 'check' ? 'success' : 'primary')}
      <h2 class="h1">${title}</h2>
      <p>${sentence}</p>
    </div>
    ${way}`;
}

function payable(view: View, page: DuePage, state: Payable): Html {
  const t = dueTexts(view.language);
  const { due } = page;
  const note = due.settled.minor > 0n && t('part_paid', { amount: showMoney(view, due.settled) });
  const ways = state.plan
    ? planForms(view, state, state.plan)
    : payForm(view, state, part(view, page, state), t('pay'));
  return html`${!state.plan && amountBox(t('amount'), showMoney(view, due.outstanding), note)}
    ${state.problem !== null && announcement('warning', state.problem)}
    ${ways}
    <p class="small text-secondary mt-3">${t('pay_next')}</p>
    ${cardBrandLine(state.acceptedBrands, t('brands'))}`;
}

/** One form, two buttons: what is paid now, or together with others later. */
function payForm(view: View, state: Payable, content: Content, label: string): Html {
  const t = dueTexts(view.language);
  return postForm(view, state.payAction, [
    html`<input type="hidden" name="seen" value="${state.seen}">`,
    content,
    html`<div class="it-actions">${button(label, 'large')}
      <button type="submit" class="btn btn-outline-primary" formaction="${href(state.cartAction)}">${t('to_cart')}</button></div>`,
  ]);
}

function part(view: View, { due }: DuePage, { least, form }: Payable): Html | null {
  if (least === null || least.minor >= due.outstanding.minor) return null;
  const t = dueTexts(view.language);
  const [all, from] = [showMoney(view, due.outstanding), showMoney(view, least)];
  const field = {
    name: 'amount',
    label: t('part'),
    hint: t('part_hint', { all, least: from }),
    width: 'short',
    inputMode: 'decimal',
    maximum: 30,
  } as const;
  return textField(field, form);
}

function planForms(view: View, state: Payable, plan: PlanChoice): Html {
  const t = dueTexts(view.language);
  const { whole } = plan;
  const isWhole = whole !== null && isOpen(whole);
  return html`${
    isWhole &&
    html`${amountBox(t('whole'), showMoney(view, whole.amount))}
    ${payForm(
      view,
      state,
      html`<input type="hidden" name="due" value="${whole.dueId}">`,
      t('pay_all'),
    )}
    <hr class="my-4">`
  }
  ${payForm(view, state, instalments(view, state, plan), t('pay_chosen'))}`;
}

function instalments(view: View, { form }: Payable, plan: PlanChoice): Html {
  const t = dueTexts(view.language);
  const list = plan.instalments.map((instalment, index): Choice | Html => {
    const label = instalmentLabel(view, instalment, index + 1);
    if (!isOpen(instalment)) {
      return html`<div class="form-check form-check-group is-settled">
        <div class="form-check-label">${label}</div>
      </div>`;
    }
    const isChosen = plan.chosenDueIds.includes(instalment.dueId);
    return { value: instalment.dueId, label, isChosen, isMultiple: true };
  });
  const error = form.errors['due'];
  return choices('due', t('instalments'), list, {
    ...(error === undefined ? {} : { error }),
    hint: t('instalments_hint'),
  });
}

function isOpen({ state }: PlanPart): boolean {
  return state === 'open' || state === 'overdue';
}

const badges = {
  open: 'badge',
  overdue: 'badge badge-warning',
  paid: 'badge badge-success',
  in_progress: 'badge badge-warning',
  withdrawn: 'badge',
} as const;

function instalmentLabel(view: View, instalment: PlanPart, number: number): Html {
  const t = dueTexts(view.language);
  const day = instalment.dueOn
    ? t('instalment_due', { date: showDate(view, instalment.dueOn) })
    : t('no_due_date');
  return html`<span class="d-flex flex-wrap justify-content-between">
      <strong>${t('instalment', { number })}</strong>
      <strong class="text-nowrap">${showMoney(view, instalment.amount)}</strong>
    </span>
    <span class="d-flex flex-wrap justify-content-between align-items-center small">
      <span>${day}</span>
      <span class="${badges[instalment.state]}">${t(`state_${instalment.state}`)}</span>
    </span>`;
}
