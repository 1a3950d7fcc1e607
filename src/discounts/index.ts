/** The discounts' door; it owns discounts and discount_uses: what makes charges cheaper, and the price of a day. */
export {
  dayNo,
  normaliseCode,
  takenOff,
  type Discount,
  type DiscountNo,
  type DiscountTerms,
} from './discount.ts';
export { discountFor, type DiscountFound } from './discount-for.ts';
export { pricesToday, type PricedDue } from './prices-today.ts';
export { payerKeyOf } from './payer-key.ts';
export { mayChangePrice } from './price-facts.ts';
export { priceOfDueWith, type DuePreview } from './price-of-due-with.ts';
export { priceOfFreeWith, withDiscount, type PriceWithDiscount } from './price-of-free-with.ts';
export { priceToPay, type PricedToPay, type ToPay } from './price-to-pay.ts';
export { releaseUses } from './release-uses.ts';
export { repriceDues } from './reprice-dues.ts';
export { endDiscount, saveDiscount } from './save-discount.ts';
export { findDiscounts, findDiscountsByIds, findPublicDiscounts } from './store.ts';
export { findUsesOfDues, type DiscountUse } from './store-uses.ts';
export { releaseUse, takeUse, type UseTaken } from './take-use.ts';
