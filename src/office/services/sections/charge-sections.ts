/** What a charge type is called, for both kinds of them. */
import type { DuesDefinition, FreeDefinition } from '../../../services/index.ts';
import { textField } from '../../../web/components/field.ts';
import { html } from '../../../web/html.ts';
import type { OfferSection } from '../offer-section.ts';
import { optional, wordsOf, wordValues } from '../posted-offer.ts';
import { wordFields } from '../word-fields.ts';
import { amountSection } from './amount-section.ts';
import { debtorSection } from './debtor-section.ts';
import { pricesSection } from './prices-section.ts';
import { formSection } from '../form/form-section.ts';
import { sectionTexts } from './section.texts.ts';

type Common = Pick<
  DuesDefinition & FreeDefinition,
  'name' | 'description' | 'accounting_code' | 'taxonomy'
>;

/** Of every charge type. */
export const wordsSection: OfferSection<Common> = {
  name: 'about',
  values: (_, charge) => ({
    ...wordValues('name', charge.name),
    ...wordValues('description', charge.description),
    accounting_code: charge.accounting_code ?? '',
    taxonomy: charge.taxonomy ?? '',
  }),
  fields: (view, form, facts) => {
    const t = sectionTexts(view.language);
    return html`${wordFields({ name: 'name', label: t('name'), hint: t('charge_name_hint'), maximum: 120 }, form, facts.languages)}
      ${wordFields(
        {
          name: 'description',
          label: t('charge_description'),
          hint: t('charge_description_hint'),
          maximum: 2000,
          lines: 4,
        },
        form,
        facts.languages,
      )}
      ${textField({ name: 'accounting_code', label: t('accounting_code'), hint: t('accounting_code_hint'), width: 'medium' }, form)}
      ${textField({ name: 'taxonomy', label: t('taxonomy'), hint: t('taxonomy_hint'), width: 'medium', maximum: 60 }, form)}`;
  },
  changes: (posted) => ({
    name: wordsOf(posted, 'name') ?? {},
    description: wordsOf(posted, 'description'),
    accounting_code: optional(posted, 'accounting_code'),
    taxonomy: optional(posted, 'taxonomy'),
  }),
};

export const duesSections: readonly OfferSection<DuesDefinition>[] = [
  wordsSection,
  pricesSection,
].map((section) => section satisfies OfferSection<DuesDefinition>);

export const freeSections: readonly OfferSection<FreeDefinition>[] = [
  wordsSection,
  amountSection,
  debtorSection,
  formSection,
];
