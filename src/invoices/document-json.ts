/** Invoice documents as JSON and back: amounts are kept as minor units in a string. */
import { z } from 'zod';
import { money } from '../core/money.ts';
import type { InvoiceDocument } from './formats/index.ts';

export function documentToJson(document: InvoiceDocument): unknown {
  return JSON.parse(
    JSON.stringify(document, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
  );
}

/** Only `documentToJson` writes these, so a look at the outline is enough. */
const storedDocument = z.custom<InvoiceDocument>(
  (value) => typeof value === 'object' && value !== null && 'instalments' in value,
  'an invoice document',
);

/** @param json what `documentToJson` made and the database kept */
export function documentFromJson(json: unknown): InvoiceDocument {
  return storedDocument.parse(revive(json));
}

function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const { minor, currency } = value as { minor?: unknown; currency?: unknown };
  if (entries.length === 2 && typeof minor === 'string' && typeof currency === 'string') {
    return money(BigInt(minor), currency);
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, revive(inner)]));
}
