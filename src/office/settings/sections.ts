/** The pages of settings, in the order in which they are shown. */
import { languageNames, languages } from '../../core/texts.ts';
import { lookupFields } from '../../organisations/index.ts';
import { cardBrands } from '../../providers/provider.ts';
import { cardName } from '../../messages/index.ts';
import { checkbox, choices, textArea, textField } from '../../web/components/field.ts';
import { html } from '../../web/html.ts';
import { colourField } from './colour-field.ts';
import { listOf, optionalText, textOf, type SettingsSection } from './section.ts';
import { settingsTexts } from './settings.texts.ts';

const looks: SettingsSection = {
  name: 'looks',
  values: ({ name, legal_name: legalName = '', address = '', colour }) => ({
    name,
    legal_name: legalName,
    address,
    colour,
  }),
  fields: (view, form) => {
    const t = settingsTexts(view.language);
    return html`${textField({ name: 'name', label: t('name'), hint: t('name_hint') }, form)}
      ${textField({ name: 'legal_name', label: t('legal_name'), hint: t('legal_name_hint') }, form)}
      ${textField({ name: 'address', label: t('address') }, form)}
      ${colourField(view, form)}`;
  },
  changes: (posted) => ({
    name: textOf(posted, 'name'),
    legal_name: optionalText(posted, 'legal_name'),
    address: optionalText(posted, 'address'),
    colour: textOf(posted, 'colour'),
  }),
};

const languagePage: SettingsSection = {
  name: 'languages',
  lists: ['languages'],
  values: (settings) => ({
    ...marked('languages', settings.languages),
    time_zone: settings.time_zone,
  }),
  fields: (view, form) => {
    const t = settingsTexts(view.language);
    const list = languages.map((language) => ({
      value: language,
      label: languageNames[language],
      isChosen: isMarked(form.values, 'languages', language),
      isMultiple: true,
    }));
    return html`${choices('languages', t('languages'), list, {
      error: form.errors['languages'],
      hint: t('languages_hint'),
    })}
      ${textField({ name: 'time_zone', label: t('time_zone'), hint: t('time_zone_hint'), width: 'medium' }, form)}`;
  },
  // The first is the one in which somebody is greeted whose own is not offered.
  changes: (posted) => ({
    languages: listOf(posted, 'languages'),
    time_zone: textOf(posted, 'time_zone'),
  }),
};

const methods: SettingsSection = {
  name: 'methods',
  lists: ['methods_card_brands'],
  values: ({ methods: chosen, direct_debit_payable: isPayable }) => ({
    ...marked('methods_card_brands', chosen.card?.brands ?? []),
    card: chosen.card ? 'yes' : '',
    direct_debit_payable: isPayable ? 'yes' : '',
  }),
  fields: (view, form, { settings }) => {
    const t = settingsTexts(view.language);
    const brands = cardBrands.map((brand) => ({
      value: brand,
      label: cardName(brand),
      isChosen: isMarked(form.values, 'methods_card_brands', brand),
      isMultiple: true,
    }));
    return html`${
      settings.methods.card
        ? html`${checkbox('card', t('card'), form)}
              ${choices('methods_card_brands', t('brands'), brands, { error: form.errors['methods_card_brands'] })}`
        : html`<p>${t('no_card')}</p>`
    }
      ${checkbox('direct_debit_payable', t('direct_debit_payable'), form)}`;
  },
  changes: (posted, { settings }) => {
    const { card } = settings.methods;
    const brands = listOf(posted, 'methods_card_brands');
    return {
      methods: card && textOf(posted, 'card') === 'yes' ? { card: { ...card, brands } } : {},
      direct_debit_payable: textOf(posted, 'direct_debit_payable') === 'yes',
    };
  },
};

const lookup: SettingsSection = {
  name: 'lookup',
  lists: ['lookup_fields'],
  values: (settings) => marked('lookup_fields', settings.lookup_fields),
  fields: (view, form) => {
    const t = settingsTexts(view.language);
    const list = lookupFields.map((field) => ({
      value: field,
      label: t(`lookup_${field}`),
      isChosen: isMarked(form.values, 'lookup_fields', field),
      isMultiple: true,
    }));
    return choices('lookup_fields', t('lookup_fields'), list, { hint: t('lookup_hint') });
  },
  changes: (posted) => ({ lookup_fields: listOf(posted, 'lookup_fields') }),
};

const notices: SettingsSection = {
  name: 'notices',
  values: ({ mail_address: to = '', mail_from: from = '', contact }) => ({
    mail_address: to,
    mail_from: from,
    contact_email: contact.email ?? '',
    contact_phone: contact.phone ?? '',
    contact_hours: contact.hours ?? '',
    contact_page: contact.page ?? '',
  }),
  fields: (view, form) => {
    const t = settingsTexts(view.language);
    return html`${textField({ name: 'mail_address', label: t('mail_address'), hint: t('mail_address_hint'), type: 'email' }, form)}
      ${textField({ name: 'mail_from', label: t('mail_from'), hint: t('mail_from_hint'), type: 'email' }, form)}
      <h2>${t('contact')}</h2>
      ${textField({ name: 'contact_email', label: t('contact_email'), type: 'email' }, form)}
      ${textField({ name: 'contact_phone', label: t('contact_phone'), width: 'medium' }, form)}
      ${textField({ name: 'contact_hours', label: t('contact_hours'), hint: t('contact_hours_hint') }, form)}
      ${textField({ name: 'contact_page', label: t('contact_page'), hint: t('contact_page_hint') }, form)}`;
  },
  changes: (posted) => ({
    mail_address: optionalText(posted, 'mail_address'),
    mail_from: optionalText(posted, 'mail_from'),
    contact: {
      email: optionalText(posted, 'contact_email'),
      phone: optionalText(posted, 'contact_phone'),
      hours: optionalText(posted, 'contact_hours'),
      page: optionalText(posted, 'contact_page'),
    },
  }),
};

const terms: SettingsSection = {
  name: 'terms',
  values: (settings) =>
    Object.fromEntries(
      languages.map((language) => [`terms_${language}`, settings.terms[language] ?? '']),
    ),
  fields: (view, form, { settings }) => {
    const t = settingsTexts(view.language);
    return html`<p>${t('terms_lead')}</p>
      ${settings.languages.map((language) =>
        textArea(
          { name: `terms_${language}`, label: languageNames[language], maximum: 20_000, lines: 12 },
          form,
        ),
      )}`;
  },
  changes: (posted, { settings }) => ({
    terms: Object.fromEntries(
      settings.languages.flatMap((language) => {
        const words = textOf(posted, `terms_${language}`);
        return words === '' ? [] : [[language, words]];
      }),
    ),
  }),
};

/** Several choices of one field, as the values of a form hold them: one entry for each that is chosen. */
function marked(name: string, chosen: readonly string[]): Record<string, string> {
  return Object.fromEntries(chosen.map((value) => [`${name}=${value}`, 'yes']));
}

function isMarked(values: Readonly<Record<string, string>>, name: string, value: string): boolean {
  return values[`${name}=${value}`] === 'yes';
}

export const settingsSections: readonly SettingsSection[] = [
  looks,
  languagePage,
  methods,
  lookup,
  notices,
  terms,
];

/** What a form is filled with again after it was refused. */
export function valuesAgain(
  { lists = [] }: SettingsSection,
  posted: Readonly<Record<string, string | readonly string[]>>,
): Record<string, string> {
  const single = Object.entries(posted).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const several = lists.map((name) => marked(name, listOf(posted, name)));
  return Object.assign(Object.fromEntries(single), ...several);
}
