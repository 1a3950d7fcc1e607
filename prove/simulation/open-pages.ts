/** What a member of staff has on the screen: what is committed at that moment, and may have changed when the form comes. */
import type { Organisation } from '../../src/organisations/index.ts';
import type { World } from './world.ts';

/** Of what settled a due, what can still be given back. */
export type SeenAllocation = {
  readonly payment_id: string;
  readonly due_id: string;
  readonly reason: string;
  readonly currency: string;
  readonly left: string;
  readonly is_cash: boolean;
};

/** An item of suspense or a due, and what is left of it. */
export type SeenSum = {
  readonly id: string;
  readonly currency: string;
  readonly left: string;
  readonly reason: string;
};

export type SeenStray = {
  readonly kind: 'charge' | 'refund';
  readonly account: string;
  readonly reference: string;
};

const texts = {
  allocations: `select payments.payment_id, allocations.due_id, dues.reason, dues.currency,
      (applied - allocations.refunded - allocations.disputed)::text as left,
      attempts.provider = 'counter' as is_cash
    from payments
    join allocations using (organisation_id, payment_id)
    join dues using (organisation_id, due_id)
    join attempts on attempts.organisation_id = payments.organisation_id and attempt_id = settled_by
    where payments.organisation_id = $1 and payments.state = 'paid'
      and applied > allocations.refunded + allocations.disputed order by 1, 2`,
  items: `select suspense_item_id as id, currency, (amount - returned - resolved)::text as left, reason
    from suspense_items where organisation_id = $1 and returned + resolved < amount order by 1`,
  dues: `select due_id as id, currency, (amount - settled - credited)::text as left, reason
    from dues where organisation_id = $1 and withdrawn_at is null and settled + credited < amount
    order by 1`,
  disputes: `select dispute_id as id from disputes where organisation_id = $1
    and state in ('opened', 'evidence_sent') order by 1`,
  strays: `select kind, provider_account_id as account, provider_reference as reference
    from stray_movements where organisation_id = $1 order by 1, 2, 3`,
} as const;

async function read<R extends object>(
  { lane }: World,
  organisation: Organisation,
  page: keyof typeof texts,
): Promise<R[]> {
  const values = [organisation.id];
  return (await lane.owner.query<R>({ name: `page ${page}`, text: texts[page], values })).rows;
}

export function seeAllocations(world: World, of: Organisation): Promise<SeenAllocation[]> {
  return read(world, of, 'allocations');
}

export function seeItems(world: World, of: Organisation): Promise<SeenSum[]> {
  return read(world, of, 'items');
}

export function seeOwed(world: World, of: Organisation): Promise<SeenSum[]> {
  return read(world, of, 'dues');
}

export function seeDisputes(world: World, of: Organisation): Promise<{ readonly id: string }[]> {
  return read(world, of, 'disputes');
}

export function seeStrays(world: World, of: Organisation): Promise<SeenStray[]> {
  return read(world, of, 'strays');
}
