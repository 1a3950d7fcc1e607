/**
 * What every page is told beside its own facts: for whom it is, in which language, from which
 * files.
 */
import type { CalendarDate } from '../core/calendar-date.ts';
import { formatDate, formatInstant, formatTime } from '../core/calendar-date.ts';
import type { Money } from '../core/money.ts';
import { format } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { Mode } from '../providers/provider.ts';

/** The organisation as a page shows it; without a logo its initials stand there. */
export type OrganisationBrand = {
  readonly name: string;
  readonly homeAddress: string;
  readonly logoAddress: string | null;
};

/** Addresses of the files that a page loads, each with its content's hash in it. */
export type PageFiles = {
  readonly stylesheet: string;
  /** The organisation's colour; null keeps the library's blue. */
  readonly theme: string | null;
  readonly script: string;
  /** Loaded only where a passkey may be used. */
  readonly passkeyScript: string;
  /** Loaded where a form has fields that depend on each other, or an amount that is counted. */
  readonly formScript: string;
  /** The one font that is loaded ahead: the regular weight. */
  readonly font: string;
};

/** Where the links that stand on every page lead. */
export type PageLinks = {
  readonly find: string;
  /** Where a due is found by the number of its notice. */
  readonly notices: string;
  /** The discounts that everybody may know of. */
  readonly discounts: string;
  /** Null where the organisation offers none. */
  readonly services: string | null;
  readonly help: string;
  /** Where assistance is asked for; the help page where there is no organisation. */
  readonly assistance: string;
  readonly manual: string;
  /** The list of one's payments by mail; the portal's own first page where there is no organisation. */
  readonly paymentList: string;
  readonly verify: string;
  readonly accessibility: string;
  readonly terms: string;
  readonly cart: string;
};

export type View = {
  readonly language: Language;
  /** The languages the reader may switch to, the current one among them. */
  readonly languages: readonly Language[];
  /** Path and query of this page without `language`: where the language switch leads back to. */
  readonly address: string;
  /** IANA name; instants are shown in it. */
  readonly timeZone: string;
  /** Null on pages of no single organisation. */
  readonly organisation: OrganisationBrand | null;
  readonly mode: Mode;
  /** The hidden token of the page's forms (see csrf.ts). */
  readonly formToken: string;
  readonly files: PageFiles;
  readonly links: PageLinks;
  /** How many items this browser has in its cart here. */
  readonly cartItems: number;
};

export function showMoney(view: View, amount: Money): string {
  return format(amount, view.language);
}

export function showDate(view: View, date: CalendarDate): string {
  return formatDate(date, view.language);
}

export function showInstant(view: View, instant: Date): string {
  return formatInstant(instant, view.language, view.timeZone);
}

/** `14:42`: the time of day alone, for what happened a moment ago. */
export function showTime(view: View, instant: Date): string {
  return formatTime(instant, view.language, view.timeZone);
}
