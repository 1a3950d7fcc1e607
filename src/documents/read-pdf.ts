/** Reads back what pdfkit writes, for tests: structure tree, texts by tag, and the marks of figures. */
import { strict as assert } from 'node:assert';
import { inflateSync } from 'node:zlib';

type Value = string | number | readonly Value[] | { readonly [key: string]: Value } | Reference;
type Dictionary = { readonly [key: string]: Value };
type Reference = { readonly reference: number };

/** A structure element with the words of its own content, joined by blanks. */
export type ReadElement = {
  readonly tag: string;
  readonly attributes: Dictionary;
  readonly text: string;
  readonly children: readonly ReadElement[];
  readonly marks: readonly (readonly [number, number, number, number])[];
};

export type ReadPdf = {
  readonly catalog: Dictionary;
  readonly info: Dictionary;
  readonly metadata: string;
  readonly pageCount: number;
  readonly root: ReadElement;
  /** Names of the fonts, and whether each is embedded. */
  readonly fonts: readonly { readonly name: string; readonly isEmbedded: boolean }[];
  /** Words that are decoration. */
  readonly artifacts: string;
  /** Words that nobody tagged: PDF/UA wants none. */
  readonly untagged: string;
};

type PdfObject = { readonly value: Value; readonly stream: Buffer | null };
type Content = { text: string; readonly marks: [number, number, number, number][] };

export function readPdf(bytes: Uint8Array): ReadPdf {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = readObjects(file);
  const trailer = dictionary(
    parseValue(file.slice(file.lastIndexOf('trailer') + 7)).value,
    objects,
  );
  const catalog = dictionary(trailer['Root'], objects);
  const pages = list(dictionary(catalog['Pages'], objects)['Kids']).map((kid) => reference(kid));
  const contents = new Map<string, Content>();
  for (const page of pages) readContent(page, objects, contents);
  const tree = dictionary(catalog['StructTreeRoot'], objects);
  const [root] = list(tree['K']);
  assert(root !== undefined, 'no structure tree');
  const info = dictionary(trailer['Info'], objects);
  return {
    catalog,
    info: Object.fromEntries(
      Object.entries(info).map(([key, value]) => [key, follow(value, objects)]),
    ),
    metadata: streamOf(catalog['Metadata'], objects).toString('utf8'),
    pageCount: pages.length,
    root: readElement(root, objects, contents),
    fonts: readFonts(objects),
    artifacts: contents.get('artifact')?.text ?? '',
    untagged: contents.get('untagged')?.text ?? '',
  };
}

/** Every element below and including `element`, in reading order. */
export function flatten(element: ReadElement): ReadElement[] {
  return [element, ...element.children.flatMap(flatten)];
}

function readObjects(file: string): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>();
  for (const match of file.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length;
    const { value, end } = parseValue(file.slice(start, file.indexOf('endobj', start)));
    const isStream = file.startsWith('stream\n', start + end + 1);
    objects.set(Number(match[1]), {
      value,
      stream: isStream ? readStream(file, start + end, value) : null,
    });
  }
  return objects;
}

function readStream(file: string, from: number, value: Value): Buffer {
  const start = file.indexOf('stream\n', from) + 7;
  const { Length: length, Filter: filter } = asDictionary(value);
  const raw = Buffer.from(file.slice(start, start + Number(length)), 'latin1');
  return filter === '/FlateDecode' ? inflateSync(raw) : raw;
}

const token =
  /\s*(?:(<<)|(>>)|(\[)|(\])|(\d+) 0 R|(-?\d*\.?\d+)|(\/[^\s/<>[\]()]+)|\(((?:\\[\s\S]|[^\\)])*)\)|<([0-9a-f]*)>|(true|false|null))/iy;

/** Names keep their slash; texts are decoded. */
function parseValue(source: string): { value: Value; end: number } {
  const stack: Value[][] = [[]];
  token.lastIndex = 0;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    const [, open, close, start, end, object, number, name, text, hex, word] = match;
    if (open || start) stack.push([]);
    else {
      const value = close || end ? closeGroup(stack.pop() ?? [], Boolean(close)) : null;
      stack
        .at(-1)
        ?.push(
          value ??
            (object
              ? { reference: Number(object) }
              : number
                ? Number(number)
                : (name ?? word ?? decode(text, hex))),
        );
    }
    const [outer] = stack;
    if (stack.length === 1 && outer?.[0] !== undefined)
      return { value: outer[0], end: token.lastIndex };
  }
  return { value: '', end: 0 };
}

function closeGroup(values: Value[], isPairs: boolean): Value {
  if (!isPairs) return values;
  const entries: [string, Value][] = [];
  for (let index = 0; index + 1 < values.length; index += 2) {
    entries.push([textOf(values[index]).slice(1), values[index + 1] ?? '']);
  }
  return Object.fromEntries(entries);
}

function decode(text: string | undefined, hex: string | undefined): string {
  if (text === undefined) return `<${hex ?? ''}>`;
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const raw = text.replaceAll(/\\([\s\S])/g, (_, sign: string) => escapes[sign] ?? sign);
  if (!raw.startsWith('\u00fe\u00ff')) return raw;
  return Buffer.from(raw.slice(2), 'latin1').swap16().toString('utf16le');
}

function follow(value: Value | undefined, objects: Map<number, PdfObject>): Value {
  if (typeof value === 'object' && 'reference' in value) {
    return objects.get(Number(value['reference']))?.value ?? '';
  }
  return value ?? '';
}

function dictionary(value: Value | undefined, objects: Map<number, PdfObject>): Dictionary {
  return asDictionary(follow(value, objects));
}

function asDictionary(value: Value | undefined): Dictionary {
  return isDictionary(value) ? value : {};
}

function isDictionary(value: Value | undefined): value is Dictionary {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Text and numbers as text; what is neither has none. */
export function textOf(value: Value | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function list(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function reference(value: Value | undefined): number {
  return Number(asDictionary(value)['reference']);
}

function streamOf(value: Value | undefined, objects: Map<number, PdfObject>): Buffer {
  return objects.get(reference(value))?.stream ?? Buffer.alloc(0);
}

type Mark = { readonly key: string; readonly isReplaced: boolean };

/** Collects the words and rectangles of each marked content of a page, by `page:mcid`. */
function readContent(
  page: number,
  objects: Map<number, PdfObject>,
  contents: Map<string, Content>,
): void {
  const entry = dictionary({ reference: page }, objects);
  const fonts = dictionary(dictionary(entry['Resources'], objects)['Font'], objects);
  const maps = new Map(
    Object.entries(fonts).map(([name, font]) => [
      name,
      characterMap(dictionary(font, objects), objects),
    ]),
  );
  const source = streamOf(entry['Contents'], objects).toString('latin1');
  const open: Mark[] = [{ key: 'untagged', isReplaced: false }];
  let font: readonly string[] = [];
  for (const operation of source.replaceAll(/<<[\s\S]*?>> BDC/g, oneLine).split('\n')) {
    const { key, isReplaced } = open.at(-1) ?? { key: 'untagged', isReplaced: false };
    const content = contents.get(key) ?? { text: '', marks: [] };
    contents.set(key, content);
    if (operation.endsWith(' BDC')) open.push(beginMark(operation, { page, key, content }));
    if (operation === 'EMC') open.pop();
    const chosen = /^\/(F\d+) [\d.]+ Tf$/.exec(operation)?.[1];
    if (chosen) font = maps.get(chosen) ?? [];
    if (operation.endsWith('TJ') && !isReplaced) addWords(content, words(operation, font));
    const box = /^(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re$/.exec(operation);
    if (box) content.marks.push([Number(box[1]), Number(box[2]), Number(box[3]), Number(box[4])]);
  }
}

/** A span with `ActualText` stands for that text, whatever is drawn in it (ISO 32000-1, 14.9.4). */
function beginMark(
  operation: string,
  outer: { page: number; key: string; content: Content },
): Mark {
  const [, tag = '', source = ''] = /^\/(\w+) ([\s\S]*) BDC$/.exec(operation) ?? [];
  const properties = asDictionary(parseValue(source).value);
  if (tag === 'Artifact') return { key: 'artifact', isReplaced: false };
  if (properties['MCID'] !== undefined) {
    return { key: `${outer.page}:${textOf(properties['MCID'])}`, isReplaced: false };
  }
  const actual = properties['ActualText'];
  if (typeof actual === 'string') addWords(outer.content, actual);
  return { key: outer.key, isReplaced: actual !== undefined };
}

function addWords(content: Content, more: string): void {
  content.text = `${content.text} ${more}`.trim();
}

function oneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}

function words(operation: string, font: readonly string[]): string {
  const glyphs = Array.from(operation.matchAll(/<([0-9a-f]+)>/g), (match) => match[1] ?? '').join(
    '',
  );
  return (glyphs.match(/.{4}/g) ?? [])
    .map((glyph) => font[Number.parseInt(glyph, 16)] ?? '\ufffd')
    .join('');
}

/** pdfkit writes `ToUnicode` as one list of code points in the order of the glyphs. */
function characterMap(font: Dictionary, objects: Map<number, PdfObject>): string[] {
  const source = streamOf(font['ToUnicode'], objects).toString('latin1');
  return Array.from(source.matchAll(/<[0-9a-f]{4}> <[0-9a-f]{4}> \[([^\]]*)\]/g)).flatMap((range) =>
    Array.from((range[1] ?? '').matchAll(/<([0-9a-f ]*)>/g), (entry) =>
      Buffer.from((entry[1] ?? '').replaceAll(' ', ''), 'hex')
        .swap16()
        .toString('utf16le'),
    ),
  );
}

function readElement(
  value: Value,
  objects: Map<number, PdfObject>,
  contents: Map<string, Content>,
): ReadElement {
  const attributes = dictionary(value, objects);
  const page = attributes['Pg'] ? reference(attributes['Pg']) : 0;
  const kids = list(attributes['K']);
  const own = kids
    .filter((kid) => typeof kid === 'number')
    .map((kid) => contents.get(`${page}:${kid}`));
  const below = kids.filter((kid) => typeof kid === 'object' && 'reference' in kid);
  return {
    tag: textOf(attributes['S']).slice(1),
    attributes,
    text: own.map((content) => content?.text ?? '').join(' '),
    marks: own.flatMap((content) => content?.marks ?? []),
    children: below.map((kid) => readElement(kid, objects, contents)),
  };
}

function readFonts(objects: Map<number, PdfObject>): { name: string; isEmbedded: boolean }[] {
  const all = Array.from(objects.values(), ({ value }) => asDictionary(value));
  const descriptors = all.filter((value) => value['Type'] === '/FontDescriptor');
  const used = all.filter(
    (value) => value['Type'] === '/Font' && value['Subtype'] !== '/CIDFontType2',
  );
  return used.map((font) => ({
    name: textOf(font['BaseFont']),
    isEmbedded: descriptors.some(
      (one) => one['FontName'] === font['BaseFont'] && Boolean(one['FontFile2']),
    ),
  }));
}
