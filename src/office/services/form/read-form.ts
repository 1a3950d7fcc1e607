/** What was typed in the editor in the shape of a form's definition, and a definition as the editor shows it. */
import {
  calendarDateFromTyped,
  calendarDate,
  calendarDateToTyped,
} from '../../../core/calendar-date.ts';
import type { Language } from '../../../core/texts.ts';
import type { FieldDefinition, FormDefinition } from '../../../forms/index.ts';
import {
  isTicked,
  listOf,
  optional,
  textOf,
  withRows,
  wordsOf,
  wordValues,
  type PostedOffer,
} from '../posted-offer.ts';
import { decimalOf, showDecimal, wholeOf } from '../sections/typed-numbers.ts';
import {
  conditionMark,
  conditionOf,
  filledOptions,
  formRows,
  kindOf,
  rowsName,
  tidyForm,
} from './form-rows.ts';

/** The words for the day on which a form is filled, by language; all of them are understood. */
export const todayWords: Readonly<Record<Language, string>> = {
  it: 'oggi',
  en: 'today',
  es: 'hoy',
};

type Parts = Readonly<Record<string, unknown>>;

/** @param posted tidied */
export function readFormRows(posted: PostedOffer): { readonly fields: readonly Parts[] } {
  const rows = formRows(posted);
  const names = new Map(rows.map((row) => [textOf(row, 'id'), textOf(row, 'name')]));
  return { fields: rows.map((row) => readRow(row, names)) };
}

function readRow(row: PostedOffer, names: ReadonlyMap<string, string>): Parts {
  const kind = kindOf(row);
  const condition = conditionOf(row);
  const [on = '', ...others] = condition?.ids ?? [];
  return withoutNothing({
    kind,
    name: textOf(row, 'name') || 'x',
    label: wordsOf(row, 'label') ?? {},
    hint: wordsOf(row, 'hint'),
    mandatory: isTicked(row, 'mandatory'),
    // Of two fields neither can be meant: the star is no name, and is refused where it is judged.
    shown_when: condition && {
      field: others.length > 0 ? '*' : (names.get(on) ?? on),
      is: condition.values,
    },
    ...settingsOf(kind, row),
  });
}

function settingsOf(kind: FieldDefinition['kind'], row: PostedOffer): Parts {
  const lengths = {
    least_length: wholeOf(row, 'least_length'),
    most_length: wholeOf(row, 'most_length'),
  };
  switch (kind) {
    case 'text':
      return { ...lengths, pattern: optional(row, 'pattern') };
    case 'long_text':
      return lengths;
    case 'number':
      return {
        least: decimalOf(row, 'least'),
        most: decimalOf(row, 'most'),
        decimals: wholeOf(row, 'decimals'),
      };
    case 'date':
      return { from: dayOf(row, 'from'), to: dayOf(row, 'to') };
    case 'choice':
      return {
        options: filledOptions(row).map((option) => ({
          value: textOf(option, 'value'),
          label: wordsOf(option, 'label') ?? {},
        })),
      };
    case 'tax_code': {
      const accepts = listOf(row, 'accepts');
      return { accepts: accepts.length === 0 ? undefined : accepts };
    }
    case 'check':
    case 'email':
    case 'iban':
    case 'plate':
      return {};
  }
}

function dayOf(row: PostedOffer, name: string): string | undefined {
  const text = textOf(row, name);
  if (text === '') return undefined;
  if (Object.values(todayWords).includes(text.toLowerCase())) return 'today';
  return calendarDateFromTyped(text) ?? text;
}

function withoutNothing(parts: Parts): Parts {
  return Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** A definition as the editor begins with it. */
export function formValues(form: FormDefinition, language: Language): PostedOffer {
  return tidyForm(
    withRows(
      {},
      rowsName,
      form.fields.map((field) => rowValues(field, language)),
    ),
  );
}

function rowValues(field: FieldDefinition, language: Language): PostedOffer {
  const { shown_when: condition } = field;
  return {
    id: field.name,
    name: field.name,
    kind: field.kind,
    mandatory: field.mandatory ? 'yes' : '',
    ...wordValues('label', field.label),
    ...wordValues('hint', field.hint),
    shown_when: condition?.is.map((value) => conditionMark(condition.field, value)) ?? [],
    ...settingValues(field, language),
  };
}

function settingValues(field: FieldDefinition, language: Language): PostedOffer {
  const text = (value: string | number | undefined) => String(value ?? '');
  switch (field.kind) {
    case 'text':
      return {
        least_length: text(field.least_length),
        most_length: text(field.most_length),
        pattern: text(field.pattern),
      };
    case 'long_text':
      return { least_length: text(field.least_length), most_length: text(field.most_length) };
    case 'number':
      return {
        least: showDecimal(text(field.least), language),
        most: showDecimal(text(field.most), language),
        decimals: text(field.decimals),
      };
    case 'date':
      return { from: showDay(field.from, language), to: showDay(field.to, language) };
    case 'choice':
      return withRows(
        {},
        'options',
        field.options.map(({ value, label }) => ({ value, ...wordValues('label', label) })),
      );
    case 'tax_code':
      return { accepts: field.accepts };
    case 'check':
    case 'email':
    case 'iban':
    case 'plate':
      return {};
  }
}

function showDay(day: string | undefined, language: Language): string {
  if (day === undefined) return '';
  if (day === 'today') return todayWords[language];
  const date = calendarDate(day);
  return date ? calendarDateToTyped(date) : day;
}
