/** Amounts of the sandbox: whole minor units as bigint inside, safe integers in JSON, words on the page. */

/** ISO 4217 list one (2025-05-12): currencies whose minor unit is not a hundredth. */
const unlikeTwo: Readonly<Record<string, number>> = {
  BHD: 3, BIF: 0, CLP: 0, DJF: 0, GNF: 0, IQD: 3, ISK: 0, JOD: 3, JPY: 0, KMF: 0, KRW: 0, KWD: 3,
  LYD: 3, OMR: 3, PYG: 0, RWF: 0, TND: 3, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
}; // prettier-ignore

/** @throws RangeError when JSON cannot carry the amount exactly */
export function amountToJson(minor: bigint): number {
  const plain = Number(minor);
  if (!Number.isSafeInteger(plain)) throw new RangeError('amount too large for JSON');
  return plain;
}

/** `1.234,50 €`: as the readers of `language` write it. */
export function formatAmount(minor: bigint, currency: string, language: string): string {
  const digits = unlikeTwo[currency] ?? 2;
  const text = String(minor).padStart(digits + 1, '0');
  const whole = BigInt(text.slice(0, text.length - digits));
  const decimals = text.slice(text.length - digits);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: 'always',
  })
    .formatToParts(whole)
    .map((part) => (part.type === 'fraction' ? decimals : part.value))
    .join('');
}
