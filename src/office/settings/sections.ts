/** The pages of settings, in the order in which they are shown. */
import { languageNames, languages } from '../../core/texts.ts';
import { lookupFields } from '../../organisations/index.ts';
import { choices, textArea, textField } from '../../web/components/field.ts';
import { html } from '../../web/html.ts';
import { looks } from './looks.ts';
import { methods } from './methods.ts';
import { isMarked, listOf, marked, optionalText, textOf, type SettingsSection } from './section.ts';
import { settingsTexts } from './settings.texts.ts';

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
  fields: (view, form, { organisation: { settings } }) => {
    const t = settingsTexts(view.language);
    return html`<p>${t('terms_lead')}</p>
      ${settings.languages.map((language) =>
        textArea(
          { name: `terms_${language}`, label: languageNames[language], maximum: 20_000, lines: 12 },
          form,
        ),
      )}`;
  },
  changes: (posted, { organisation: { settings } }) => ({
    terms: Object.fromEntries(
      settings.languages.flatMap((language) => {
        const words = textOf(posted, `terms_${language}`);
        return words === '' ? [] : [[language, words]];
      }),
    ),
  }),
};

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
