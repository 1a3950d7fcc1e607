/** Reads a posted form with a schema: values, or every error at once with what was typed kept. */
import type { ZodType } from 'zod';
import type { FieldErrors, FieldValues, FilledForm } from './components/field.ts';
import { postedFields } from './posted-fields.ts';

export type ReadForm<Value> =
  | { readonly kind: 'good'; readonly value: Value; readonly values: FieldValues }
  | { readonly kind: 'bad'; readonly form: FilledForm };

export type FormOptions<Value> = {
  readonly schema: ZodType<Value>;
  /** Words for a field's error; `problem` is the message that the schema gave. */
  readonly message: (field: string, problem: string) => string;
  /** Fields that may come several times; any other that does is taken as missing. */
  readonly lists?: readonly string[];
  /** Fields that are not shown again, such as proofs and codes. */
  readonly forgotten?: readonly string[];
  /** How many characters of a field are read, where it is not the usual number. */
  readonly longest?: Readonly<Record<string, number>>;
};

const longestValue = 1000;

/**
 * @param body what @fastify/formbody made of the request; anything else counts as an empty form
 */
export function readForm<Value>(body: unknown, options: FormOptions<Value>): ReadForm<Value> {
  const fields = readFields(body, options);
  const values = keptValues(fields, options.forgotten ?? []);
  const result = options.schema.safeParse(fields);
  if (result.success) return { kind: 'good', value: result.data, values };
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? 'form');
    errors[field] ??= options.message(field, issue.message);
  }
  return { kind: 'bad', form: { values, errors: inOrder(errors, fields) } };
}

type Fields = Record<string, string | string[]>;

function readFields(
  body: unknown,
  { lists = [], longest = {} }: Pick<FormOptions<unknown>, 'lists' | 'longest'>,
): Fields {
  const fields: Fields = {};
  for (const [name, value] of Object.entries(postedFields(body))) {
    if (name === 'form_token') continue;
    const texts = (Array.isArray(value) ? value : [value]).filter(
      (item) => typeof item === 'string',
    );
    const short = texts.map((text) => text.slice(0, longest[name] ?? longestValue).trim());
    if (lists.includes(name)) fields[name] = short;
    else if (short.length === 1) fields[name] = short[0] ?? '';
  }
  return fields;
}

function keptValues(fields: Fields, forgotten: readonly string[]): FieldValues {
  const single = Object.entries(fields).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && !forgotten.includes(entry[0]),
  );
  return Object.fromEntries(single);
}

/** Errors in the order in which the fields stand in the form: browsers send them so. */
function inOrder(errors: Record<string, string>, fields: Fields): FieldErrors {
  const order = Object.keys(fields);
  const place = (name: string): number =>
    order.includes(name) ? order.indexOf(name) : order.length;
  return Object.fromEntries(
    Object.entries(errors).toSorted(([one], [other]) => place(one) - place(other)),
  );
}
