/** Falsifies an answer: what the merchant reads is not what is true here. */
import type { Fault } from '../fault.ts';

type Shape = Record<string, unknown>;

/** Changes one object, or each of a list's `items`. */
export function alter(body: unknown, fault: Fault): unknown {
  if (!isShape(body)) return body;
  const items = body['items'];
  if (Array.isArray(items))
    return { ...body, items: items.map((item: unknown) => alter(item, fault)) };
  return alterOne(body, fault);
}

function alterOne(shape: Shape, fault: Fault): Shape {
  switch (fault) {
    case 'wrong_amount':
      return withCharge(shape, { amount: oneMore(shape['amount']) });
    case 'wrong_currency':
      return withCharge(shape, { currency: shape['currency'] === 'USD' ? 'EUR' : 'USD' });
    case 'wrong_reference':
      return { ...shape, reference: 'of_somebody_else' };
    case 'unknown_status':
      return { ...shape, status: 'settling_in_instalments' };
    case 'live_mode':
      return { ...shape, mode: 'live' };
    case 'stale':
      return { ...shape, status: 'processing', url: null, charge: null, decline_reason: null };
    default:
      return shape;
  }
}

function withCharge(shape: Shape, change: Shape): Shape {
  const charge = shape['charge'];
  return { ...shape, ...change, ...(isShape(charge) && { charge: { ...charge, ...change } }) };
}

function oneMore(amount: unknown): unknown {
  return typeof amount === 'number' ? amount + 1 : amount;
}

function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
