/** Turns the bytes of an XML file into text, in whatever encoding the file declares. */
import { Rejection } from './rejection.ts';

/** `differsFrom` is the declared encoding when the bytes are plainly not in it. */
export type DecodedText = { readonly text: string; readonly differsFrom: string | null };

/** Wider than any declaration; XML 1.0 section 4.3.1 wants it at the very start. */
const declarationLength = 400;

/**
 * Decodes by byte order mark, else by the shape of the first bytes, else by the XML declaration,
 * else as UTF-8 (XML 1.0, appendix F). The text has no byte order mark.
 *
 * @throws Rejection `encoding_unknown`, or `encoding_invalid` with the line of the first wrong byte
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const shape = shapeOf(bytes);
  if (shape) return { text: decode(bytes, shape), differsFrom: null };
  const start = Buffer.from(bytes.subarray(0, declarationLength)).toString('latin1');
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/.exec(start)?.[1]?.trim();
  // Programs that build a text in memory often declare its UTF-16 and then store UTF-8.
  if (declared && /^(?:utf-?16|ucs-?2|iso-10646-ucs-2|unicode)/i.test(declared)) {
    return { text: decode(bytes, 'utf-8'), differsFrom: declared };
  }
  return { text: decode(bytes, declared ?? 'utf-8'), differsFrom: null };
}

function shapeOf(bytes: Uint8Array): string | null {
  const [first = -1, second = -1, third = -1] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  return null;
}

function decode(bytes: Uint8Array, encoding: string): string {
  const strict = strictDecoder(encoding);
  try {
    return strict.decode(bytes);
  } catch (error) {
    const line = lineOfFirstWrongByte(bytes, encoding);
    throw new Rejection('encoding_invalid', { values: { encoding }, line, cause: error });
  }
}

function strictDecoder(encoding: string): { decode(bytes: Uint8Array): string } {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (error) {
    throw new Rejection('encoding_unknown', { values: { encoding }, line: 1, cause: error });
  }
}

function lineOfFirstWrongByte(bytes: Uint8Array, encoding: string): number {
  const text = new TextDecoder(encoding).decode(bytes);
  const wrong = text.indexOf('\ufffd');
  return text.slice(0, Math.max(wrong, 0)).split('\n').length;
}
