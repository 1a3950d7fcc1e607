/** Reads what pagoPA needs of a due: its own notice number, creditor, taxonomy, and who gets which share. */
import { electronicFormatIBAN, isValidIBAN } from 'ibantools';
import { z } from 'zod';
import { toDecimal, type Money } from '../../core/money.ts';
import type { PagopaDetail } from '../../dues/index.ts';
import type { CellReader } from './cell-reader.ts';
import { readAmount } from './read-amount.ts';
import { readListed } from './read-lines.ts';

const shares = z
  .array(
    z.strictObject({
      tax_id: z.string().trim().min(1).max(20),
      iban: z.string().trim().max(42),
      amount: z.union([z.string().trim(), z.number().transform(String)]),
    }),
  )
  .max(5);

export function readPagopa(reader: CellReader, amount: Money | null): PagopaDetail | null {
  const number = reader.text('pagopa_notice_number', 40)?.replaceAll(/\s/g, '') ?? null;
  if (number !== null && !/^\d{18}$/.test(number)) {
    reader.fault('pagopa_notice_number', 'pagopa_number_invalid');
  }
  const creditor = reader.text('creditor_tax_code', 20)?.toUpperCase() ?? null;
  const taxonomy = reader.text('taxonomy', 60);
  const beneficiaries = readBeneficiaries(reader, amount);
  const isNone = number === null && creditor === null && taxonomy === null;
  if (isNone && beneficiaries.length === 0) return null;
  return {
    ...(number !== null && { notice_number: number }),
    ...(creditor !== null && { creditor_tax_id: creditor }),
    ...(taxonomy !== null && { taxonomy }),
    beneficiaries,
  };
}

function readBeneficiaries(
  reader: CellReader,
  amount: Money | null,
): PagopaDetail['beneficiaries'] {
  const given = readListed(reader, 'beneficiaries', shares) ?? [];
  if (!amount || given.length === 0) return [];
  let sum = 0n;
  const read: PagopaDetail['beneficiaries'] = [];
  for (const share of given) {
    const iban = electronicFormatIBAN(share.iban);
    if (iban === null || !isValidIBAN(iban)) {
      reader.fault('beneficiaries', 'iban_invalid', { iban: share.iban });
      return [];
    }
    const part = readAmount(share.amount, amount.currency, 'dot');
    if (part.kind === 'wrong') return (reader.fault('beneficiaries', part.code), []);
    if (part.amount.minor <= 0n) return (reader.fault('beneficiaries', 'amount_not_positive'), []);
    sum += part.amount.minor;
    read.push({ tax_id: share.tax_id.toUpperCase(), iban, minor: String(part.amount.minor) });
  }
  if (sum !== amount.minor) {
    const values = { sum: toDecimal({ ...amount, minor: sum }), amount: toDecimal(amount) };
    reader.fault('beneficiaries', 'shares_sum', values);
  }
  return read;
}
