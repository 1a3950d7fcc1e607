/** Keeps a process small that makes much which lives for a moment only, such as the rows of a file. */
import { setFlagsFromString } from 'node:v8';

/**
 * The space for what is new stays as large as it is.
 *
 * It would grow to several times what is in use: of 100,000 rows the peak is 250 MiB with this and 345 without.
 */
export function staySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
