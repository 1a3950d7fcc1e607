/** Looks over the markup of an XML text before any parser does, and refuses what could harm one. */
import { Rejection } from './rejection.ts';

export type MarkupLimits = { readonly depth: number; readonly elements: number };

const sections = [
  { opening: '<!--', closing: '-->' },
  { opening: '<![CDATA[', closing: ']]>' },
  { opening: '<?', closing: '?>' },
] as const;

/**
 * One pass, no recursion: counts elements, comments and the like, follows the depth and finds any
 * document type. Whether the text is well-formed is for the parser to say.
 *
 * @returns the text without its XML declaration and processing instructions, line breaks kept, so
 *   that lines keep their numbers
 * @throws Rejection `doctype_refused`, `too_deep`, `too_many_elements` or `malformed`, with the line
 */
export function scanMarkup(text: string, limits: MarkupLimits): string {
  const kept: string[] = [];
  let keptTo = 0;
  let depth = 0;
  let pieces = 0;
  for (let at = text.indexOf('<'); at >= 0;) {
    const end = endOfMarkup(text, at);
    const next = text[at + 1];
    if (next === '/') depth -= 1;
    else {
      pieces += 1;
      if (next !== '!' && next !== '?' && text[end - 2] !== '/') depth += 1;
      if (depth > limits.depth) throw refusal('too_deep', text, at, { limit: limits.depth });
      if (pieces > limits.elements) {
        throw refusal('too_many_elements', text, at, { limit: limits.elements });
      }
    }
    if (next === '?') {
      kept.push(text.slice(keptTo, at), text.slice(at, end).replaceAll(/[^\n]/g, ''));
      keptTo = end;
    }
    at = text.indexOf('<', end);
  }
  return kept.join('') + text.slice(keptTo);
}

/** The index after the markup that starts at `at`. */
function endOfMarkup(text: string, at: number): number {
  const next = text[at + 1];
  if (next !== '!' && next !== '?') return endOfTag(text, at);
  const section = sections.find(({ opening }) => text.startsWith(opening, at));
  if (!section) throw refusal('doctype_refused', text, at);
  const closing = text.indexOf(section.closing, at + section.opening.length);
  if (closing < 0) throw endless(text, at);
  return closing + section.closing.length;
}

/** A `>` between quotes belongs to the value of an attribute; a `<` is allowed nowhere in a tag. */
function endOfTag(text: string, at: number): number {
  const stop = /[<>"']/g;
  stop.lastIndex = at + 1;
  let quote: string | null = null;
  for (let found = stop.exec(text); found; found = stop.exec(text)) {
    const [mark] = found;
    if (mark === '<') break;
    if (quote === null && mark === '>') return stop.lastIndex;
    if (quote === null) quote = mark;
    else if (quote === mark) quote = null;
  }
  throw endless(text, at);
}

function endless(text: string, at: number): Rejection {
  return refusal('malformed', text, at, { reason: `${text.slice(at, at + 20)}… does not end` });
}

function refusal(
  code: 'doctype_refused' | 'too_deep' | 'too_many_elements' | 'malformed',
  text: string,
  at: number,
  values: Readonly<Record<string, string | number>> = {},
): Rejection {
  return new Rejection(code, { values, line: text.slice(0, at).split('\n').length });
}
