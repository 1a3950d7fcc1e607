/** Reads a file that the command line names and that holds one JSON object. */
import { readFileSync } from 'node:fs';
import { Refusal } from '../core/errors.ts';

/** @throws Refusal `input_invalid` naming the file */
export function readJsonObject(file: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return { ...parsed };
  } catch (error) {
    throw new Refusal(
      'input_invalid',
      `${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  throw new Refusal('input_invalid', `${file}: not a JSON object`);
}
