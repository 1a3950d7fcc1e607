/** Invoice documents as JSON and back: amounts are kept as minor units in a string. */
import { money } from '../core/money.ts';
import type { InvoiceDocument } from './formats/index.ts';

export function documentToJson(document: InvoiceDocument): unknown {
  return JSON.parse(
    JSON.stringify(document, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
  );
}

/** @param json what `documentToJson` made and the database kept */
export function documentFromJson(json: unknown): InvoiceDocument {
  return revive(json) as InvoiceDocument;
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
