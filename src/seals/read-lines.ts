/** Reads a file line by line, however long it or one of its lines is. */
import { createReadStream } from 'node:fs';

/** Far more than any line of ours; of one that is longer only the beginning is handed over. */
const longest = 10_000;

export type Line = { readonly number: number; readonly text: string };

/** Where lines come from, and what people call it. */
export type Source = { readonly name: string; readonly lines: () => AsyncIterable<Line> };

/** A file is not there, or not ours to read; the message is the machine's. */
export class FileUnreadable extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : 'it cannot be read', { cause });
    this.name = 'FileUnreadable';
  }
}

/** Its lines but the empty ones; reading them throws `FileUnreadable`. */
export function fromFile(file: string): Source {
  return { name: file, lines: () => readLines(file) };
}

async function* readLines(file: string): AsyncGenerator<Line> {
  let number = 0;
  let rest = '';
  for await (const chunk of chunksOf(file)) {
    const pieces = `${rest}${chunk}`.split('\n');
    rest = (pieces.pop() ?? '').slice(0, longest);
    for (const text of pieces) {
      number += 1;
      if (text.trim() !== '') yield { number, text };
    }
  }
  if (rest.trim() !== '') yield { number: number + 1, text: rest };
}

async function* chunksOf(file: string): AsyncGenerator<string> {
  try {
    for await (const chunk of createReadStream(file, 'utf8')) yield String(chunk);
  } catch (error) {
    throw new FileUnreadable(error);
  }
}
