/** Markup as a tree, read as far as our own pages need it: well nested, with void elements. */

export type Element = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
};

type Open = { name: string; attributes: Map<string, string>; children: (Element | string)[] };

const voidElements = new Set(['meta', 'link', 'input', 'br', 'hr', 'img', 'path', 'source']);
const token =
  /<!--[\s\S]*?-->|<!doctype[^>]*>|<\/([a-z][\w-]*)\s*>|<([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;

export function readElements(markup: string): Element {
  const root: Open = { name: '', attributes: new Map(), children: [] };
  const open = [root];
  let end = 0;
  const addText = (text: string): void => {
    if (text !== '') open.at(-1)?.children.push(decode(text));
  };
  for (const found of markup.matchAll(token)) {
    addText(markup.slice(end, found.index));
    end = found.index + found[0].length;
    const [, closed, opened, attributes = ''] = found;
    if (closed) closeElement(open, closed.toLowerCase());
    if (opened) openElement(open, opened.toLowerCase(), attributes);
  }
  addText(markup.slice(end));
  return root;
}

function openElement(open: Open[], name: string, attributes: string): void {
  const element: Open = { name, attributes: readAttributes(attributes), children: [] };
  open.at(-1)?.children.push(element);
  if (!voidElements.has(name) && !attributes.endsWith('/')) open.push(element);
}

function closeElement(open: Open[], name: string): void {
  const place = open.findLastIndex((element) => element.name === name);
  if (place > 0) open.length = place;
}

function readAttributes(text: string): Map<string, string> {
  const pairs = text.matchAll(/([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return new Map(
    [...pairs].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decode(double ?? single ?? bare ?? ''),
    ]),
  );
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(Number.parseInt(String(hex), 16));
    return named[String(name)] ?? whole;
  });
}

/** Every element below, in the order of the markup. */
export function* elementsBelow(element: Element): Generator<Element> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    yield child;
    yield* elementsBelow(child);
  }
}

export function attributeOf(element: Element, name: string): string | null {
  return element.attributes.get(name) ?? null;
}

const blocks = new Set(['p', 'div', 'li', 'dt', 'dd', 'h1', 'h2', 'h3', 'tr', 'td', 'th', 'br']);
const unread = new Set(['script', 'style', 'noscript', 'head', 'template']);

/** What is read of an element, blanks as one; hidden content too, for screen readers read it. */
export function textOf(element: Element): string {
  return rawText(element).replaceAll(/\s+/g, ' ').trim();
}

function rawText(element: Element): string {
  if (unread.has(element.name)) return '';
  const inner = element.children
    .map((child) => (typeof child === 'string' ? child : rawText(child)))
    .join('');
  return blocks.has(element.name) ? ` ${inner} ` : inner;
}
