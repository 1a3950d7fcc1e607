/** Reads a file line by line, however long it or one of its lines is. */
import { createReadStream } from 'node:fs';

/** Far more than any line of ours; of one that is longer only the beginning is handed over. */
const longest = 10_000;

export type Line = { readonly number: number; readonly text: string };

/** Where lines come from, and what people call it. */
export type Source = { readonly name: string; readonly lines: () => AsyncIterable<Line> };

export function fromFile(file: string): Source {
  return { name: file, lines: () => readLines(file) };
}

async function* readLines(file: string): AsyncGenerator<Line> {
  let number = 0;
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const pieces = `${rest}${String(chunk)}`.split('\n');
    rest = (pieces.pop() ?? '').slice(0, longest);
    for (const text of pieces) {
      number += 1;
      yield { number, text };
    }
  }
  if (rest !== '') yield { number: number + 1, text: rest };
}
