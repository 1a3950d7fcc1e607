/**
 * Says whether a text is a value of a kind, as XML Schema part 2 defines its built-in types and
 * facets.
 */
import { calendarDate } from '../../core/calendar-date.ts';
import type { ValueKind } from './value-kinds.ts';

/** Longer texts are never values of a bounded kind; this keeps patterns away from them. */
const longestValue = 4096;

const patterns = new Map<string, RegExp>();

export function fitsKind(raw: string, kind: ValueKind): boolean {
  if (kind.base === 'base64Binary') return isBase64(raw);
  if (raw.length > longestValue) return false;
  const text = normalise(raw, kind.base);
  if (kind.codes !== undefined) return kind.codes.split(' ').includes(text);
  return isOfBase(text, kind.base) && facetsHold(text, kind.facets ?? {});
}

/**
 * Dates keep their blanks and so do not fit: that is how the widely used checker decides, whatever
 * the standard.
 */
function normalise(raw: string, base: string): string {
  if (base === 'string' || base === 'date' || base === 'dateTime') return raw;
  const replaced = raw.replaceAll(/[\t\r\n]/g, ' ');
  return base === 'normalizedString'
    ? replaced
    : replaced.replaceAll(/ +/g, ' ').replaceAll(/^ | $/g, '');
}

function isOfBase(text: string, base: string): boolean {
  if (base === 'decimal') return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text);
  if (base === 'integer') return /^[+-]?\d{1,24}$/.test(text);
  if (base === 'date') return isDate(text);
  if (base === 'dateTime') return isDateTime(text);
  return true;
}

function facetsHold(text: string, facets: Readonly<Record<string, string>>): boolean {
  const { minLength, maxLength, minInclusive, maxInclusive, pattern } = facets;
  const size = minLength || maxLength ? Array.from(text).length : 0;
  if (minLength && size < Number(minLength)) return false;
  if (maxLength && size > Number(maxLength)) return false;
  if (minInclusive && isBelow(text, minInclusive)) return false;
  if (maxInclusive && isBelow(maxInclusive, text)) return false;
  return !pattern || patternOf(pattern).test(text);
}

/** Compares numbers as numbers and dates as texts, both of which `isOfBase` has let pass. */
function isBelow(text: string, bound: string): boolean {
  return bound.length === 10 ? text < bound : Number(text) < Number(bound);
}

/** Blocks of characters and the dot mean other things in XML Schema (part 2, appendix F). */
function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known) return known;
  const translated = pattern
    .replaceAll('[\\p{IsBasicLatin}\\p{IsLatin-1Supplement}]', '[\\u0000-\\u00ff]')
    .replaceAll('\\p{IsBasicLatin}', '[\\u0000-\\u007f]');
  const made = new RegExp(`^(?:${translated})$`, 'u');
  patterns.set(pattern, made);
  return made;
}

const zone = /(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?$/;

function isDate(text: string): boolean {
  const day = text.replace(zone, '');
  return calendarDate(day) !== null;
}

function isDateTime(text: string): boolean {
  const match = /^(.{10})T(\d{2}):([0-5]\d):([0-5]\d)(\.\d+)?$/.exec(text.replace(zone, ''));
  if (!match) return false;
  const [, day = '', hour = '', ...rest] = match;
  const endOfDay = hour === '24' && rest.every((part) => !part || /^[.0]*$/.test(part));
  return calendarDate(day) !== null && (hour <= '23' || endOfDay);
}

/** RFC 4648 with blanks anywhere; the unused bits of the last character are zero. */
function isBase64(raw: string): boolean {
  const text = raw.replaceAll(/[ \t\r\n]+/g, '');
  if (text.length % 4 !== 0) return false;
  const body = text.slice(0, -4);
  const last = text.slice(-4);
  return (
    !/[^A-Za-z0-9+/]/.test(body) &&
    /^(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?$/.test(last)
  );
}
