/** An organisation's logo: a picture and nothing else, whoever gives it. */
import { createHash } from 'node:crypto';

export type Logo = { readonly type: 'image/svg+xml' | 'image/png'; readonly data: string };

/** `lively`: an SVG that could do more than be seen. */
export type LogoFault = 'too_large' | 'not_a_picture' | 'lively';

export const largestLogo = 30 * 1024;

/** Each side, in pixels: a small file can unfold to a picture that no browser can hold. */
const longestSide = 4096;

const pngMark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The picture by its content; what a name or a browser says of it counts for nothing. */
export function readLogoContent(content: Buffer): Logo | LogoFault {
  if (content.length > largestLogo) return 'too_large';
  const isPng = content.subarray(0, pngMark.length).equals(pngMark);
  const fault = isPng ? faultOfPng(content) : faultOfSvg(content.toString('utf8'));
  if (fault !== null) return fault;
  const type = isPng ? 'image/png' : 'image/svg+xml';
  return { type, data: content.toString('base64') };
}

/** PNG (ISO/IEC 15948), 11.2.2: the header comes first, with width and height. */
function faultOfPng(content: Buffer): LogoFault | null {
  const isHeaded = content.length > 24 && content.toString('latin1', 12, 16) === 'IHDR';
  if (!isHeaded) return 'not_a_picture';
  const sides = [content.readUInt32BE(16), content.readUInt32BE(20)];
  return sides.every((side) => side > 0 && side <= longestSide) ? null : 'not_a_picture';
}

/** What a picture has no need of: it may be seen, and do nothing. */
const lively = [
  /<(?:[\w.-]+:)?(?:script|foreignObject|handler|iframe|object|embed)\b/i,
  // What a document type declares comes into the picture without standing in it.
  /<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)/i,
  /\son\w+\s*=|javascript:/i,
  /@import|url\(\s*["']?(?!["'#\s])/i,
  /(?:href|src)\s*=\s*["'](?!#)/i,
  // An animation could write the address that must not stand there.
  /attributeName\s*=\s*["'](?:[^"']*&|\s*(?:[\w-]+:)?(?:href|src|on))/i,
];

/** A picture needs no script, no handler, no other document and no address elsewhere. */
function faultOfSvg(svg: string): LogoFault | null {
  if (!/<svg[\s>]/.test(svg)) return 'not_a_picture';
  return lively.some((pattern) => pattern.test(svg)) ? 'lively' : null;
}

const versions = new WeakMap<Logo, string>();

/** Changes with the picture, so that its address may be remembered by browsers. */
export function logoVersion(logo: Logo): string {
  const known = versions.get(logo);
  if (known !== undefined) return known;
  const version = createHash('sha256').update(logo.data).digest('hex').slice(0, 12);
  versions.set(logo, version);
  return version;
}
