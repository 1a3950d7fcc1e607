/** A row that is understood: a due as its organisation's own system has it. */
import { createHash } from 'node:crypto';
import type { CalendarDate } from '../core/calendar-date.ts';
import type { Money } from '../core/money.ts';
import type { Debtor, DueLine, PagopaDetail } from '../dues/index.ts';

export type DueRow = {
  /** The organisation's own key. */
  readonly id: string;
  readonly service: string;
  readonly chargeType: string | null;
  readonly debtor: Debtor;
  readonly reason: string;
  readonly amount: Money;
  readonly dueOn: CalendarDate | null;
  readonly validFrom: CalendarDate | null;
  readonly validUntil: CalendarDate | null;
  /**
   * The least that may be paid at once; null where it is paid whole. `allowed`: the charge type must say how
   * much at least; undefined: whatever the charge type says.
   */
  readonly leastPart: Money | 'allowed' | null | undefined;
  readonly plan: { readonly key: string; readonly part: 'whole' | 'instalment' } | null;
  readonly lines: readonly DueLine[];
  readonly pagopa: PagopaDetail | null;
};

/** Says whether a row came again changed, however its file is written. */
export function digestOf(row: DueRow): string {
  const amount = (of: Money) => [String(of.minor), of.currency];
  const content = [
    row.service,
    row.chargeType,
    [row.debtor.name, row.debtor.taxId, row.debtor.email],
    row.reason,
    amount(row.amount),
    [row.dueOn, row.validFrom, row.validUntil],
    leastAsJson(row.leastPart),
    row.plan && [row.plan.key, row.plan.part],
    row.lines.map(({ text, minor }) => [text, minor]),
    row.pagopa && [
      row.pagopa.notice_number ?? null,
      row.pagopa.creditor_tax_id ?? null,
      row.pagopa.taxonomy ?? null,
      row.pagopa.beneficiaries.map(({ tax_id, iban, minor }) => [tax_id, iban, minor]),
    ],
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

function leastAsJson(least: DueRow['leastPart']): unknown {
  if (least === undefined) return 'as the charge type says';
  return least === null || least === 'allowed' ? least : [String(least.minor), least.currency];
}
