/** What a due costs on a day, with or without a discount, and of which lines it is made. Reads and writes nothing. */
import type { CalendarDate } from '../core/calendar-date.ts';
import { inLanguage } from '../core/localised.ts';
import { money } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import { lineText, priceOn, type Due, type DueLine, type PaidPart } from '../dues/index.ts';
import { takenOff, type Discount } from './discount.ts';

export type Pricing = {
  readonly due: Due;
  /** As they are now, computed ones among them. */
  readonly lines: readonly DueLine[];
  readonly today: CalendarDate;
  readonly paid: readonly PaidPart[];
  readonly discount: Discount | null;
  /** Of lines that are kept. */
  readonly language: Language;
};

export type Price = {
  readonly minor: bigint;
  /** They add up to it; none where nothing but the due itself is to be told. */
  readonly lines: readonly DueLine[];
  readonly takenOff: bigint;
};

export function composePrice(pricing: Pricing): Price {
  const { due, today, paid, discount, language } = pricing;
  const { base, lines } = baseOf(pricing);
  const day = priceOn(
    { base: String(base), by_date: due.pricing?.by_date ?? {} },
    due.dueOn,
    today,
    paid,
  );
  const before = base + day.early + day.late;
  const off = discount ? takenOff(discount, money(base, due.amount.currency), before) : 0n;
  const made = [
    ...computed('early', day.early, language),
    ...computed('late', day.late, language),
    ...(discount && off > 0n ? [discountLine(discount, off, language)] : []),
  ];
  if (lines.length === 0 && made.length === 0) return { minor: before, lines: [], takenOff: 0n };
  const ownLines = lines.length > 0 ? lines : [{ text: due.reason, minor: String(base) }];
  return { minor: before - off, lines: [...ownLines, ...made], takenOff: off };
}

/** The line by which a discount is told wherever lines are shown. */
export function discountLine(discount: Discount, off: bigint, language: Language): DueLine {
  return { text: inLanguage(discount.names, language), minor: String(-off), kind: 'discount' };
}

function computed(kind: 'early' | 'late', minor: bigint, language: Language): DueLine[] {
  const line = { text: '', minor: String(minor), kind };
  return minor === 0n ? [] : [{ ...line, text: lineText(line, language) }];
}

/** What it is without the day and without discounts. Lines that do not add up to it tell of another amount. */
function baseOf({ due, lines: all }: Pricing): { base: bigint; lines: readonly DueLine[] } {
  const lines = all.filter((line) => line.kind === undefined);
  const sum = lines.reduce((total, line) => total + BigInt(line.minor), 0n);
  const base = due.pricing ? BigInt(due.pricing.base) : lines.length > 0 ? sum : due.amount.minor;
  return { base, lines: sum === base ? lines : [] };
}
