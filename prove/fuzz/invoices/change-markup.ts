/** Changes invoices as a careless or hostile program writes them: elements and values, not bytes. */
import { hostileDates, hostileNumbers, hostileTexts, marker } from '../hostile-values.ts';
import type { Random } from '../random.ts';

const values = [...hostileNumbers, ...hostileDates, ...hostileTexts, marker];

/** One to three changes of the text of an invoice. */
export function changeMarkup(random: Random, text: string): string {
  let changed = text;
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    changed = random.pick(changes)(random, changed);
  }
  return changed;
}

type Change = (random: Random, text: string) => string;

const changes: readonly Change[] = [
  changeValue,
  changeValue,
  changeValue,
  emptyElement,
  dropElement,
  repeatElement,
  moveElement,
  rename,
  addAttribute,
  addPiece,
];

type Found = { readonly at: number; readonly whole: string; readonly name: string };

/** An element that holds a text. */
function someValue(random: Random, text: string): Found | null {
  return some(random, text, /<(\w+)>[^<]*<\/\1>/g);
}

/** An element with whatever is in it; the outermost of that name that begins there. */
function someElement(random: Random, text: string): Found | null {
  const start = some(random, text, /<([A-Z]\w+)>/g);
  if (!start) return null;
  const end = text.indexOf(`</${start.name}>`, start.at);
  const stop = end < 0 ? start.at + start.whole.length : end + start.name.length + 3;
  return { ...start, whole: text.slice(start.at, stop) };
}

function some(random: Random, text: string, pattern: RegExp): Found | null {
  const all = [...text.matchAll(pattern)];
  if (all.length === 0) return null;
  const found = random.pick(all);
  return { at: found.index, whole: found[0], name: found[1] ?? '' };
}

function put(text: string, { at, whole }: Found, instead: string): string {
  return text.slice(0, at) + instead + text.slice(at + whole.length);
}

function changeValue(random: Random, text: string): string {
  const found = someValue(random, text);
  if (!found) return text;
  const value = escape(random, random.pick(random.once(3) ? values : likeOf(found.whole)));
  return put(text, found, `<${found.name}>${value}</${found.name}>`);
}

/** A number is most often confused by another number. */
function likeOf(element: string): readonly string[] {
  if (/>-?\d+\.\d+</.test(element)) return hostileNumbers;
  return />\d{4}-\d\d-\d\d</.test(element) ? hostileDates : values;
}

function escape(random: Random, value: string): string {
  if (random.once(8)) return `<![CDATA[${value.replaceAll(']]>', '')}]]>`;
  if (random.once(8)) {
    const signs = Array.from(value.slice(0, 200));
    return signs.map((sign) => `&#x${sign.codePointAt(0)?.toString(16)};`).join('');
  }
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function emptyElement(random: Random, text: string): string {
  const found = someElement(random, text);
  return found
    ? put(text, found, random.pick([`<${found.name}/>`, `<${found.name}> </${found.name}>`]))
    : text;
}

function dropElement(random: Random, text: string): string {
  const found = someElement(random, text);
  return found ? put(text, found, '') : text;
}

function repeatElement(random: Random, text: string): string {
  const found = someElement(random, text);
  if (!found) return text;
  const most = Math.min(random.once(10) ? 3000 : 3, Math.ceil(300_000 / found.whole.length));
  return put(text, found, found.whole.repeat(1 + random.below(most)));
}

function moveElement(random: Random, text: string): string {
  const [found, other] = [someElement(random, text), someElement(random, text)];
  if (!found || !other) return text;
  return put(text, other, random.once(2) ? found.whole + other.whole : found.whole);
}

const names = ['Numero', 'Data', 'ImportoPagamento', 'FatturaElettronicaBody', 'Natura', 'constructor', '__proto__', 'x:y', 'É', 'DatiRiepilogo']; // prettier-ignore

function rename(random: Random, text: string): string {
  const found = someElement(random, text);
  if (!found) return text;
  const name = random.pick(names);
  const inside = found.whole.slice(found.name.length + 2, -found.name.length - 3);
  return put(text, found, `<${name}>${inside}</${name}>`);
}

const attributes = ['xml:lang="it"', 'xmlns=""', 'xmlns="urn:other"', 'xsi:nil="true"', 'versione="FPR99"', 'a="<"', 'a="1" a="2"', 'xml:base="file:///etc/"']; // prettier-ignore

function addAttribute(random: Random, text: string): string {
  const found = some(random, text, /<([\w:]+)(?=[\s>])/g);
  return found ? put(text, found, `${found.whole} ${random.pick(attributes)}`) : text;
}

const pieces = [
  '<!-- x -->', '<?x y?>', '<![CDATA[<Numero>1</Numero>]]>', '&amp;', '&lt;', '&x;', '&#0;', '&#xD800;', '<', '>', ']]>', '<a>', '</a>',
  '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X>y</ds:X></ds:Signature>', '<!--', '<?', '<![CDATA[', '\u0000', '\ufeff',
]; // prettier-ignore

function addPiece(random: Random, text: string): string {
  const found = random.once(3) ? null : some(random, text, /<\/?(\w+)>/g);
  const at = found ? found.at : random.below(text.length);
  return text.slice(0, at) + random.pick(pieces) + text.slice(at);
}
