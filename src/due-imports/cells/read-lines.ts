/** Reads what a due is made of: a list in one cell, or pairs of columns. */
import { z } from 'zod';
import { toDecimal, type Money } from '../../core/money.ts';
import type { DueLine } from '../../dues/index.ts';
import type { Column } from '../columns.ts';
import type { CellReader } from './cell-reader.ts';
import { readAmount } from './read-amount.ts';

const mostLines = 99;
const longestText = 300;

type Given = { readonly column: Column; readonly text: string; readonly amount: string };

/** @param amount of the whole; null where that could not be read */
export function readDueLines(
  reader: CellReader,
  amount: Money | null,
  decimal: 'comma' | 'dot' | undefined,
): DueLine[] {
  const given = reader.has('lines') ? fromList(reader) : fromPairs(reader);
  if (!amount || given.length === 0) return [];
  const lines: DueLine[] = [];
  let sum = 0n;
  for (const { column, text, amount: typed } of given) {
    const sign = column === 'lines' ? 'dot' : decimal;
    const read = readAmount(typed, amount.currency, sign);
    if (read.kind === 'wrong') reader.fault(column, read.code);
    else {
      sum += read.amount.minor;
      lines.push({ text, minor: String(read.amount.minor) });
    }
  }
  if (lines.length === given.length && sum !== amount.minor) {
    const values = { sum: toDecimal({ ...amount, minor: sum }), amount: toDecimal(amount) };
    reader.fault(given[0]?.column ?? 'lines', 'lines_sum', values);
  }
  return lines;
}

const listed = z
  .array(
    z.strictObject({
      text: z
        .string()
        .trim()
        .min(1)
        .max(longestText)
        .regex(/^\P{Cc}*$/u),
      amount: z.union([z.string().trim(), z.number().transform(String)]),
    }),
  )
  .max(mostLines);

function fromList(reader: CellReader): Given[] {
  const parsed = readListed(reader, 'lines', listed);
  return parsed?.map((line) => ({ ...line, column: 'lines' })) ?? [];
}

/** A list that stands in one cell as JSON. */
export function readListed<Shape>(
  reader: CellReader,
  column: Column,
  shape: z.ZodType<Shape>,
): Shape | null {
  const cell = reader.plain(column);
  if (cell === null) return null;
  try {
    return shape.parse(JSON.parse(cell));
  } catch {
    reader.fault(column, 'list_invalid');
    return null;
  }
}

function fromPairs(reader: CellReader): Given[] {
  const lines: Given[] = [];
  for (let number = 1; number <= mostLines; number += 1) {
    const [textColumn, amountColumn] = [`line${number}_text`, `line${number}_amount`] as const;
    if (!reader.has(textColumn) && !reader.has(amountColumn)) continue;
    const text = reader.needed(textColumn, longestText);
    const amount = reader.needed(amountColumn, 40);
    if (text !== null && amount !== null) lines.push({ column: amountColumn, text, amount });
  }
  return lines;
}
