/** Finds out in which encoding a file is written, and decodes it; what is none of ours is said. */
import { TextDecoder } from 'node:util';
import { DuesFileRejected } from './file-rejected.ts';
import type { Encoding } from './source.ts';

/** Looks at every byte of a file once. */
export function createEncodingFinder() {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const seen = new Uint8Array(256);
  let head = new Uint8Array(0);
  let isUtf8 = true;
  return {
    take: (bytes: Uint8Array): void => {
      if (head.length < 64) head = Buffer.concat([head, bytes.subarray(0, 64)]);
      for (const byte of bytes) seen[byte] = 1;
      if (isUtf8) isUtf8 = decodes(utf8, bytes, true);
    },
    /** @throws DuesFileRejected `not_text`, `encoding_unknown` */
    found: (): Encoding => {
      const wide = wideEncoding(head);
      if (wide) return wide;
      refuseOther(head, seen);
      if (isUtf8 && decodes(utf8, new Uint8Array(), false)) return 'utf-8';
      // These five bytes are no characters of Windows-1252.
      if ([0x81, 0x8d, 0x8f, 0x90, 0x9d].some((byte) => seen[byte] === 1)) {
        throw new DuesFileRejected('encoding_unknown');
      }
      const hasWindowsSigns = seen.subarray(0x80, 0xa0).some((one) => one === 1);
      // The euro sign of ISO-8859-15 is a sign that no file of money has in the other.
      return !hasWindowsSigns && seen[0xa4] === 1 ? 'iso-8859-15' : 'windows-1252';
    },
  };
}

function decodes(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

/** By its mark, or by the empty half of its first characters. */
function wideEncoding(head: Uint8Array): Encoding | null {
  const [first, second, third, fourth] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  return null;
}

function refuseOther(head: Uint8Array, seen: Uint8Array): void {
  const start = Buffer.from(head.subarray(0, 4)).toString('latin1');
  if (start.startsWith('PK') || start.startsWith('\u00d0\u00cf\u0011\u00e0')) {
    throw new DuesFileRejected('is_spreadsheet');
  }
  if (seen[0] === 1 || start === '%PDF') throw new DuesFileRejected('not_text');
}

/** @throws DuesFileRejected `encoding_wrong` when the bytes are not of that encoding */
export async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new DuesFileRejected('encoding_wrong', { encoding });
    }
  };
  for await (const piece of bytes) {
    const text = decode(piece);
    if (text !== '') yield text;
  }
  const rest = decode();
  if (rest !== '') yield rest;
}
