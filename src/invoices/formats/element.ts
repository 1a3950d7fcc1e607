/**
 * Elements of an invoice as plain values: read once from the parser's memory, which is then given
 * back.
 */
import {
  ParseOption,
  XmlCData,
  XmlDocument,
  XmlElement,
  XmlParseError,
  XmlText,
  XmlTreeNode,
} from 'libxml2-wasm';
import type { XmlNode } from 'libxml2-wasm';
import { Rejection } from './rejection.ts';

export type Attribute = {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
};

/** `name` is the local name; `text` is all text directly inside. */
export type Element = {
  readonly name: string;
  readonly namespace: string;
  readonly line: number | undefined;
  readonly text: string;
  readonly attributes: readonly Attribute[];
  readonly children: readonly Element[];
};

/** Our own limits on size, depth and number of elements are lower than those that this lifts. */
const options =
  ParseOption.XML_PARSE_HUGE |
  ParseOption.XML_PARSE_BIG_LINES |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_SYS_CATALOG;

/** libxml2 keeps lines in 16 bits; the last value means "further down". */
const lastLine = 65_535;

/**
 * Parses a text that `scanMarkup` gave back. Prefixes nobody declared are given a namespace of their
 * own, since a broken prefix does not make an invoice unreadable.
 *
 * The caller disposes of the document.
 * @throws Rejection `malformed` with line and reason
 */
export function parseXml(text: string): XmlDocument {
  try {
    return XmlDocument.fromString(text, { option: options });
  } catch (error) {
    const repaired = error instanceof XmlParseError ? withPrefixesDeclared(text, error) : null;
    if (repaired === null) throw malformed(error);
    try {
      return XmlDocument.fromString(repaired, { option: options });
    } catch (second) {
      throw malformed(second);
    }
  }
}

function withPrefixesDeclared(text: string, error: XmlParseError): string | null {
  const prefixes = new Set<string>();
  for (const { message } of error.details) {
    const prefix = /^Namespace prefix ([\w.-]+)\b.* is not defined/.exec(message)?.[1];
    if (!prefix) return null;
    prefixes.add(prefix);
  }
  if (prefixes.size === 0 || prefixes.size > 20) return null;
  const declarations = [...prefixes].map((prefix) => ` xmlns:${prefix}="urn:undeclared:${prefix}"`);
  return text.replace(/<[A-Za-z_][\w.:-]*/, (root) => root + declarations.join(''));
}

function malformed(error: unknown): Error {
  if (!(error instanceof XmlParseError)) {
    return new Error('the parser of XML failed', { cause: error });
  }
  const [first] = error.details;
  const reason = (first?.message ?? error.message).trim().slice(0, 300);
  // Of a document that is empty libxml2 names no line, or line 0.
  const line = error.details.find((detail) => detail.line > 0)?.line ?? 1;
  return new Rejection('malformed', { values: { reason }, line, cause: error });
}

/** Recursion is safe here: `scanMarkup` has bounded the depth. */
export function readElement(source: XmlElement): Element {
  const inside: Element[] = [];
  let text = '';
  for (let node: XmlNode | null = source.firstChild; node; node = nextOf(node)) {
    if (node instanceof XmlElement) inside.push(readElement(node));
    else if (node instanceof XmlText || node instanceof XmlCData) text += node.content;
  }
  return {
    name: source.name,
    namespace: source.namespaceUri,
    line: source.line < lastLine ? source.line : undefined,
    text,
    attributes: source.attrs.map(({ name, namespaceUri, value }) => ({
      name,
      namespace: namespaceUri,
      value,
    })),
    children: inside,
  };
}

/** The library cannot go on from a processing instruction, of which `scanMarkup` leaves none. */
function nextOf(node: XmlNode): XmlNode | null {
  if (!(node instanceof XmlTreeNode)) throw new Error('a node without a way to the next');
  return node.next;
}

/** The first child of that name, going down one name after the other. */
export function child(
  element: Element | undefined,
  ...path: readonly string[]
): Element | undefined {
  let found = element;
  for (const name of path) found = found?.children.find((candidate) => candidate.name === name);
  return found;
}

/** Every child of that name, in order; more names go down through all of them. */
export function children(element: Element | undefined, ...path: readonly string[]): Element[] {
  let found = element ? [element] : [];
  for (const name of path) {
    found = found.flatMap((parent) =>
      parent.children.filter((candidate) => candidate.name === name),
    );
  }
  return found;
}

/** The text of `child`, line breaks and tabs as blanks, trimmed; null when absent or empty. */
export function textOf(element: Element | undefined, ...path: readonly string[]): string | null {
  const text = child(element, ...path)
    ?.text.replaceAll(/[\t\r\n]/g, ' ')
    .trim();
  return text ? text : null;
}
