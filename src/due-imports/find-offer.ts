/** Finds out for which service and charge type a row is, and what those make of it. */
import { fromDecimal, type Money } from '../core/money.ts';
import type { DueOffer } from '../dues/index.ts';
import type { ChargeType, Service } from '../services/index.ts';
import type { DueRow } from './due-row.ts';
import type { ReadRow } from './read-row.ts';
import type { Fault } from './row-error.ts';

export type Offers = {
  readonly services: ReadonlyMap<string, Service>;
  readonly chargeTypes: ReadonlyMap<string, ChargeType>;
  /** Of the staff member who loads; null for all. */
  readonly allowed: readonly string[] | null;
};

type DuesChargeType = Extract<ChargeType, { kind: 'dues' }>;

/** A row with its place; `offer` is what its charge type adds to it. */
export type PlacedRow = {
  readonly row: DueRow;
  readonly offer: Pick<DueOffer, 'chargeTypeId' | 'leastPart' | 'pricing'>;
  readonly chargeTypeVersion: number | null;
};

export type Placed = { readonly placed: PlacedRow } | { readonly fault: Fault };

export function findOffer(row: ReadRow, offers: Offers): Placed {
  const charge = findCharge(row, offers);
  if (charge && 'code' in charge) return { fault: charge };
  const service = charge?.serviceId ?? row.service ?? '';
  const state = offers.services.get(service)?.state;
  if (state === undefined || state === 'draft') {
    return { fault: { column: 'service', code: 'service_unknown', values: { given: service } } };
  }
  if (offers.allowed && !offers.allowed.includes(service)) {
    return { fault: { column: 'service', code: 'service_not_yours', values: { service } } };
  }
  const least = leastPartOf(row, charge);
  if (least && 'code' in least) return { fault: least };
  const byDate = charge?.definition.price_by_date;
  return {
    placed: {
      row: { ...row, service },
      offer: {
        chargeTypeId: charge?.id ?? null,
        leastPart: least,
        pricing: byDate ? { base: String(row.amount.minor), by_date: byDate } : null,
      },
      chargeTypeVersion: charge?.version ?? null,
    },
  };
}

/** Named by the row, or the only one of its service; null where the service has none. */
function findCharge(row: ReadRow, offers: Offers): DuesChargeType | Fault | null {
  const column = 'charge_type';
  if (row.chargeType !== null) {
    const charge = offers.chargeTypes.get(row.chargeType);
    const values = { given: row.chargeType };
    if (!charge || charge.state === 'draft') return { column, code: 'charge_type_unknown', values };
    if (charge.kind !== 'dues') return { column, code: 'charge_type_not_dues', values };
    if (row.service !== null && row.service !== charge.serviceId) {
      return { column, code: 'charge_type_of_other', values: { ...values, service: row.service } };
    }
    return charge;
  }
  const all = [...offers.chargeTypes.values()].filter(isForDues);
  const [only, ...others] = all.filter((charge) => charge.serviceId === row.service);
  if (others.length > 0) return { column, code: 'charge_type_missing' };
  return only ?? null;
}

function isForDues(charge: ChargeType): charge is DuesChargeType {
  return charge.kind === 'dues' && charge.state !== 'draft';
}

/** Dues of a plan are paid whole: who pays one of them excludes the others. */
function leastPartOf(row: ReadRow, charge: DuesChargeType | null): Money | Fault | null {
  if (row.leastPart === null || row.plan) return null;
  if (row.leastPart !== undefined && row.leastPart !== 'allowed') return row.leastPart;
  const stated = charge?.definition.part_payment?.least;
  const least = stated === undefined ? null : fromDecimal(stated, row.amount.currency);
  if (!least) {
    return row.leastPart === 'allowed' ? { column: 'least_part', code: 'least_missing' } : null;
  }
  return least.minor < row.amount.minor ? least : null;
}
