/** Which files of notes are compared. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fromFile, type Source } from './read-lines.ts';

/**
 * Copies that were kept elsewhere, and then the portal's own file where there is one.
 *
 * @param given in the order of their age, the oldest first
 */
export function sealFiles(own: string, given: readonly string[]): Source[] {
  const others = given.map((file) => resolve(file)).filter((file) => file !== own);
  const isThere = existsSync(own) || given.some((file) => resolve(file) === own);
  return (isThere ? [...others, own] : others).map(fromFile);
}
