/** What was posted about a service or a charge type: texts by the name of their field, lists where boxes were ticked. */
import { languages, type Language } from '../../core/texts.ts';
import { postedFields } from '../../web/posted-fields.ts';
import type { Localised } from '../../core/localised.ts';

/** Whoever moves a form from step to step gets another of these: nothing is kept in between. */
export type PostedOffer = Readonly<Record<string, string | readonly string[]>>;

const longestText = 5000;
const mostEntries = 4000;

/** Fields that are about the form itself. */
const aboutForm = new Set(['form_token', 'confirmation_code', 'passkey', 'step']);

export function readPosted(body: unknown): PostedOffer {
  const read: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(postedFields(body)).slice(0, mostEntries)) {
    if (aboutForm.has(name)) continue;
    if (typeof value === 'string') read[name] = cleaned(value);
    else if (Array.isArray(value)) {
      read[name] = value
        .filter((item) => typeof item === 'string')
        .slice(0, 200)
        .map(cleaned);
    }
  }
  return read;
}

/** Browsers end lines with CR LF. */
function cleaned(text: string): string {
  return text.slice(0, longestText).replaceAll('\r\n', '\n').trim();
}

/** The step that was asked for: the button's name and what it is about, such as `up 3`; `save` when none was. */
export function stepOf(body: unknown): { readonly name: string; readonly about: string } {
  const { step } = postedFields(body);
  const [name = 'save', about = ''] = typeof step === 'string' ? step.split(' ', 2) : [];
  return { name, about };
}

export function textOf(posted: PostedOffer, name: string): string {
  const value = posted[name];
  return typeof value === 'string' ? value : '';
}

export function optional(posted: PostedOffer, name: string): string | undefined {
  return textOf(posted, name) || undefined;
}

export function listOf(posted: PostedOffer, name: string): readonly string[] {
  const value = posted[name] ?? [];
  return typeof value === 'string' ? [value] : value;
}

export function isTicked(posted: PostedOffer, name: string): boolean {
  return textOf(posted, name) === 'yes';
}

/** The words of a field in each language; nothing where none was written. */
export function wordsOf(posted: PostedOffer, name: string): Localised | undefined {
  const words = languages.flatMap((language): [Language, string][] => {
    const text = textOf(posted, `${name}_${language}`);
    return text === '' ? [] : [[language, text]];
  });
  return words.length === 0 ? undefined : Object.fromEntries(words);
}

/** Words as the fields of a form hold them. */
export function wordValues(name: string, words: Localised | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words ?? {}).map(([language, text]) => [`${name}_${language}`, text]),
  );
}

/** The places that a list of rows has in a form, in their order: `NAME_3_…` is the row 3. */
export function rowsOf(posted: PostedOffer, name: string): number[] {
  const places = Object.keys(posted).flatMap((key) => {
    const [, place] = key.startsWith(`${name}_`)
      ? (/^(\d{1,4})(?:_|$)/.exec(key.slice(name.length + 1)) ?? [])
      : [];
    return place === undefined ? [] : [Number(place)];
  });
  return [...new Set(places)].toSorted((one, other) => one - other);
}

/** Everything of one row, by the names of its fields without the row's own. */
export function rowOf(posted: PostedOffer, name: string, place: number): PostedOffer {
  const beginning = `${name}_${place}_`;
  return Object.fromEntries(
    Object.entries(posted).flatMap(([key, value]) =>
      key.startsWith(beginning) ? [[key.slice(beginning.length), value]] : [],
    ),
  );
}

/** The form with these rows in place of those it had. */
export function withRows(
  posted: PostedOffer,
  name: string,
  rows: readonly PostedOffer[],
): PostedOffer {
  const others = Object.entries(posted).filter(([key]) => !isOfRow(key, name));
  const entries = rows.flatMap((row, place) =>
    Object.entries(row).map(([key, value]): [string, string | readonly string[]] => [
      `${name}_${place}_${key}`,
      value,
    ]),
  );
  return Object.fromEntries([...others, ...entries]);
}

function isOfRow(key: string, name: string): boolean {
  return key.startsWith(`${name}_`) && /^\d{1,4}_/.test(key.slice(name.length + 1));
}
