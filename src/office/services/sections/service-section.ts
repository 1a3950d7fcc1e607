/** What a service is: its words in each language, whom to ask, where notices go, how it is paid. */
import { languageNames, languages } from '../../../core/texts.ts';
import {
  serviceCategoryTexts,
  serviceCategories,
  type ServiceDefinition,
} from '../../../services/index.ts';
import { textField } from '../../../web/components/field.ts';
import { html } from '../../../web/html.ts';
import { boxesField, selectField } from '../fields.ts';
import type { OfferSection } from '../offer-section.ts';
import {
  listOf,
  optional,
  textOf,
  wordsOf,
  wordValues,
  type PostedOffer,
} from '../posted-offer.ts';
import { wordFields } from '../word-fields.ts';
import { sectionTexts } from './section.texts.ts';

const methods = ['card'] as const;

export const serviceSection: OfferSection<ServiceDefinition> = {
  name: 'about',
  values: (_, service) => ({
    ...wordValues('name', service.name),
    ...wordValues('summary', service.summary),
    ...wordValues('description', service.description),
    ...wordValues('help', service.help),
    ...wordValues('deadlines', service.deadlines),
    category: service.category,
    contact_email: service.contact.email ?? '',
    contact_phone: service.contact.phone ?? '',
    contact_page: service.contact.page ?? '',
    accounting_code: service.accounting_code ?? '',
    notice_email: service.notice_email ?? '',
    methods: service.methods ?? [],
    provider: service.provider ?? '',
    languages: service.languages ?? [],
  }),
  fields: (view, form, facts) => {
    const t = sectionTexts(view.language);
    const words = (
      name: 'name' | 'summary' | 'description' | 'help' | 'deadlines',
      maximum: number,
      lines = 1,
    ) =>
      wordFields(
        { name, label: t(name), hint: t(`${name}_hint`), maximum, lines },
        form,
        facts.languages,
      );
    const categories = serviceCategories.map((value) => ({
      value,
      label: serviceCategoryTexts(view.language)(value),
    }));
    return html`${words('name', 120)}
      ${selectField({ name: 'category', label: t('category'), hint: t('category_hint') }, categories, form)}
      ${words('summary', 300, 2)}
      ${words('description', 5000, 6)}
      ${words('deadlines', 1000, 2)}
      ${words('help', 5000, 4)}
      <h2>${t('contact')}</h2>
      ${textField({ name: 'contact_email', label: t('contact_email'), type: 'email' }, form)}
      ${textField({ name: 'contact_phone', label: t('contact_phone'), width: 'medium' }, form)}
      ${textField({ name: 'contact_page', label: t('contact_page'), hint: t('contact_page_hint') }, form)}
      <h2>${t('in_the_office')}</h2>
      ${textField({ name: 'notice_email', label: t('notice_email'), hint: t('notice_email_hint'), type: 'email' }, form)}
      ${textField({ name: 'accounting_code', label: t('accounting_code'), hint: t('accounting_code_hint'), width: 'medium' }, form)}
      <h2>${t('how_paid')}</h2>
      ${boxesField({ name: 'methods', label: t('methods'), hint: t('methods_hint') }, [{ value: 'card', label: t('method_card') }], form)}
      ${
        facts.providers.length > 1 &&
        selectField(
          { name: 'provider', label: t('provider'), hint: t('provider_hint') },
          [
            { value: '', label: t('provider_usual') },
            ...facts.providers.map((value) => ({ value, label: value })),
          ],
          form,
        )
      }
      ${boxesField(
        { name: 'languages', label: t('languages'), hint: t('languages_hint') },
        facts.languages.map((value) => ({ value, label: languageNames[value] })),
        form,
      )}`;
  },
  changes: (posted) => ({
    name: wordsOf(posted, 'name') ?? {},
    summary: wordsOf(posted, 'summary'),
    description: wordsOf(posted, 'description'),
    help: wordsOf(posted, 'help'),
    deadlines: wordsOf(posted, 'deadlines'),
    category: textOf(posted, 'category') || 'other',
    contact: contactOf(posted),
    accounting_code: optional(posted, 'accounting_code'),
    notice_email: optional(posted, 'notice_email'),
    methods: someOf(methods, posted, 'methods'),
    provider: optional(posted, 'provider'),
    languages: someOf(languages, posted, 'languages'),
  }),
};

function contactOf(posted: PostedOffer): Record<string, string> {
  const parts = ['email', 'phone', 'page'].flatMap((name): [string, string][] => {
    const text = textOf(posted, `contact_${name}`);
    return text === '' ? [] : [[name, text]];
  });
  return Object.fromEntries(parts);
}

/** None ticked says nothing: then it is as usual. */
function someOf(known: readonly string[], posted: PostedOffer, name: string) {
  const some = known.filter((one) => listOf(posted, name).includes(one));
  return some.length === 0 ? undefined : some;
}
