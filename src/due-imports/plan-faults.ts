/** Whether the rows of a plan belong together: one whole, and instalments that add up to it. */
import { toDecimal } from '../core/money.ts';
import type { RawRow } from './raw-row.ts';
import type { Fault } from './row-error.ts';
import { duesLimits } from './source.ts';
import type { Entry } from './unit.ts';

type Row = { readonly raw: RawRow; readonly entry: Entry | null };

/** @returns what is wrong with the plan as a whole; nothing while one of its rows is wrong by itself */
export function planFaults(
  plan: string,
  rows: readonly Row[],
  plansSeen: ReadonlySet<string>,
): Fault[] {
  const column = 'plan';
  const short = Array.from(plan.replaceAll(/\p{C}/gu, ' ')).slice(0, 40).join('');
  if (plansSeen.has(plan)) return [{ column, code: 'plan_rows_apart', values: { plan: short } }];
  if (rows.length > duesLimits.planRows) {
    return [{ column, code: 'plan_too_long', values: { limit: duesLimits.planRows } }];
  }
  const entries = rows.flatMap(({ entry }) => entry ?? []);
  const [first] = entries;
  if (!first || entries.length < rows.length) return [];
  const isOther = ({ row }: Entry): boolean =>
    row.service !== first.row.service ||
    row.debtor.name !== first.row.debtor.name ||
    row.debtor.taxId !== first.row.debtor.taxId;
  if (entries.some(isOther)) return [{ column, code: 'plan_of_two' }];
  if (entries.some(({ row }) => row.amount.currency !== first.row.amount.currency)) {
    return [{ column: 'currency', code: 'plan_currency' }];
  }
  const wholes = entries.filter(({ row }) => row.plan?.part === 'whole');
  const [whole] = wholes;
  if (!whole || wholes.length > 1) {
    return [{ column: 'plan_part', code: 'plan_whole_count', values: { count: wholes.length } }];
  }
  const instalments = entries.filter((entry) => entry !== whole);
  if (instalments.length === 0) {
    return [{ column: 'plan_part', code: 'plan_without_instalments', values: { plan: short } }];
  }
  const sum = instalments.reduce((total, { row }) => total + row.amount.minor, 0n);
  if (sum === whole.row.amount.minor) return [];
  const values = {
    sum: toDecimal({ ...whole.row.amount, minor: sum }),
    whole: toDecimal(whole.row.amount),
  };
  return [{ column: 'amount', code: 'plan_sum', values }];
}
