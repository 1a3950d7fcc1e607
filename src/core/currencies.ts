/**
 * Currencies and how many decimals they have.
 *
 * Source: ISO 4217 list one, published 2025-05-12. Currencies not listed have two decimals when
 * their code is in `Intl.supportedValuesOf('currency')`.
 */
export const unlikeTwo: Readonly<Record<string, number>> = {
  BHD: 3, BIF: 0, CLF: 4, CLP: 0, DJF: 0, GNF: 0, IQD: 3, ISK: 0, JOD: 3, JPY: 0, KMF: 0, KRW: 0,
  KWD: 3, LYD: 3, OMR: 3, PYG: 0, RWF: 0, TND: 3, UGX: 0, UYI: 0, UYW: 4, VND: 0, VUV: 0, XAF: 0,
  XOF: 0, XPF: 0,
}; // prettier-ignore

// Units of account such as CLF are in the list of ISO 4217 and not in that of Intl.
const known = new Set([...Intl.supportedValuesOf('currency'), ...Object.keys(unlikeTwo)]);

export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** @throws RangeError when the code is not a currency of ISO 4217 */
export function minorDigits(code: string): number {
  if (!known.has(code)) throw new RangeError(`not a currency: ${code}`);
  return unlikeTwo[code] ?? 2;
}
