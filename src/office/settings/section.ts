/** A page of settings, as data: which fields it shows, and which part of the settings they become. */
import type { Organisation, OrganisationSettings } from '../../organisations/index.ts';
import type { FieldValues, FilledForm } from '../../web/components/field.ts';
import type { Content } from '../../web/html.ts';
import type { OfficeView } from '../office-view.ts';

/** What was posted: fields by name, those that may come several times as lists. */
export type PostedSettings = Readonly<Record<string, string | readonly string[]>>;

export type SectionFacts = {
  readonly organisation: Organisation;
  /** Where cards are paid, or would be if they were switched on; null where no account is in use. */
  readonly cardProvider: string | null;
};

export type SettingsSection = {
  /** In its address: `looks`. */
  readonly name: 'looks' | 'languages' | 'methods' | 'lookup' | 'notices' | 'terms';
  /** Fields that may come several times. */
  readonly lists?: readonly string[];
  readonly values: (settings: OrganisationSettings) => FieldValues;
  readonly fields: (view: OfficeView, form: FilledForm, facts: SectionFacts) => Content;
  /** What stands below the form, with forms of its own. */
  readonly below?: (view: OfficeView, form: FilledForm, organisation: Organisation) => Content;
  /**
   * The changes that the fields ask for, in the shape of the settings. A field is named like its path
   * there, joined with `_`, so that what is wrong with it is said at it.
   */
  readonly changes: (
    posted: PostedSettings,
    facts: SectionFacts,
  ) => Readonly<Record<string, unknown>>;
};

/** One field's text; lists and missing fields are empty. */
export function textOf(posted: PostedSettings, name: string): string {
  const value = posted[name];
  return typeof value === 'string' ? value : '';
}

/** As `textOf`; nothing at all where nothing was typed. */
export function optionalText(posted: PostedSettings, name: string): string | undefined {
  return textOf(posted, name) || undefined;
}

export function listOf(posted: PostedSettings, name: string): readonly string[] {
  const value = posted[name] ?? [];
  return typeof value === 'string' ? [value] : value;
}

/** Several choices of one field, as the values of a form hold them: one entry for each that is chosen. */
export function marked(name: string, chosen: readonly string[]): Record<string, string> {
  return Object.fromEntries(chosen.map((value) => [`${name}=${value}`, 'yes']));
}

export function isMarked(values: FieldValues, name: string, value: string): boolean {
  return values[`${name}=${value}`] === 'yes';
}
