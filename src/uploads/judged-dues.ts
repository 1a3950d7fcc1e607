/** What a look at a file of dues said: how many of its rows are new, and what is wrong with the others. */
import { z } from 'zod';
import { money } from '../core/money.ts';
import type { ImportedDues } from '../due-imports/index.ts';

export const dueEffects = ['new', 'replaced', 'known', 'rejected'] as const;
export type DueEffect = (typeof dueEffects)[number];

export const dueFigures = z.object({
  effect: z.enum(dueEffects),
  count: z.int(),
  /** Null for those of which it is not known, or of several currencies. */
  sum: z
    .object({ minor: z.string(), currency: z.string() })
    .transform(({ minor, currency }) => money(BigInt(minor), currency))
    .nullable(),
});
export type DueFigures = z.output<typeof dueFigures>;

export const judgedDues = z.object({
  rows: z.int(),
  rejected: z.int(),
  figures: z.array(dueFigures),
  /** The first of them; the failed rows name all. */
  errors: z.array(
    z.object({
      row: z.int(),
      column: z.string().nullable(),
      code: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});
export type JudgedDues = z.output<typeof judgedDues>;

/** Nobody reads more of them on a page. */
const mostErrors = 50;

export function judgeDues(imported: ImportedDues): JudgedDues {
  const { rows, loaded, replaced, alreadyKnown, rejected, sums, errors } = imported;
  const [sum = null, ...others] = sums;
  const whole = others.length === 0 ? sum : null;
  const figures: DueFigures[] = [
    { effect: 'new', count: loaded - replaced, sum: replaced === 0 ? whole : null },
    { effect: 'replaced', count: replaced, sum: replaced === loaded ? whole : null },
    { effect: 'known', count: alreadyKnown, sum: null },
    { effect: 'rejected', count: rejected, sum: null },
  ];
  return {
    rows,
    rejected,
    figures: figures.filter(({ count }) => count > 0),
    errors: errors.slice(0, mostErrors),
  };
}

/** What whoever orders the file to be loaded would call different. */
export function gistOfDues({ rejected, figures }: JudgedDues): unknown {
  return [rejected, figures.map(({ effect, count }) => [effect, count])];
}
