/** How the amount of dues depends on the day, and whether they may be paid in parts. */
import { fromTyped, toDecimal, toTyped, fromDecimal } from '../../../core/money.ts';
import type { DuesDefinition } from '../../../services/index.ts';
import { checkbox, textField } from '../../../web/components/field.ts';
import { html } from '../../../web/html.ts';
import type { OfferSection } from '../offer-section.ts';
import { isTicked, textOf, type PostedOffer } from '../posted-offer.ts';
import { sectionTexts } from './section.texts.ts';
import { decimalOf, showDecimal, wholeOf } from './typed-numbers.ts';

/** Dues of a charge type name their own currency; its least part is in the currency of the house. */
const currency = 'EUR';

export const pricesSection: OfferSection<DuesDefinition> = {
  name: 'price',
  values: (view, { price_by_date: price, part_payment: part }) => {
    const least = part ? fromDecimal(part.least, currency) : null;
    return {
      early: price?.early ? 'yes' : '',
      price_by_date_early_days_before: String(price?.early?.days_before ?? ''),
      price_by_date_early_percent: showDecimal(price?.early?.percent ?? '', view.language),
      late: price?.late ? 'yes' : '',
      price_by_date_late_grace_days: String(price?.late?.grace_days ?? ''),
      price_by_date_late_percent_a_year: showDecimal(
        price?.late?.percent_a_year ?? '',
        view.language,
      ),
      parts: part ? 'yes' : '',
      part_payment_least: least ? toTyped(least, view.language) : (part?.least ?? ''),
    };
  },
  fields: (view, form) => {
    const t = sectionTexts(view.language);
    const number = (name: string, label: string, hint?: string) =>
      textField(
        { name, label, ...(hint && { hint }), inputMode: 'decimal', width: 'short', maximum: 12 },
        form,
      );
    return html`<div class="it-optional">
        ${checkbox('early', t('early'), form)}
        <div class="it-optional-part">
          ${number('price_by_date_early_percent', t('early_percent'))}
          ${number('price_by_date_early_days_before', t('early_days'), t('early_days_hint'))}
        </div>
      </div>
      <div class="it-optional">
        ${checkbox('late', t('late'), form)}
        <div class="it-optional-part">
          ${number('price_by_date_late_percent_a_year', t('late_percent'), t('late_percent_hint'))}
          ${number('price_by_date_late_grace_days', t('late_days'), t('late_days_hint'))}
        </div>
      </div>
      <div class="it-optional">
        ${checkbox('parts', t('parts'), form)}
        <div class="it-optional-part">
          ${number('part_payment_least', t('parts_least'), t('parts_least_hint'))}
        </div>
      </div>`;
  },
  changes: (posted) => {
    const early = isTicked(posted, 'early') && {
      percent: decimalOf(posted, 'price_by_date_early_percent') ?? '',
      days_before: wholeOf(posted, 'price_by_date_early_days_before') ?? 0,
    };
    const late = isTicked(posted, 'late') && {
      percent_a_year: decimalOf(posted, 'price_by_date_late_percent_a_year') ?? '',
      grace_days: wholeOf(posted, 'price_by_date_late_grace_days') ?? 0,
    };
    return {
      price_by_date: early || late ? { ...(early && { early }), ...(late && { late }) } : undefined,
      part_payment: isTicked(posted, 'parts') ? { least: leastPart(posted) } : undefined,
    };
  },
};

function leastPart(posted: PostedOffer): string {
  const text = textOf(posted, 'part_payment_least');
  const amount = fromTyped(text, currency);
  return amount && amount.minor > 0n ? toDecimal(amount) : '';
}
