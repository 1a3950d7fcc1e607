/** What payers are told who read a language in which the organisation did not write about a service. */
import { languageNames } from '../../../core/texts.ts';
import type { Service } from '../../../services/index.ts';
import { notice } from '../../components/notice.ts';
import type { Html } from '../../html.ts';
import type { View } from '../../view.ts';
import { serviceTexts } from './services.texts.ts';

/** @returns null where the service is in the reader's language, or says nothing of languages */
export function notTranslated(view: View, { definition }: Service): Html | null {
  const complete = definition.languages;
  if (!complete || complete.includes(view.language)) return null;
  const names = complete.map((language) => languageNames[language]).join(', ');
  return notice('info', serviceTexts(view.language)('not_translated', { languages: names }));
}
