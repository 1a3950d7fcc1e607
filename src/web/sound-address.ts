/** Which targets of requests can be addresses of ours; every other one leads to where nothing is. */

/** No route has this shape, so the reader gets the ordinary page for it. */
const nowhere = '/-/-';

/** As long as the router takes a part of a path. */
const longestPart = 100;

/**
 * The target as it came, or one where nothing is: for a target of two slashes or a whole URL (links
 * made of it would lead to other hosts), for what cannot be decoded, and for NUL, which no text of
 * the database can hold.
 */
export function soundAddress(target: string): string {
  if (!/^\/(?!\/)[!-[\]-~]*$/.test(target)) return nowhere;
  const parts = target.replace(/\?.*$/, '').split('/');
  return parts.every(isSound) ? target : nowhere;
}

function isSound(part: string): boolean {
  if (part.length > longestPart) return false;
  if (!part.includes('%')) return true;
  try {
    return !decodeURIComponent(part).includes('\0');
  } catch (error) {
    if (error instanceof URIError) return false;
    throw new TypeError('a part of an address could not be read', { cause: error });
  }
}
