/** How secrets that nobody can guess are kept: a digest of 160 random bits needs no salt and no cost. */
import { createHash } from 'node:crypto';

export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
