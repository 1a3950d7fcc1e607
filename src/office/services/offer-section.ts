/** A page on which a part of a definition is changed, as data: its fields, its steps, and what the fields become. */
import type { Content } from '../../web/html.ts';
import type { FieldErrors, FieldValues } from '../../web/components/field.ts';
import type { OfficeView } from '../office-view.ts';
import type { PostedOffer } from './posted-offer.ts';
import type { Language } from '../../core/texts.ts';

/** What fields know beside what is typed in them. */
export type OfferFacts = {
  /** Languages in which payers read. */
  readonly languages: readonly Language[];
  /** Those through whom the organisation may be paid by card. */
  readonly providers: readonly string[];
};

export type OfferForm = {
  readonly posted: PostedOffer;
  /** The same, for fields that know texts alone; a box that is ticked is `name=value`. */
  readonly values: FieldValues;
  readonly errors: FieldErrors;
};

export type OfferSection<Definition> = {
  /** In its address. */
  readonly name: string;
  /** What the form begins with. */
  readonly values: (view: OfficeView, definition: Definition) => PostedOffer;
  readonly fields: (view: OfficeView, form: OfferForm, facts: OfferFacts) => Content;
  /** What stands beside the form; with scripts it follows what is typed. */
  readonly preview?: (view: OfficeView, posted: PostedOffer) => Content;
  /** What is typed with its rows in order, empty ones left out, so that what is wrong is said at the right one. */
  readonly tidied?: (posted: PostedOffer) => PostedOffer;
  /** What a button but "save" makes of what is typed; null when there is no such button. */
  readonly step?: (
    posted: PostedOffer,
    step: { readonly name: string; readonly about: string },
  ) => { readonly posted: PostedOffer; readonly focus: string | null } | null;
  /**
   * The part of the definition that the fields ask for, to be judged by its schema. A field is named like its
   * path there, joined with `_`, so that what is wrong with it is said at it.
   */
  readonly changes: (posted: PostedOffer) => Readonly<Record<string, unknown>>;
  /** Words for what is wrong, where the usual ones do not say it. */
  readonly message?: (view: OfficeView, field: string, problem: string) => string | null;
};

export function formOf(posted: PostedOffer, errors: FieldErrors = {}): OfferForm {
  const values = Object.entries(posted).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string'
      ? [
          [name, value],
          [`${name}=${value}`, 'yes'],
        ]
      : value.map((one) => [`${name}=${one}`, 'yes']),
  );
  return { posted, values: Object.fromEntries(values), errors };
}
