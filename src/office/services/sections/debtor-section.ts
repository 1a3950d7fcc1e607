/** Who may be named as the one who owes a free payment, and what is asked of them. */
import type { FreeDefinition } from '../../../services/index.ts';
import { choices } from '../../../web/components/field.ts';
import { html } from '../../../web/html.ts';
import type { OfferSection } from '../offer-section.ts';
import { textOf } from '../posted-offer.ts';
import { sectionTexts } from './section.texts.ts';

const who = ['anyone', 'person', 'company'] as const;
const asked = ['mandatory', 'optional', 'not_asked'] as const;

export const debtorSection: OfferSection<FreeDefinition> = {
  name: 'debtor',
  values: (_, { debtor }) => ({
    debtor_who: debtor.who,
    debtor_tax_code: debtor.tax_code,
    debtor_email: debtor.email,
  }),
  fields: (view, form) => {
    const t = sectionTexts(view.language);
    const group = (
      name: string,
      legend: string,
      list: readonly { readonly value: string; readonly label: string }[],
    ) =>
      choices(
        name,
        legend,
        list.map(({ value, label }) => ({ value, label, isChosen: form.values[name] === value })),
        { error: form.errors[name] },
      );
    const howAsked = asked.map((value) => ({ value, label: t(`asked_${value}`) }));
    return html`${group(
      'debtor_who',
      t('debtor_who'),
      who.map((value) => ({ value, label: t(`who_${value}`) })),
    )}
      ${group('debtor_tax_code', t('debtor_tax_code'), howAsked)}
      ${group('debtor_email', t('debtor_email'), howAsked)}`;
  },
  changes: (posted) => ({
    debtor: {
      who: textOf(posted, 'debtor_who'),
      tax_code: textOf(posted, 'debtor_tax_code'),
      email: textOf(posted, 'debtor_email'),
    },
  }),
};
