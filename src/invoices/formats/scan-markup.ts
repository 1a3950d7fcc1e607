/** Looks over the markup of an XML text before any parser does, and refuses what could harm one. */
import { Rejection } from './rejection.ts';

export type MarkupLimits = { readonly depth: number; readonly elements: number };

const sections = [
  { opening: '<!--', closing: '-->' },
  { opening: '<![CDATA[', closing: ']]>' },
  { opening: '<?', closing: '?>' },
] as const;

/**
 * One pass, no recursion, nothing kept: counts elements and their depth and finds any document type.
 *
 * What is not well-formed is left to the parser; an unfinished piece of markup ends the scan.
 * @throws Rejection `doctype_refused`, `too_deep` or `too_many_elements`, with the line
 */
export function scanMarkup(text: string, limits: MarkupLimits): void {
  let depth = 0;
  let elements = 0;
  let at = text.indexOf('<');
  while (at >= 0) {
    const end = endOfMarkup(text, at);
    if (text.startsWith('</', at)) depth -= 1;
    else if (isElement(text, at)) {
      elements += 1;
      if (end > 0 && text[end - 2] !== '/') depth += 1;
      if (depth > limits.depth) throw refusal('too_deep', text, at, limits.depth);
      if (elements > limits.elements) throw refusal('too_many_elements', text, at, limits.elements);
    }
    at = end < 0 ? -1 : text.indexOf('<', end);
  }
}

function isElement(text: string, at: number): boolean {
  const next = text[at + 1];
  return next !== '!' && next !== '?' && next !== '/';
}

/** The index after the markup that starts at `at`, or -1 when it never ends. */
function endOfMarkup(text: string, at: number): number {
  const next = text[at + 1];
  if (next === '!' || next === '?') {
    const section = sections.find(({ opening }) => text.startsWith(opening, at));
    if (!section) throw refusal('doctype_refused', text, at, 0);
    const closing = text.indexOf(section.closing, at + section.opening.length);
    return closing < 0 ? -1 : closing + section.closing.length;
  }
  return endOfTag(text, at);
}

/** A `>` between quotes belongs to the value of an attribute. */
function endOfTag(text: string, at: number): number {
  const stop = /[>"']/g;
  stop.lastIndex = at;
  let quote: string | null = null;
  for (let found = stop.exec(text); found; found = stop.exec(text)) {
    const [mark] = found;
    if (quote === null && mark === '>') return stop.lastIndex;
    if (quote === null) quote = mark;
    else if (quote === mark) quote = null;
  }
  return -1;
}

function refusal(
  code: 'doctype_refused' | 'too_deep' | 'too_many_elements',
  text: string,
  at: number,
  limit: number,
): Rejection {
  return new Rejection(code, { values: { limit }, line: text.slice(0, at).split('\n').length });
}
