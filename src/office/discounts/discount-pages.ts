/** The pages of discounts: all of them with their uses, and the form of one. */
import { inLanguage } from '../../core/localised.ts';
import { money } from '../../core/money.ts';
import { chargeTypeNamed } from '../../reports/index.ts';
import type { Discount } from '../../discounts/index.ts';
import type { ChargeType } from '../../services/index.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { checkbox, choices, textField } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement, notice } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { href, html, type Content, type Html } from '../../web/html.ts';
import { showDate, showMoney } from '../../web/view.ts';
import { hiddenField, problemBox } from '../acting/form-parts.ts';
import { listAddress } from '../lists/list-address.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { selectField } from '../services/fields.ts';
import type { OfferFacts, OfferForm } from '../services/offer-section.ts';
import { wordFields } from '../services/word-fields.ts';
import { discountTexts } from './discount.texts.ts';
import { showPercent } from './read-discount.ts';

export type DiscountsPage = {
  readonly discounts: readonly Discount[];
  readonly hasCharges: boolean;
  readonly said: string | null;
};

export function discountsPage(view: OfficeView, page: DiscountsPage): Html {
  const t = discountTexts(view.language);
  const { discounts } = page;
  return officePage(view, {
    title: t('title'),
    content: html`${page.said !== null && announcement('success', page.said)}
      <p><a href="${href(view.office.to('/services'))}">${t('back_to_services')}</a></p>
      ${pageHeading(t('title'), t('lead'))}
      ${
        page.hasCharges
          ? actions(linkButton(t('new'), view.office.to('/discounts/new_discount')))
          : notice('info', t('no_charges'))
      }
      ${
        discounts.length === 0
          ? html`<p>${t('none')}</p>`
          : dataTable({
              caption: t('title'),
              isCaptionHidden: true,
              columns: [t('name'), t('for'), t('worth'), t('code'), t('days'), t('uses')].map(
                (name) => ({ name }),
              ),
              lines: discounts.map((discount) => lineOf(view, discount)),
            })
      }`,
  });
}

function lineOf(view: OfficeView, discount: Discount): readonly Content[] {
  const t = discountTexts(view.language);
  const uses =
    discount.mostUses === null
      ? String(discount.used)
      : t('used_of', { used: discount.used, most: discount.mostUses });
  return [
    html`<a href="${href(view.office.to(`/discounts/${discount.id}`))}">${inLanguage(discount.names, view.language)}</a>`,
    chargeTypeNamed(discount.chargeTypeId, view.names, view.language),
    worthOf(view, discount),
    discount.code ?? t('without_code'),
    discount.endedAt ? t('ended') : daysOf(view, discount),
    html`<a href="${href(listAddress(view, 'discount_uses', [['discount', discount.id]]))}">${uses}</a>`,
  ];
}

function worthOf(view: OfficeView, { kind, value, currency }: Discount): string {
  return kind === 'amount'
    ? showMoney(view, money(value, currency))
    : `${showPercent(value, view.language)} %`;
}

function daysOf(view: OfficeView, { validFrom, validUntil }: Discount): string {
  const t = discountTexts(view.language);
  if (validFrom && validUntil)
    return t('from_to', { from: showDate(view, validFrom), to: showDate(view, validUntil) });
  if (validFrom) return t('from', { from: showDate(view, validFrom) });
  return validUntil ? t('to', { to: showDate(view, validUntil) }) : t('always');
}

export type DiscountPage = {
  /** Null for a new one. */
  readonly discount: Discount | null;
  readonly charges: readonly ChargeType[];
  readonly form: OfferForm;
  readonly facts: OfferFacts;
  readonly orderKey: string;
  readonly problem: Content;
  readonly version: number;
  readonly said: string | null;
};

export function discountPage(view: OfficeView, page: DiscountPage): Html {
  const t = discountTexts(view.language);
  const { discount, form } = page;
  const title = discount ? inLanguage(discount.names, view.language) : t('new');
  const path = `/discounts/${discount?.id ?? 'new_discount'}`;
  const isOver = discount !== null && discount.endedAt !== null;
  return officePage(view, {
    title,
    hasErrors: Object.keys(form.errors).length > 0 || Boolean(page.problem),
    content: html`${page.said !== null && announcement('success', page.said)}${problemBox(page.problem)}
      ${errorSummary(view, form.errors)}
      <p><a href="${href(view.office.to('/discounts'))}">${t('back')}</a></p>
      ${pageHeading(title, t('form_lead'))}
      ${
        isOver
          ? notice('info', t('is_over'))
          : postForm(
              view,
              view.office.to(path),
              html`${hiddenField('order_key', page.orderKey)}${hiddenField('version', String(page.version))}${fields(view, page)}
                ${actions(button(t(discount ? 'save' : 'make')))}`,
            )
      }
      ${discount && !isOver && endForm(view, discount)}`,
  });
}

function fields(view: OfficeView, { discount, charges, form, facts }: DiscountPage): Content {
  const t = discountTexts(view.language);
  const short = (
    name: 'value' | 'valid_from' | 'valid_until' | 'most_uses' | 'most_uses_per_payer',
  ) =>
    textField({ name, label: t(name), hint: t(`${name}_hint`), width: 'short', maximum: 20 }, form);
  return html`${wordFields({ name: 'names', label: t('names'), hint: t('names_hint'), maximum: 120 }, form, facts.languages)}
    ${
      discount
        ? hiddenField('charge_type', discount.chargeTypeId)
        : selectField(
            { name: 'charge_type', label: t('charge_type') },
            charges.map(({ id, definition }) => ({
              value: id,
              label: inLanguage(definition.name, view.language),
            })),
            form,
          )
    }
    ${choices(
      'kind',
      t('kind'),
      (['percent', 'amount'] as const).map((value) => ({
        value,
        label: t(`kind_${value}`),
        isChosen: (form.values['kind'] ?? 'percent') === value,
      })),
    )}
    ${short('value')}
    ${textField({ name: 'code', label: t('code_field'), hint: t('code_hint'), width: 'medium', maximum: 30, isCode: true }, form)}
    <div class="it-pair">${short('valid_from')}${short('valid_until')}</div>
    <div class="it-pair">${short('most_uses')}${short('most_uses_per_payer')}</div>
    ${checkbox('is_public', t('is_public'), form)}`;
}

function endForm(view: OfficeView, discount: Discount): Html {
  const t = discountTexts(view.language);
  return html`<section>
    <h2>${t('end_title')}</h2>
    <p>${t('end_lead')}</p>
    ${postForm(view, view.office.to(`/discounts/${discount.id}/end`), button(t('end'), 'secondary'))}
  </section>`;
}
