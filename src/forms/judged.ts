/** What becomes of something typed into a field: a value in its one form, or what is wrong with it. */
import type { Localised } from '../core/localised.ts';
import type { FieldProblemKey } from './field-problem.texts.ts';

export type Judged =
  /** `value` is empty where nothing was typed and nothing had to be. */
  | { readonly kind: 'good'; readonly value: string; readonly shown?: Localised }
  | { readonly kind: 'bad'; readonly problem: FieldProblem };

export type FieldProblem = {
  readonly key: FieldProblemKey;
  readonly values?: Readonly<Record<string, string | number>>;
};

export function good(value: string): Judged {
  return { kind: 'good', value };
}

export function bad(
  key: FieldProblemKey,
  values?: Readonly<Record<string, string | number>>,
): Judged {
  return { kind: 'bad', problem: values ? { key, values } : { key } };
}
