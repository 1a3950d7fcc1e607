/** Which files of notes are compared. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Copies that were kept elsewhere, and then the portal's own file where there is one.
 *
 * @param given in the order of their age, the oldest first
 */
export function sealFiles(own: string, given: readonly string[]): string[] {
  const others = given.map((file) => resolve(file)).filter((file) => file !== own);
  return existsSync(own) || given.some((file) => resolve(file) === own) ? [...others, own] : others;
}
