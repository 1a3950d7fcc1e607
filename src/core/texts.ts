/** Texts in every language of the portal; a key that one language lacks does not compile. */

export const languages = ['it', 'en', 'es'] as const;
export type Language = (typeof languages)[number];

export function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text);
}

/** How each language writes amounts and dates (BCP 47): English as in Europe, day before month. */
export const locales: Readonly<Record<Language, string>> = {
  it: 'it-IT',
  en: 'en-GB',
  es: 'es-ES',
};

/** What languages call themselves, for the language switch. */
export const languageNames: Readonly<Record<Language, string>> = {
  it: 'Italiano',
  en: 'English',
  es: 'Español',
};

type Values = Readonly<Record<string, string | number>>;

/** Reads one text: `t('paid_on', { date })` puts `date` where the text says `{date}`. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/**
 * Makes the reader of a set of texts; each area of the house keeps its own set beside its code.
 *
 * @param sets the texts by language; English decides which keys there are
 */
export function texts<Key extends string>(sets: {
  readonly en: Readonly<Record<Key, string>>;
  readonly it: Readonly<Record<NoInfer<Key>, string>>;
  readonly es: Readonly<Record<NoInfer<Key>, string>>;
}): (language: Language) => Translate<Key> {
  return (language) => (key, values) => {
    const text = sets[language][key];
    return values === undefined ? text : filled(text, values);
  };
}

function filled(text: string, values: Values): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? `{${name}}`));
}
