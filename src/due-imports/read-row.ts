/** Understands a row by itself: every cell that is wrong is named. */
import { z } from 'zod';
import { isCurrency } from '../core/currencies.ts';
import type { Money } from '../core/money.ts';
import { createCellReader, excerpt, type CellReader } from './cells/cell-reader.ts';
import { readAmount } from './cells/read-amount.ts';
import { readDueLines } from './cells/read-lines.ts';
import { readPagopa } from './cells/read-pagopa.ts';
import type { DueRow } from './due-row.ts';
import type { RawRow } from './raw-row.ts';
import type { Fault } from './row-error.ts';
import type { Reading } from './source.ts';

/** A row whose service and charge type are as the file says them, not looked up yet. */
export type ReadRow = Omit<DueRow, 'service'> & { readonly service: string | null };

export type RowRead =
  | { readonly kind: 'good'; readonly row: ReadRow }
  | { readonly kind: 'bad'; readonly faults: readonly Fault[] };

/** What is owed at most: above it somebody has mistaken the column. */
const largest = 10n ** 14n;

export function readRow(raw: RawRow, reading: Reading): RowRead {
  if (raw.faults.length > 0) return { kind: 'bad', faults: raw.faults };
  const reader = createCellReader(raw.cells);
  const id = reader.needed('id', 120);
  const amount = readDueAmount(reader, reading);
  const row = {
    service: reader.text('service', 40),
    chargeType: reader.text('charge_type', 40),
    debtor: readDebtor(reader),
    reason: reader.needed('reason', 300) ?? '',
    dueOn: reader.day('due_on'),
    ...readValidity(reader),
    leastPart: readLeastPart(reader, amount, reading),
    plan: readPlan(reader),
    lines: readDueLines(reader, amount, reading.decimal),
    pagopa: readPagopa(reader, amount),
  };
  if (row.plan && row.leastPart) reader.fault('part_payment', 'plan_with_parts');
  if (row.service === null && row.chargeType === null && reader.faults.length === 0) {
    reader.fault('service', 'missing');
  }
  if (reader.faults.length > 0 || id === null || amount === null) {
    return { kind: 'bad', faults: reader.faults };
  }
  return { kind: 'good', row: { id, amount, ...row } };
}

function readDueAmount(reader: CellReader, reading: Reading): Money | null {
  const currency = (reader.plain('currency') ?? 'EUR').toUpperCase();
  if (!isCurrency(currency)) {
    reader.fault('currency', 'currency_unknown', { given: excerpt(currency) });
    return null;
  }
  const amount = readOne(reader, 'amount', currency, reading);
  if (!reader.has('amount')) reader.fault('amount', 'missing');
  if (amount && amount.minor > largest) reader.fault('amount', 'amount_too_large');
  return amount;
}

function readOne(
  reader: CellReader,
  column: 'amount' | 'least_part',
  currency: string,
  { decimal }: Reading,
): Money | null {
  const cell = reader.plain(column);
  if (cell === null) return null;
  const read = readAmount(cell, currency, decimal);
  if (read.kind === 'wrong') {
    reader.fault(column, read.code, { given: excerpt(cell) });
    return null;
  }
  if (read.amount.minor <= 0n) {
    reader.fault(column, 'amount_not_positive');
    return null;
  }
  return read.amount;
}

function readDebtor(reader: CellReader): DueRow['debtor'] {
  const name = reader.needed('debtor_name', 200) ?? '';
  const typed =
    reader
      .text('debtor_tax_code', 40)
      ?.toUpperCase()
      .replaceAll(/[\s.-]/g, '') ?? null;
  if (typed !== null && !/^[A-Z0-9]{5,20}$/.test(typed)) {
    reader.fault('debtor_tax_code', 'tax_code_invalid');
  }
  const email = reader.text('debtor_email', 254);
  if (email !== null && !z.email().safeParse(email).success) {
    reader.fault('debtor_email', 'email_invalid');
  }
  return { name, taxId: typed, email };
}

function readValidity(reader: CellReader): Pick<DueRow, 'validFrom' | 'validUntil'> {
  const [validFrom, validUntil] = [reader.day('valid_from'), reader.day('valid_until')];
  if (validFrom && validUntil && validFrom > validUntil) {
    reader.fault('valid_until', 'validity_reversed');
  }
  return { validFrom, validUntil };
}

const yesNo = {
  yes: 'yes', true: 'yes', si: 'yes', '1': 'yes', x: 'yes', y: 'yes', s: 'yes', vero: 'yes', verdadero: 'yes',
  no: 'no', false: 'no', '0': 'no', n: 'no', falso: 'no',
} as const; // prettier-ignore

function readLeastPart(
  reader: CellReader,
  amount: Money | null,
  reading: Reading,
): DueRow['leastPart'] {
  const allowed = reader.choice('part_payment', yesNo, 'yes_no_invalid');
  const least = amount && readOne(reader, 'least_part', amount.currency, reading);
  if (allowed === 'no') {
    if (reader.has('least_part')) reader.fault('least_part', 'least_without_part');
    return null;
  }
  if (least && amount && least.minor > amount.minor) {
    reader.fault('least_part', 'least_above_amount');
  }
  return least ?? (allowed === 'yes' ? 'allowed' : undefined);
}

const planParts = {
  whole: 'whole', single: 'whole', intero: 'whole', unica: 'whole', 'unica soluzione': 'whole', 'rata unica': 'whole', total: 'whole', entero: 'whole', 'pago unico': 'whole',
  instalment: 'instalment', installment: 'instalment', rata: 'instalment', plazo: 'instalment',
} as const; // prettier-ignore

function readPlan(reader: CellReader): DueRow['plan'] {
  const key = reader.text('plan', 120);
  const part = reader.choice('plan_part', planParts, 'plan_part_invalid');
  if (key === null && reader.has('plan_part')) reader.fault('plan', 'plan_missing');
  if (key !== null && !reader.has('plan_part')) reader.fault('plan_part', 'missing');
  return key !== null && part !== null ? { key, part } : null;
}
