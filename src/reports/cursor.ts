/** Where a page of a list begins: the key of the row before it, in a form that fits an address. */
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import type { KeyColumn } from './list.ts';

export type Cursor = {
  readonly direction: 'after' | 'before';
  /** Of the row next to it, in the order of the list's key. */
  readonly key: readonly string[];
};

const shapes: Readonly<Record<KeyColumn['type'], RegExp>> = {
  text: /^[^\0]{1,200}$/u,
  timestamptz: /^\d{4,5}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/,
  date: /^\d{4}-\d\d-\d\d$/,
  integer: /^\d{1,9}$/,
};

const written = z.tuple([z.enum(['after', 'before'])], z.string());

export function writeCursor({ direction, key }: Cursor): string {
  return Buffer.from(JSON.stringify([direction, ...key])).toString('base64url');
}

/** @throws Refusal `input_invalid` when it is none of a list that is ordered by these columns */
export function readCursor(columns: readonly KeyColumn[], text: string): Cursor {
  const [direction, ...key] = parsed(text);
  const fits =
    key.length === columns.length &&
    columns.every((column, index) => shapes[column.type].test(key[index] ?? ''));
  if (!fits) throw new Refusal('input_invalid', 'cursor: not a place in this list');
  return { direction, key };
}

function parsed(text: string): z.infer<typeof written> {
  try {
    return written.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (error) {
    throw new Refusal('input_invalid', 'cursor: not a place in a list', { cause: error });
  }
}
