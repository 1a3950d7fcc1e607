/** The carts' door; it owns carts and cart_items: what one browser gathers to pay at once. */
export { addDueToCart, addFreeItem, type Added, type NewFreeItem } from './add-item.ts';
export {
  isPaidNow,
  reasonOf,
  type Cart,
  type CartItem,
  type FreeItem,
  type ItemState,
  type StoredItem,
} from './cart.ts';
export { applyCode, changeItem, removeItem, type CodeApplied } from './change-item.ts';
export { checkOut } from './check-out.ts';
export { countItems, findCart, isInCart, noteTold } from './find-cart.ts';
export { isRefillable, refillFreeItem } from './refill-item.ts';
export { forgetCarts } from './forget-carts.ts';
export { eraseGatheredBy, findGatheredBy, type GatheredByDebtor } from './store-debtors.ts';
