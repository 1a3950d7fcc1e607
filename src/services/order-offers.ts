/** What staff order about services and charge types as a whole: new ones, and the order in which they stand. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { carryOutOnce } from '../orders/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { ChargeType, Service } from './offer.ts';
import { saveChargeType, saveService } from './save-offer.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { findChargeTypes, findChargeTypesOfService, findServices } from './store.ts';

type Ordering = Pick<Context, 'database' | 'clock' | 'ids'>;
/** The key was made when the form was shown: the form sent twice makes one. */
type Order = { readonly actor: string; readonly key: string };

/**
 * Puts up a draft behind the others.
 *
 * @param wanted its name in addresses; with a number behind it when there is one of that name
 * @returns its id
 */
export async function newService(
  context: Ordering,
  organisation: Organisation,
  { id: wanted, definition }: { readonly id: string; readonly definition: ServiceDefinition },
  order: Order,
): Promise<string> {
  return context.database.transaction(async (transaction) => {
    const known = await findServices(transaction, organisation.id);
    const id = freeName(wanted, known);
    const once = { key: order.key, action: 'new service', subject: id };
    const { subject } = await carryOutOnce(context, transaction, organisation.id, once, () => {
      const service = {
        id,
        position: known.length + 1,
        state: 'draft',
        version: 1,
        definition,
      } as const;
      return saveService(context, transaction, organisation, service, order.actor);
    });
    return subject;
  });
}

export type NewChargeType = ChargeType extends infer Each
  ? Each extends ChargeType
    ? Pick<Each, 'id' | 'serviceId' | 'kind' | 'definition'>
    : never
  : never;

/** As `newService`. @throws Refusal `not_found` without its service */
export async function newChargeType(
  context: Ordering,
  organisation: Organisation,
  given: NewChargeType,
  order: Order,
): Promise<string> {
  return context.database.transaction(async (transaction) => {
    const known = await findChargeTypes(transaction, organisation.id);
    const id = freeName(given.id, known);
    const once = { key: order.key, action: 'new charge type', subject: id };
    const { subject } = await carryOutOnce(context, transaction, organisation.id, once, () => {
      const made: ChargeType = {
        ...given,
        id,
        position: known.length + 1,
        state: 'draft',
        version: 1,
      };
      return saveChargeType(context, transaction, organisation, made, order.actor);
    });
    return subject;
  });
}

const longestName = 40;

function freeName(wanted: string, known: readonly { readonly id: string }[]): string {
  const taken = new Set(known.map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : `-${number}`;
    const name = `${wanted.slice(0, longestName - ending.length)}${ending}`;
    if (!taken.has(name)) return name;
  }
}

/** What stands in an order: a service among all, or a charge type among those of its service. */
type Place = { readonly service: string } | { readonly chargeType: string; readonly of: string };

/** Lets a service or a charge type change its place with the one before or behind it; at an end it stays. */
export async function moveOffer(
  context: Ordering,
  organisation: Organisation,
  place: Place,
  direction: 'up' | 'down',
  order: Order,
): Promise<void> {
  const subject = 'service' in place ? place.service : place.chargeType;
  await context.database.transaction(async (transaction) => {
    const once = { key: order.key, action: 'move offer', subject };
    await carryOutOnce(context, transaction, organisation.id, once, async () => {
      const saving = { context, transaction, organisation, actor: order.actor };
      if ('service' in place) {
        const all = await findServices(transaction, organisation.id);
        for (const one of moved(all, subject, direction)) await putService(saving, one);
      } else {
        const all = await findChargeTypesOfService(transaction, organisation.id, place.of);
        for (const one of moved(all, subject, direction)) await putChargeType(saving, one);
      }
    });
  });
}

type Saving = {
  readonly context: Ordering;
  readonly transaction: Transaction;
  readonly organisation: Organisation;
  readonly actor: string;
};

function putService({ context, transaction, organisation, actor }: Saving, service: Service) {
  return saveService(context, transaction, organisation, service, actor);
}

function putChargeType({ context, transaction, organisation, actor }: Saving, one: ChargeType) {
  return saveChargeType(context, transaction, organisation, one, actor);
}

type Placed = { readonly id: string; readonly position: number; readonly version: number };

/** Those whose place is another one now, as they are to be; places without gaps, whatever they were before. */
function moved<Offer extends Placed>(
  all: readonly Offer[],
  id: string,
  direction: 'up' | 'down',
): Offer[] {
  const from = all.findIndex((one) => one.id === id);
  if (from < 0) throw new Refusal('not_found');
  const to = direction === 'up' ? from - 1 : from + 1;
  const order = [...all];
  const [one, other] = [order[from], order[to]];
  if (one && other) [order[from], order[to]] = [other, one];
  return order.flatMap((each, index) =>
    each.position === index + 1
      ? []
      : [{ ...each, position: index + 1, version: each.version + 1 }],
  );
}
