/** What somebody asked of a list, read from the address of a page and checked: nothing is ignored in silence. */
import { calendarDateFromTyped, type CalendarDate } from '../core/calendar-date.ts';
import { isCurrency } from '../core/currencies.ts';
import { fromTyped, type Money } from '../core/money.ts';
import type { Column, Filter, KeyColumn, List } from './list.ts';
import { namedPeriod, periodNames } from './named-period.ts';
import type { SelectionProblem } from './selection.texts.ts';

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

export type Chosen =
  | {
      readonly filter: Extract<Filter, { kind: 'search' }>;
      readonly words: readonly string[];
    }
  | { readonly filter: Extract<Filter, { kind: 'choice' }>; readonly values: readonly string[] }
  | {
      readonly filter: Extract<Filter, { kind: 'period' }>;
      readonly from: CalendarDate | null;
      readonly to: CalendarDate | null;
    }
  | {
      readonly filter: Extract<Filter, { kind: 'amount' }>;
      readonly currency: string;
      readonly least: Money | null;
      readonly most: Money | null;
    }
  | { readonly filter: Extract<Filter, { kind: 'id' }>; readonly value: string };

export type Selection = {
  readonly list: List;
  readonly chosen: readonly Chosen[];
  readonly columns: readonly Column[];
  /** The services that whoever asks may see; null for all. */
  readonly services: readonly string[] | null;
  /** What orders the rows, newest first. */
  readonly key: readonly KeyColumn[];
  /** The parameters of the address that say the same, for links, saved views and exports; `''` is never there. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
};

export type InvalidParameter = { readonly parameter: string; readonly problem: SelectionProblem };

export type SelectionResult =
  | { readonly kind: 'selection'; readonly selection: Selection }
  | { readonly kind: 'invalid'; readonly problems: readonly InvalidParameter[] };

/** Words shorter than this match too much for an index to find them. */
export const shortestWord = 3;
const longestValue = 200;
const longestColumns = 2000;
const mostWords = 8;

/** Whoever reads the rest of the address reads these first: `cursor`, `totals` and the like. */
type Options = {
  /** Today in the organisation's time zone: named periods count from it. */
  readonly today: CalendarDate;
  /** The services that whoever asks may see; all when absent or null. */
  readonly services?: readonly string[] | null;
  /** Parameters that belong to the page and not to the selection. */
  readonly besides?: readonly string[];
};

/**
 * Reads filters and columns of a list from a query string; empty values are as if they were not there.
 *
 * Periods are `NAME_from` and `NAME_to`, or `NAME` with a name of `periodNames`; amounts `NAME_min`,
 * `NAME_max` and `NAME_currency` (EUR when absent); a choice may be given several times; `columns`
 * are the names of columns with commas between them.
 */
export function parseSelection(list: List, query: Query, options: Options): SelectionResult {
  const reader = createReader(query);
  for (const name of options.besides ?? []) reader.all(name);
  const chosen = list.filters.flatMap((filter) => readFilter(reader, filter, options.today) ?? []);
  const columns = readColumns(reader, list);
  const problems = [...reader.problems, ...reader.unread()];
  if (problems.length > 0) return { kind: 'invalid', problems };
  const skipped = new Set(options.besides);
  const parameters = reader.given.filter(([name]) => !skipped.has(name));
  return {
    kind: 'selection',
    selection: {
      list,
      chosen,
      columns,
      services: options.services ?? null,
      key: keyOf(list, chosen),
      parameters,
    },
  };
}

/** The whole list, as it is shown when nobody chose anything. */
export function everything(list: List): Selection {
  const columns = list.columns.filter((column) => column.isShown);
  return { list, chosen: [], columns, services: null, key: list.key, parameters: [] };
}

/** A list that is narrowed to a period is ordered by it, where an index serves both. */
function keyOf(list: List, chosen: readonly Chosen[]): readonly KeyColumn[] {
  for (const { filter } of chosen) {
    if (filter.kind === 'period' && filter.key) return filter.key;
  }
  return list.key;
}

type Reader = {
  readonly given: readonly (readonly [string, string])[];
  readonly problems: InvalidParameter[];
  readonly all: (name: string, longest?: number) => readonly string[];
  readonly one: (name: string) => string | null;
  readonly refuse: (parameter: string, problem: SelectionProblem) => void;
  readonly unread: () => InvalidParameter[];
};

function createReader(query: Query): Reader {
  const given = Object.entries(query).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : (value ?? []))
      .map((text) => [name, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );
  const problems: InvalidParameter[] = [];
  const read = new Set<string>();
  const refuse = (parameter: string, problem: SelectionProblem) => {
    problems.push({ parameter, problem });
  };
  const all = (name: string, longest = longestValue) => {
    read.add(name);
    const values = given.filter(([key]) => key === name).map(([, value]) => value);
    if (!values.some((value) => value.length > longest)) return values;
    refuse(name, 'too_long');
    return [];
  };
  const one = (name: string) => {
    const values = all(name);
    if (values.length > 1) refuse(name, 'given_twice');
    return values[0] ?? null;
  };
  const unread = () =>
    [...new Set(given.map(([name]) => name))]
      .filter((name) => !read.has(name))
      .map((parameter) => ({ parameter, problem: 'unknown_parameter' as const }));
  return { given, problems, all, one, refuse, unread };
}

function readFilter(reader: Reader, filter: Filter, today: CalendarDate): Chosen | null {
  switch (filter.kind) {
    case 'search':
      return readSearch(reader, filter);
    case 'choice': {
      const values = [...new Set(reader.all(filter.name))];
      if (values.some((value) => !filter.values.includes(value))) {
        reader.refuse(filter.name, 'unknown_value');
      }
      return values.length > 0 ? { filter, values } : null;
    }
    case 'period':
      return readPeriod(reader, filter, today);
    case 'amount':
      return readAmounts(reader, filter);
    case 'id': {
      const value = reader.one(filter.name);
      return value === null ? null : { filter, value };
    }
  }
}

function readSearch(reader: Reader, filter: Extract<Filter, { kind: 'search' }>): Chosen | null {
  const text = reader.one(filter.name);
  if (text === null) return null;
  const words = [...new Set(text.split(/\s+/))];
  if (words.length > mostWords) reader.refuse(filter.name, 'too_long');
  if (!words.some((word) => word.length >= shortestWord)) {
    reader.refuse(filter.name, 'too_short');
  }
  return { filter, words };
}

function readPeriod(
  reader: Reader,
  filter: Extract<Filter, { kind: 'period' }>,
  today: CalendarDate,
): Chosen | null {
  const day = (name: string) => {
    const typed = reader.one(name);
    const date = typed === null ? null : calendarDateFromTyped(typed);
    if (typed !== null && date === null) reader.refuse(name, 'not_a_date');
    return date;
  };
  const [from, to] = [day(`${filter.name}_from`), day(`${filter.name}_to`)];
  const name = reader.one(filter.name);
  if (from !== null && to !== null && to < from) reader.refuse(`${filter.name}_to`, 'wrong_order');
  if (name === null) return from === null && to === null ? null : { filter, from, to };
  const known = periodNames.find((one) => one === name);
  if (known === undefined) {
    reader.refuse(filter.name, 'unknown_value');
    return null;
  }
  if (from !== null || to !== null) reader.refuse(filter.name, 'given_twice');
  return { filter, ...namedPeriod(known, today) };
}

function readAmounts(reader: Reader, filter: Extract<Filter, { kind: 'amount' }>): Chosen | null {
  const currency = reader.one(`${filter.name}_currency`)?.toUpperCase() ?? 'EUR';
  const isKnown = isCurrency(currency);
  if (!isKnown) reader.refuse(`${filter.name}_currency`, 'not_a_currency');
  const amount = (name: string) => {
    const typed = reader.one(name);
    const read = typed === null || !isKnown ? null : fromTyped(typed, currency);
    if (typed !== null && isKnown && read === null) reader.refuse(name, 'not_an_amount');
    return read;
  };
  const [least, most] = [amount(`${filter.name}_min`), amount(`${filter.name}_max`)];
  if (least !== null && most !== null && most.minor < least.minor) {
    reader.refuse(`${filter.name}_max`, 'wrong_order');
  }
  return least === null && most === null ? null : { filter, currency, least, most };
}

/** The columns in the order of the list, whatever the order of the address. */
function readColumns(reader: Reader, list: List): readonly Column[] {
  const values = reader.all('columns', longestColumns);
  if (values.length === 0) return everything(list).columns;
  const names = new Set(values.flatMap((value) => value.split(',')).filter((name) => name !== ''));
  const columns = list.columns.filter((column) => names.has(column.name));
  if (columns.length < names.size || columns.length === 0)
    reader.refuse('columns', 'unknown_value');
  return columns;
}
