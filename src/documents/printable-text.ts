/** What of a text the receipt's font can print, and what stands in for the rest. */

/** Answers whether the font draws a character. */
export type Coverage = (codePoint: number) => boolean;

/**
 * Reads the characters of a TrueType font from its `cmap` table, format 4 (OpenType 1.9, cmap).
 *
 * @throws RangeError when the font has no such table
 */
export function readCoverage(font: Buffer): Coverage {
  const start = findUnicodeMap(font);
  const segments = font.readUInt16BE(start + 6) / 2;
  const ends = start + 14;
  const starts = ends + 2 * segments + 2;
  const covered = new Set<number>();
  for (let index = 0; index < segments; index += 1) {
    const last = font.readUInt16BE(ends + 2 * index);
    // 0xFFFF closes the table and is no character.
    for (
      let code = font.readUInt16BE(starts + 2 * index);
      code <= last && code < 0xffff;
      code += 1
    ) {
      covered.add(code);
    }
  }
  return (codePoint) => covered.has(codePoint);
}

function findUnicodeMap(font: Buffer): number {
  const cmap = findTable(font, 'cmap');
  const count = font.readUInt16BE(cmap + 2);
  for (let index = 0; index < count; index += 1) {
    const start = cmap + font.readUInt32BE(cmap + 8 + 8 * index);
    if (font.readUInt16BE(start) === 4) return start;
  }
  throw new RangeError('the font has no character map of format 4');
}

function findTable(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let record = 12; record < 12 + 16 * count; record += 16) {
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new RangeError(`the font has no table ${tag}`);
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The nearest that the font can draw: a letter without the accent it lacks, or `?` for a sign it
 * does not have at all.
 */
export function printable(line: string, covers: Coverage): string {
  let printed = '';
  for (const { segment } of graphemes.segment(line)) {
    printed +=
      coveredPart(segment, covers) || coveredPart(segment.normalize('NFKD'), covers) || '?';
  }
  return printed;
}

/** @returns empty when the first character, the one that carries the rest, cannot be drawn */
function coveredPart(grapheme: string, covers: Coverage): string {
  const characters = Array.from(grapheme);
  const isWhole = characters.every((character) => covers(character.codePointAt(0) ?? 0));
  if (isWhole) return grapheme;
  const [first = ''] = characters;
  return covers(first.codePointAt(0) ?? 0) && /\p{M}/u.test(grapheme) ? first : '';
}

/** Cuts a text at a whole character, with an ellipsis, when it is longer than `most` characters. */
export function shorten(line: string, most: number): string {
  if (line.length <= most) return line;
  let short = '';
  for (const { segment } of graphemes.segment(line)) {
    if (short.length + segment.length >= most) break;
    short += segment;
  }
  return `${short}…`;
}
