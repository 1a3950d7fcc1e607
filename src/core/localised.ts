/** Words that an organisation gives in some of the portal's languages, and how one of them is chosen. */
import { z } from 'zod';
import { languages, type Language } from './texts.ts';

/** Whole characters and no control characters but line ends and tabs: what database and pages can hold. */
export const plainText = z
  .string()
  .refine(
    (text) => text.isWellFormed() && /^[\t\n\r\P{Cc}]*$/u.test(text),
    'holds characters that cannot be shown',
  );

export type Localised = Readonly<Partial<Record<Language, string>>>;

/** At least one language; others are shown the first that there is. */
export function localised(longest: number) {
  return z
    .partialRecord(z.enum(languages), plainText.trim().min(1).max(longest))
    .refine((words) => Object.values(words).some(Boolean), 'is missing in every language');
}

/** The words in the reader's language, or in the first of the portal's languages that has some. */
export function inLanguage(words: Localised, language: Language): string {
  return words[languageOf(words, language)] ?? '';
}

/** In which language `inLanguage` gives the words. */
export function languageOf(words: Localised, language: Language): Language {
  if (words[language] !== undefined) return language;
  return languages.find((other) => words[other]) ?? language;
}
