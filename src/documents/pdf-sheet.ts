/** The paper a receipt is drawn on: A4, two fonts, every mark either tagged (PDF/UA) or decoration. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { plainLine } from '../messages/index.ts';
import { printable, readCoverage, shorten } from './printable-text.ts';
import type { Coverage } from './printable-text.ts';

/** All lengths are points, 72 to the inch; y grows downwards. */
export const page = { width: 595.28, height: 841.89, left: 52, right: 52, top: 40, bottom: 60 };
export const contentWidth = page.width - page.left - page.right;

export const ink = {
  text: '#17212b',
  quiet: '#51606f',
  line: '#d5dce3',
  panel: '#f3f6f9',
  warning: '#6b3a00',
  warningPanel: '#fff1d6',
} as const;

export type Element = ReturnType<PDFKit.PDFDocument['struct']>;

export type Sheet = {
  readonly pdf: PDFKit.PDFDocument;
  /** The root of the structure tree. */
  readonly root: Element;
  readonly covers: Coverage;
  /** Where the free part of the page begins. */
  y: number;
};

export type TextStyle = {
  readonly font: 'regular' | 'strong';
  readonly size: number;
  readonly colour?: string;
  readonly align?: 'left' | 'right';
  /** Cut with an ellipsis instead of going on below. */
  readonly isOneLine?: boolean;
};

export type Place = { readonly x: number; readonly y: number; readonly width: number };

const resolve = createRequire(import.meta.url).resolve;
const fontFolder = 'bootstrap-italia/dist/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin';

type Font = PDFKit.Mixins.PDFFontSource;
type Fonts = { readonly regular: Font; readonly strong: Font; readonly covers: Coverage };

let fonts: Promise<Fonts> | null = null;

/** Read and parsed once, when the first receipt is drawn: parsing is more than half of drawing one. */
async function loadFonts(): Promise<Fonts> {
  const regular = readFileSync(resolve(`${fontFolder}-regular.ttf`));
  const strong = readFileSync(resolve(`${fontFolder}-600.ttf`));
  const [inRegular, inStrong] = [readCoverage(regular), readCoverage(strong)];
  return {
    regular: await parseFont(regular),
    strong: await parseFont(strong),
    covers: (code) => inRegular(code) && inStrong(code),
  };
}

/** A document keeps the font that it parsed, and another document takes that as it takes bytes. */
async function parseFont(bytes: Buffer): Promise<Font> {
  const { default: Pdf } = await import('pdfkit');
  const pdf = new Pdf({ autoFirstPage: false }).registerFont('parsed', bytes).font('parsed');
  const kept: unknown = Reflect.get(pdf, '_font');
  const parsed: unknown = typeof kept === 'object' && kept !== null && Reflect.get(kept, 'font');
  if (!isFont(parsed)) throw new Error('this version of pdfkit keeps its fonts elsewhere');
  return parsed;
}

/** pdfkit takes whatever can lay out text for a font; its type declarations do not know that. */
function isFont(value: unknown): value is Font {
  return typeof value === 'object' && value !== null && 'layout' in value;
}

/** @param facts what the reader's program shows of the document; `createdAt` fixes its bytes */
export async function openSheet(facts: {
  readonly language: string;
  readonly title: string;
  readonly author: string;
  readonly createdAt: Date;
}): Promise<Sheet> {
  // Loaded with the first receipt: it would delay the start of every portal.
  const { default: Pdf } = await import('pdfkit');
  fonts ??= loadFonts();
  const { regular, strong, covers } = await fonts;
  const options: PDFKit.PDFDocumentOptions = {
    size: [page.width, page.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: facts.language,
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    info: {
      Title: facts.title,
      Author: facts.author,
      Producer: 'Saldo',
      Creator: 'Saldo',
      CreationDate: facts.createdAt,
    },
  };
  // The type declarations of pdfkit do not know PDF/UA yet; pdfkit does.
  const pdf = new Pdf(Object.assign(options, { subset: 'PDF/UA', font: regular }));
  escapeMetadata(pdf);
  pdf.registerFont('regular', regular);
  pdf.registerFont('strong', strong);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  return { pdf, root, covers, y: page.top };
}

/**
 * pdfkit puts title and author into the XML of the metadata as they are; by the time it does, the
 * plain ones have been written elsewhere, so they can be escaped here.
 */
function escapeMetadata(pdf: PDFKit.PDFDocument): void {
  const endMetadata = pdf.endMetadata.bind(pdf);
  pdf.endMetadata = () => {
    const { Title: title = '', Author: author = '' } = pdf.info;
    Object.assign(pdf.info, { Title: escapeXml(title), Author: escapeXml(author) });
    endMetadata();
  };
}

function escapeXml(text: string): string {
  // XML 1.0, 2.2: these two are no characters. Controls are gone already.
  const bare = text.replaceAll(/[\uFFFE\uFFFF]/g, '');
  return bare.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The longest text of one place: more is an attack or a mistake, and the ledger has it whole. */
const longestText = 600;

/** Draws words inside the tag that is open; a reader's program hears them as they were written. */
export function drawText(sheet: Sheet, style: TextStyle, place: Place, words: string): void {
  const { pdf } = sheet;
  const line = shorten(plainLine(words), longestText);
  const printed = printable(line, sheet.covers);
  applyStyle(sheet, style);
  if (printed !== line) pdf.markContent('Span', { actual: line });
  const cut = style.isOneLine ? { height: style.size, ellipsis: '…' } : {};
  pdf.text(printed, place.x, place.y, { width: place.width, align: style.align ?? 'left', ...cut });
  if (printed !== line) pdf.endMarkedContent();
}

/** How high `drawText` would make these words. */
export function heightOf(sheet: Sheet, style: TextStyle, width: number, words: string): number {
  applyStyle(sheet, style);
  const printed = printable(shorten(plainLine(words), longestText), sheet.covers);
  return sheet.pdf.heightOfString(printed, { width });
}

function applyStyle(sheet: Sheet, style: TextStyle): void {
  sheet.pdf
    .font(style.font)
    .fontSize(style.size)
    .fillColor(style.colour ?? ink.text);
  // Titillium's own line height is 1.52, too airy for a page that should be one.
  sheet.pdf.lineGap(-0.16 * style.size);
}

export type TagOptions = {
  readonly alt?: string;
  readonly scope?: 'Column' | 'Row';
  readonly placement?: 'Block';
  /** Left, top, right, bottom. */
  readonly bbox?: readonly [number, number, number, number];
};

/** Adds a structure element (ISO 32000-1, 14.8.4) whose content `draw` draws at once. */
export function tagged(
  sheet: Sheet,
  parent: Element,
  tag: string,
  draw: () => void,
  options: TagOptions = {},
): void {
  parent.add(sheet.pdf.struct(tag, { ...options }, [draw]));
}

/** Adds a structure element that holds others; whoever fills it ends it. */
export function group(
  sheet: Sheet,
  parent: Element,
  tag: string,
  options: TagOptions = {},
): Element {
  const element = sheet.pdf.struct(tag, { ...options });
  parent.add(element);
  return element;
}

/** What a screen reader must pass over: lines, panels, repeated headers, page numbers. */
export function decoration(sheet: Sheet, draw: () => void, isPagination = false): void {
  sheet.pdf.markContent('Artifact', { type: isPagination ? 'Pagination' : 'Layout' });
  draw();
  sheet.pdf.endMarkedContent();
}

/** One tagged paragraph; moves `sheet.y` below it. */
export function paragraph(
  sheet: Sheet,
  options: {
    readonly parent: Element;
    readonly tag: string;
    readonly style: TextStyle;
    readonly gap?: number;
  },
  words: string,
): void {
  const place = { x: page.left, y: sheet.y, width: contentWidth };
  tagged(sheet, options.parent, options.tag, () => drawText(sheet, options.style, place, words));
  sheet.y += heightOf(sheet, options.style, contentWidth, words) + (options.gap ?? 0);
}

export function hasRoom(sheet: Sheet, height: number): boolean {
  return sheet.y + height <= page.height - page.bottom;
}
