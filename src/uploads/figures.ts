/** Counts and sums of an upload: how many of each kind, and what they add up to. */
import { z } from 'zod';
import { money, type Money } from '../core/money.ts';
import { dueFigures, type DueFigures } from './judged-dues.ts';
import { invoiceEffects, type InvoiceEffect } from './judgement.ts';

export type EffectFigures = {
  readonly effect: InvoiceEffect;
  readonly count: number;
  readonly sum: Money;
};

export type Figures = {
  readonly files: {
    readonly imported: number;
    readonly already_known: number;
    readonly rejected: number;
  };
  /** Files of which the last look said something else than the one before it. */
  readonly differing: number;
  /** Files of dues that are loaded but for some rows. */
  readonly partly: number;
  /** By effect and currency. */
  readonly invoices: readonly EffectFigures[];
  /** Rows of files of dues. */
  readonly dues: readonly DueFigures[];
};

const figuresSchema = z.object({
  files: z.object({ imported: z.int(), already_known: z.int(), rejected: z.int() }),
  differing: z.int(),
  partly: z.int().default(0),
  dues: z.array(dueFigures).default([]),
  invoices: z.array(
    z.object({
      effect: z.enum(invoiceEffects),
      count: z.int(),
      sum: z
        .object({ minor: z.string(), currency: z.string() })
        .transform(({ minor, currency }) => money(BigInt(minor), currency)),
    }),
  ),
});

export function figuresToJson(figures: Figures): string {
  return JSON.stringify(figures, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

/** @param json what `figuresToJson` made; null before there are any */
export function figuresFromJson(json: unknown): Figures | null {
  return json === null ? null : figuresSchema.parse(json);
}
