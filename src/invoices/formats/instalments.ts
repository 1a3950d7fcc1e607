/**
 * Decides what a payer may be asked for: one due per instalment, or one for the whole, never zero
 * or less.
 */
import { equal, toDecimal } from '../../core/money.ts';
import type { Money } from '../../core/money.ts';
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Collectable, Instalment, Warn } from './document.ts';
import { children, textOf } from './element.ts';
import type { Element } from './element.ts';
import { addDays, amountIn, dayIn, sum } from './values.ts';

export type Payable = { readonly payable: Money; readonly instalments: readonly Instalment[] };

type Stated = Omit<Instalment, 'amount'> & { readonly amount: Money | null };

/** MP09 to MP11 are the direct debits (RID) that came before those of SEPA. */
const directDebits = new Set(['MP09', 'MP10', 'MP11', 'MP19', 'MP20', 'MP21']);

/** @param expected the total less split-payment VAT less withholdings */
export function readInstalments(body: Element, expected: Money, warn: Warn): Payable {
  const stated = children(body, 'DatiPagamento', 'DettaglioPagamento').map((detail) =>
    readDetail(detail, expected.currency, warn),
  );
  if (
    children(body, 'DatiPagamento').some((part) => textOf(part, 'CondizioniPagamento') === 'TP03')
  ) {
    warn('advance_payment');
  }
  for (const instalment of stated) warnOfCollection(instalment, warn);
  const decided = decide(stated, expected, warn);
  if (decided.instalments.length === 0) warn('nothing_to_pay');
  else if (stated.length > 0 && decided.instalments.some(({ dueOn }) => dueOn === null)) {
    warn('due_date_missing');
  }
  return decided;
}

function decide(stated: readonly Stated[], expected: Money, warn: Warn): Payable {
  const amounts = stated.map(({ amount }) => amount).filter((amount) => amount !== null);
  if (amounts.length === 0 || amounts.length < stated.length) {
    if (stated.length > 0) warn('instalment_without_amount');
    return { payable: expected, instalments: asWhole(stated, expected) };
  }
  const payable = sum(amounts, expected.currency);
  compare(amounts, payable, expected, warn);
  for (const amount of amounts) {
    if (amount.minor <= 0n) warn('instalment_not_positive', { amount: toDecimal(amount) });
  }
  // Leaving out a negative instalment would ask for more than the whole.
  if (amounts.some(({ minor }) => minor < 0n)) {
    return { payable, instalments: asWhole(stated, payable) };
  }
  const instalments = stated.flatMap((one) =>
    one.amount && one.amount.minor > 0n ? [{ ...one, amount: one.amount }] : [],
  );
  return { payable, instalments };
}

function compare(amounts: readonly Money[], payable: Money, expected: Money, warn: Warn): void {
  if (equal(payable, expected)) return;
  warn('instalments_differ_from_payable', {
    instalments: toDecimal(payable),
    payable: toDecimal(expected),
  });
  if (amounts.length > 1 && amounts.every((amount) => equal(amount, expected))) {
    warn('instalments_repeat_whole', { count: amounts.length });
  }
}

/**
 * What all instalments agree on is kept; one that the payer must not pay keeps the whole from being
 * asked for.
 */
function asWhole(stated: readonly Stated[], amount: Money): Instalment[] {
  if (amount.minor <= 0n) return [];
  const collected = stated.find(({ collectable }) => collectable !== 'by_payer');
  return [
    {
      amount,
      dueOn: agreed(stated.map(({ dueOn }) => dueOn)),
      meansOfPayment: agreed(stated.map(({ meansOfPayment }) => meansOfPayment)),
      collectable: collected?.collectable ?? 'by_payer',
      paymentReference: agreed(stated.map(({ paymentReference }) => paymentReference)),
      account: agreed(stated.map(({ account }) => account)),
    },
  ];
}

function agreed<Value>(values: readonly Value[]): Value | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}

function readDetail(detail: Element, currency: string, warn: Warn): Stated {
  const meansOfPayment = textOf(detail, 'ModalitaPagamento');
  return {
    amount: amountIn(detail, 'ImportoPagamento', currency, warn),
    dueOn: dueOnIn(detail, warn),
    meansOfPayment,
    collectable: collectableBy(meansOfPayment),
    paymentReference: textOf(detail, 'CodicePagamento'),
    account: textOf(detail, 'IBAN')?.replaceAll(' ', '').toUpperCase() ?? null,
  };
}

/**
 * The stated day, or the day that the terms begin and their number of days when both are stated.
 */
function dueOnIn(detail: Element, warn: Warn): CalendarDate | null {
  const text = textOf(detail, 'DataScadenzaPagamento');
  if (text !== null) {
    const day = dayIn(text);
    if (day === null) warn('due_date_invalid', { value: text.slice(0, 40) });
    return day;
  }
  const from = dayIn(textOf(detail, 'DataRiferimentoTerminiPagamento'));
  const days = textOf(detail, 'GiorniTerminiPagamento') ?? '';
  return from !== null && /^\d{1,3}$/.test(days) ? addDays(from, Number(days)) : null;
}

function collectableBy(meansOfPayment: string | null): Collectable {
  if (meansOfPayment === null) return 'by_payer';
  if (directDebits.has(meansOfPayment)) return 'direct_debit';
  return meansOfPayment === 'MP22' ? 'treasury' : 'by_payer';
}

function warnOfCollection({ collectable, meansOfPayment }: Stated, warn: Warn): void {
  const values = { means: meansOfPayment ?? '' };
  if (collectable === 'direct_debit') warn('collected_by_direct_debit', values);
  if (collectable === 'treasury') warn('withheld_by_treasury', values);
}
