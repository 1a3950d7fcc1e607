/** The page of methods: whether people pay by card, and with which brands. */
import { cardName } from '../../messages/index.ts';
import { cardBrands } from '../../providers/provider.ts';
import { checkbox, choices, textField } from '../../web/components/field.ts';
import { href, html } from '../../web/html.ts';
import { isMarked, listOf, marked, textOf, type SettingsSection } from './section.ts';
import { settingsTexts } from './settings.texts.ts';

export const methods: SettingsSection = {
  name: 'methods',
  lists: ['methods_card_brands'],
  values: ({ methods: chosen, direct_debit_payable: isPayable, currencies }) => ({
    currencies: currencies.join(', '),
    ...marked('methods_card_brands', chosen.card?.brands ?? ['visa', 'mastercard']),
    card: chosen.card ? 'yes' : '',
    direct_debit_payable: isPayable ? 'yes' : '',
  }),
  fields: (view, form, { cardProvider }) => {
    const t = settingsTexts(view.language);
    const brands = cardBrands.map((brand) => ({
      value: brand,
      label: cardName(brand),
      isChosen: isMarked(form.values, 'methods_card_brands', brand),
      isMultiple: true,
    }));
    return html`${
      cardProvider === null
        ? html`<p>
            ${t('no_card')} <a href="${href(view.office.to('/settings/providers'))}">${t('connect')}</a>
          </p>`
        : html`${checkbox('card', t('card'), form)}
              ${choices('methods_card_brands', t('brands'), brands, { error: form.errors['methods_card_brands'] })}`
    }
      ${checkbox('direct_debit_payable', t('direct_debit_payable'), form)}
      ${textField({ name: 'currencies', label: t('currencies'), hint: t('currencies_hint'), width: 'medium', isCode: true, maximum: 100 }, form)}`;
  },
  changes: (posted, { organisation, cardProvider }) => {
    const provider = organisation.settings.methods.card?.provider ?? cardProvider;
    const isOn = textOf(posted, 'card') === 'yes' && provider !== null;
    return {
      methods: isOn ? { card: { provider, brands: listOf(posted, 'methods_card_brands') } } : {},
      direct_debit_payable: textOf(posted, 'direct_debit_payable') === 'yes',
      currencies:
        textOf(posted, 'currencies')
          .toUpperCase()
          .match(/[^\s,;]+/g) ?? [],
    };
  },
};
