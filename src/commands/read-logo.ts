/** Reads the logo that a settings file names by its path, and refuses what could do more than be seen. */
import { readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { Refusal } from '../core/errors.ts';
import { readLogoContent, type Logo } from '../organisations/index.ts';

const types: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.png': 'image/png' };

/** `logo` as a path beside the settings file becomes the picture itself; anything else stays as it is. */
export function readLogo(settings: Record<string, unknown>, file: string): Record<string, unknown> {
  const { logo } = settings;
  if (typeof logo !== 'string') return refuseLivelyPicture(settings);
  const type = types[extname(logo).toLowerCase()];
  if (!type) throw new Refusal('input_invalid', 'logo: an SVG or PNG file');
  const picture = pictureOr(readPicture(resolve(dirname(file), logo)), logo);
  if (picture.type !== type) throw new Refusal('input_invalid', `logo: ${logo} is no ${type}`);
  return { ...settings, logo: picture };
}

/** A logo that is written out in the file, as it comes out of another one, is looked at too. */
function refuseLivelyPicture(settings: Record<string, unknown>): Record<string, unknown> {
  const { logo } = settings;
  const data = typeof logo === 'object' && logo !== null && 'data' in logo ? logo.data : null;
  if (typeof data === 'string') pictureOr(Buffer.from(data, 'base64'), 'it');
  return settings;
}

/** @throws Refusal `input_invalid` with what is wrong */
function pictureOr(content: Buffer, name: string): Logo {
  const read = readLogoContent(content);
  if (typeof read !== 'string') return read;
  const fault = read === 'too_large' ? 'is larger than 30 KB' : 'is not a plain picture';
  throw new Refusal('input_invalid', `logo: ${name} ${fault}`);
}

function readPicture(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Refusal('input_invalid', `logo: ${path} cannot be read`, { cause: error });
  }
}
