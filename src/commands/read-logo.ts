/** Reads the logo that a settings file names by its path, and refuses what could do more than be seen. */
import { readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { Refusal } from '../core/errors.ts';

const types: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.png': 'image/png' };
const pngMark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** `logo` as a path beside the settings file becomes the picture itself; anything else stays as it is. */
export function readLogo(settings: Record<string, unknown>, file: string): Record<string, unknown> {
  const { logo } = settings;
  if (typeof logo !== 'string') return refuseLivelyPicture(settings);
  const type = types[extname(logo).toLowerCase()];
  if (!type) throw new Refusal('input_invalid', 'logo: an SVG or PNG file');
  const content = readPicture(resolve(dirname(file), logo));
  const isRight =
    type === 'image/png'
      ? content.subarray(0, 8).equals(pngMark)
      : isHarmless(content.toString('utf8'));
  if (!isRight) throw new Refusal('input_invalid', `logo: ${logo} is not a plain picture`);
  return { ...settings, logo: { type, data: content.toString('base64') } };
}

/** A logo that is written out in the file, as it comes out of another one, is looked at too. */
function refuseLivelyPicture(settings: Record<string, unknown>): Record<string, unknown> {
  const { logo } = settings;
  const data = typeof logo === 'object' && logo !== null && 'data' in logo ? logo.data : null;
  if (typeof data !== 'string') return settings;
  const content = Buffer.from(data, 'base64');
  const isPlain = content.subarray(0, 8).equals(pngMark) || isHarmless(content.toString('utf8'));
  if (!isPlain) throw new Refusal('input_invalid', 'logo: not a plain picture');
  return settings;
}

function readPicture(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Refusal('input_invalid', `logo: ${path} cannot be read`, { cause: error });
  }
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
function isHarmless(svg: string): boolean {
  return /<svg[\s>]/.test(svg) && !lively.some((pattern) => pattern.test(svg));
}
