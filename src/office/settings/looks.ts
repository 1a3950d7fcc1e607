/** The page of looks: what the organisation is called, its colour and its logo. */
import { textField } from '../../web/components/field.ts';
import { html } from '../../web/html.ts';
import { colourField } from './colour-field.ts';
import { logoPart } from './logo-part.ts';
import { optionalText, textOf, type SettingsSection } from './section.ts';
import { settingsTexts } from './settings.texts.ts';

export const looks: SettingsSection = {
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
  below: logoPart,
  changes: (posted) => ({
    name: textOf(posted, 'name'),
    legal_name: optionalText(posted, 'legal_name'),
    address: optionalText(posted, 'address'),
    colour: textOf(posted, 'colour'),
  }),
};
