/** What people call the brand of a card. */

const names: ReadonlyMap<string, string> = new Map([
  ['visa', 'Visa'],
  ['mastercard', 'Mastercard'],
  ['amex', 'American Express'],
  ['maestro', 'Maestro'],
]);

/** @param brand as providers' adapters name it; one that is not known is shown as it is */
export function cardName(brand: string): string {
  return names.get(brand.toLowerCase()) ?? brand;
}
