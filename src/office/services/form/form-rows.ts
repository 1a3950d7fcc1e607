/** A form as it is being built: rows of what was typed, in order, each with a name of its own; and what steps make of them. */
import { inLanguage } from '../../../core/localised.ts';
import { languages, type Language } from '../../../core/texts.ts';
import { fieldKinds, type FieldKind } from '../../../forms/index.ts';
import { nameFrom } from '../name-from.ts';
import {
  listOf,
  rowOf,
  rowsOf,
  textOf,
  withRows,
  wordsOf,
  type PostedOffer,
} from '../posted-offer.ts';

/** Where the rows stand in what is posted, after their path in the definition. */
export const rowsName = 'form_fields';
const spareOptions = 2;

export function kindOf(row: PostedOffer): FieldKind {
  const kind = textOf(row, 'kind');
  return fieldKinds.find((one) => one === kind) ?? 'text';
}

export function formRows(posted: PostedOffer): PostedOffer[] {
  return rowsOf(posted, rowsName).map((place) => rowOf(posted, rowsName, place));
}

/** The label as its builder reads it; empty while it has none. */
export function labelOf(row: PostedOffer, language: Language): string {
  return inLanguage(wordsOf(row, 'label') ?? {}, language);
}

/** Fields, options and conditions in order: each field with a name, choices with room for further options. */
export function tidyForm(posted: PostedOffer): PostedOffer {
  const taken = new Set<string>();
  const ids = new Set<string>();
  const rows = formRows(posted).map((row) => {
    const wanted = textOf(row, 'name') || labelOf(row, languages[0]);
    const name = wanted === '' ? '' : nameFrom(wanted, taken);
    taken.add(name);
    const id = freeId(textOf(row, 'id') || name, ids);
    ids.add(id);
    return withOptions({ ...row, id, name }, 0);
  });
  return withRows(
    posted,
    rowsName,
    rows.map((row) => withoutLostConditions(row, rows)),
  );
}

/** By what conditions name a field while it is being built: it stays when the field is called something else. */
function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (wanted !== '' && !taken.has(wanted)) return wanted;
  let number = taken.size;
  while (taken.has(`new${number}`)) number += 1;
  return `new${number}`;
}

/** What depended on a field or an option that is gone depends on it no longer. */
function withoutLostConditions(row: PostedOffer, all: readonly PostedOffer[]): PostedOffer {
  const marks = listOf(row, 'shown_when');
  if (marks.length === 0) return row;
  const known = marks.filter((mark) => {
    const [id = '', ...value] = mark.split('=');
    const other = all.find((one) => textOf(one, 'id') === id);
    if (!other || other === row) return false;
    const isOption = (option: PostedOffer) => textOf(option, 'value') === value.join('=');
    return kindOf(other) !== 'choice' || filledOptions(other).some(isOption);
  });
  return { ...row, shown_when: known };
}

/** @param more how many empty rows are wanted beside those that always stand there */
function withOptions(row: PostedOffer, more: number): PostedOffer {
  if (kindOf(row) !== 'choice') return row;
  const taken = new Set<string>();
  const filled = filledOptions(row).map((option): PostedOffer => {
    const wanted = textOf(option, 'value') || inLanguage(wordsOf(option, 'label') ?? {}, 'it');
    const value =
      taken.has(wanted) || textOf(option, 'value') === '' ? nameFrom(wanted, taken) : wanted;
    taken.add(value);
    return { ...option, value };
  });
  const spare = Array.from({ length: spareOptions + more }, (): PostedOffer => ({ value: '' }));
  return withRows(row, 'options', [...filled, ...spare]);
}

export function filledOptions(row: PostedOffer): PostedOffer[] {
  const options = rowsOf(row, 'options').map((place) => rowOf(row, 'options', place));
  return options.filter((option) => wordsOf(option, 'label') !== undefined);
}

type Stepped = { readonly posted: PostedOffer; readonly focus: string | null };

/** @returns null when there is no such step */
export function stepForm(
  posted: PostedOffer,
  { name, about }: { readonly name: string; readonly about: string },
): Stepped | null {
  const tidy = tidyForm(posted);
  const rows = formRows(tidy);
  const place = Number(about);
  const to = (next: readonly PostedOffer[], focus: number): Stepped => ({
    posted: tidyForm(withRows(tidy, rowsName, next)),
    focus: next.length === 0 ? 'add' : fieldAnchor(Math.min(focus, next.length - 1)),
  });
  if (name === 'refresh') return { posted: tidy, focus: null };
  if (name === 'add') return to([...rows, newRow(textOf(posted, 'add_kind'))], rows.length);
  const row = rows[place];
  if (!row || !/^\d{1,3}$/.test(about)) return null;
  if (name === 'remove') return to(rows.toSpliced(place, 1), place);
  if (name === 'up') return to(exchanged(rows, place, place - 1), Math.max(place - 1, 0));
  if (name === 'down') return to(exchanged(rows, place, place + 1), place + 1);
  if (name !== 'options') return null;
  const longer = withOptions(row, 2);
  return {
    posted: withRows(tidy, rowsName, rows.with(place, longer)),
    focus: `${rowsName}_${place}_options_${filledOptions(row).length}`,
  };
}

/** The address of a field's card within the page. */
export function fieldAnchor(place: number): string {
  return `field-${place}`;
}

function newRow(kind: string): PostedOffer {
  return { kind: fieldKinds.find((one) => one === kind) ?? 'text', id: '', name: '' };
}

function exchanged(rows: readonly PostedOffer[], one: number, other: number): PostedOffer[] {
  const [first, second] = [rows[one], rows[other]];
  if (!first || !second) return [...rows];
  return rows.with(one, second).with(other, first);
}

/** What an answer that shows another field is called in the form: of which field, and which value. */
export function conditionMark(id: string, value: string): string {
  return `${id}=${value}`;
}

/** The field and the values on which a row depends; null when it is always shown. */
export function conditionOf(
  row: PostedOffer,
): { readonly ids: readonly string[]; readonly values: readonly string[] } | null {
  const marks = listOf(row, 'shown_when').map((mark) => {
    const at = mark.indexOf('=');
    return { id: mark.slice(0, at), value: mark.slice(at + 1) };
  });
  if (marks.length === 0) return null;
  return { ids: [...new Set(marks.map(({ id }) => id))], values: marks.map(({ value }) => value) };
}
