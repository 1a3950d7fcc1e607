/** The same invoice in other clothes: whatever it is wrapped in, the same figures must be read. */
import { strToU8, zipSync } from 'fflate';
import { signedEnvelope } from '../../../src/invoices/formats/test-envelope.ts';
import type { Random } from '../random.ts';

export type Disguised = { readonly name: string; readonly bytes: Uint8Array };

/** @param isSlow whether signing, which takes some milliseconds, is among the ways */
export async function disguise(random: Random, text: string, isSlow: boolean): Promise<Disguised> {
  const bytes = encode(random, random.once(2) ? crumble(random, text) : text);
  if (isSlow) return sign(random, bytes);
  if (random.once(5)) return pack(random, [{ name: 'a.xml', bytes }]);
  return { name: 'a.xml', bytes };
}

const crumbs = [
  '<!-- - <Numero>9</Numero> -->',
  '<?x <a>?>',
  '\n\t ',
  '<?xml-stylesheet href=""?>',
];

/** Comments, instructions and blanks between elements mean nothing. */
function crumble(random: Random, text: string): string {
  const oneIn = 1 + random.below(12);
  return text.replaceAll(/>\s*<(?=[/A-Za-z])/g, (between, at: number) => {
    const isBeforeRoot = !text.slice(0, at + 1).includes('FatturaElettronicaHeader');
    // Inside an element that holds a text, a blank would be one of its characters.
    const isInValue = /^>\s*<\//.test(between) && /<(\w+)>$/.test(text.slice(0, at + 1));
    if (isBeforeRoot || isInValue || !random.once(oneIn)) return between;
    return `>${random.pick(crumbs)}<`;
  });
}

/** As UTF-8 with or without its mark, as UTF-16 either way, or in entities of numbers alone. */
function encode(random: Random, text: string): Uint8Array {
  const way = random.below(6);
  if (way === 0) return Buffer.from(`\ufeff${text}`);
  if (way === 1) return Buffer.from(`\ufeff${text.replace('UTF-8', 'UTF-16')}`, 'utf16le');
  if (way === 2) return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  if (way === 3) {
    const plain = text.replaceAll(/[^\n -~]/gu, (other) => `&#${other.codePointAt(0)};`);
    return Buffer.from(plain.replace('UTF-8', 'iso-8859-1'), 'latin1');
  }
  return Buffer.from(text);
}

async function sign(random: Random, content: Uint8Array): Promise<Disguised> {
  let bytes = await signedEnvelope(content);
  if (random.once(4)) bytes = await signedEnvelope(bytes);
  const base64 = Buffer.from(bytes).toString('base64');
  if (random.once(4)) return { name: 'a.xml.p7m', bytes: Buffer.from(base64) };
  if (random.once(4)) {
    const lines = base64.replaceAll(/.{64}/g, '$&\n');
    const pem = `-----BEGIN PKCS7-----\n${lines}\n-----END PKCS7-----\n`;
    return { name: 'a.xml.p7m', bytes: Buffer.from(pem) };
  }
  return { name: 'a.xml.p7m', bytes };
}

/** @param files in their order; names may be anything */
export function pack(random: Random, files: readonly Disguised[]): Disguised {
  const level = random.pick([0, 1, 6] as const);
  const entries = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
  const litter = random.once(3) ? { '__MACOSX/._a.xml': strToU8('x') } : {};
  return { name: 'a.zip', bytes: zipSync({ ...entries, ...litter }, { level }) };
}
