/** SQL of the comparison with providers' own lists: how far it has come, and what nothing of ours explains. */
import { money } from '../../core/money.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { rows, sql } from '../../database/sql.ts';
import type { ProviderMovement } from '../../providers/provider.ts';
import type { RefundSource } from '../refund.ts';

export type Sweep = { readonly providerAccountId: string; readonly sweptUntil: Date };

/** Makes the row of an account that was never swept; it begins at `from`. */
export async function ensureSweep(
  database: Queryable,
  organisationId: string,
  providerAccountId: string,
  from: Date,
): Promise<void> {
  await database.query(sql`
    insert into provider_sweeps (organisation_id, provider_account_id, swept_until, next_sweep_at)
    values (${organisationId}, ${providerAccountId}, ${from}, ${from})
    on conflict do nothing`);
}

/** The accounts whose time has come; each is this worker's until the lease ends. */
export async function claimSweeps(
  database: Queryable,
  organisationId: string,
  now: Date,
  leaseSeconds: number,
): Promise<Sweep[]> {
  const found = await database.query<{ provider_account_id: string; swept_until: Date }>(sql`
    update provider_sweeps
    set lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where organisation_id = ${organisationId} and next_sweep_at <= ${now}
      and (lease_until is null or lease_until < clock_timestamp())
    returning provider_account_id, swept_until`);
  return found.map((row) => ({
    providerAccountId: row.provider_account_id,
    sweptUntil: row.swept_until,
  }));
}

export async function finishSweep(
  database: Queryable,
  organisationId: string,
  providerAccountId: string,
  end: { readonly sweptUntil: Date; readonly nextSweepAt: Date },
): Promise<void> {
  await database.query(sql`
    update provider_sweeps
    set swept_until = ${end.sweptUntil}, next_sweep_at = ${end.nextSweepAt}, lease_until = null
    where organisation_id = ${organisationId} and provider_account_id = ${providerAccountId}`);
}

/** Makes every account's comparison due now; how far each has come stays as it is. */
export async function makeSweepsDue(
  database: Queryable,
  organisationId: string,
  now: Date,
): Promise<void> {
  await database.query(sql`
    update provider_sweeps set next_sweep_at = ${now}, lease_until = null
    where organisation_id = ${organisationId}`);
}

/** How far the accounts have come. */
export async function findSweeps(database: Queryable, organisationId: string): Promise<Sweep[]> {
  const found = await database.query<{ provider_account_id: string; swept_until: Date }>(sql`
    select provider_account_id, swept_until from provider_sweeps
    where organisation_id = ${organisationId} limit 1000`);
  return found.map((row) => ({
    providerAccountId: row.provider_account_id,
    sweptUntil: row.swept_until,
  }));
}

export type StrayMovement = Pick<
  ProviderMovement,
  'providerReference' | 'ourReference' | 'amount' | 'kind'
>;

/** @returns false when it was found before */
export async function insertStray(
  transaction: Transaction,
  organisationId: string,
  providerAccountId: string,
  stray: StrayMovement & { readonly movedAt: Date; readonly foundAt: Date },
): Promise<boolean> {
  const found = await transaction.query(sql`
    insert into stray_movements (organisation_id, provider_account_id, kind, provider_reference,
      our_reference, amount, currency, moved_at, found_at)
    values (${organisationId}, ${providerAccountId}, ${stray.kind}, ${stray.providerReference},
      ${stray.ourReference}, ${stray.amount.minor}, ${stray.amount.currency}, ${stray.movedAt},
      ${stray.foundAt})
    on conflict do nothing
    returning provider_reference`);
  return found.length === 1;
}

/**
 * The refunds of ours that left although they had failed, and are listed as stray movements, which
 * took from any of the sources; not those that a person has explained.
 */
export async function findStrayRefunds(
  database: Queryable,
  organisationId: string,
  sources: readonly RefundSource[],
): Promise<string[]> {
  const itemIds = sources.flatMap((from) => (from.kind === 'suspense' ? from.suspenseItemId : []));
  const allocated = sources.flatMap((from) => (from.kind === 'allocation' ? from : []));
  const found = await database.query<{ refund_id: string }>(sql`
    select distinct refund_id from refund_lines join stray_movements strays
      on strays.organisation_id = ${organisationId} and our_reference = refund_id and strays.kind = 'refund'
    where refund_lines.organisation_id = ${organisationId}
      and (suspense_item_id = any(${itemIds})
        or exists (select from ${rows('allocated', allocated, {
          payment: ['text', (from) => from.paymentId],
          due: ['text', (from) => from.dueId],
        })} where payment = refund_lines.payment_id and due = refund_lines.due_id))
      and not exists (select from suspense_resolutions solved
        where solved.organisation_id = ${organisationId}
          and solved.provider_account_id = strays.provider_account_id and solved.kind = strays.kind
          and solved.provider_reference = strays.provider_reference)
    limit 100`);
  return found.map((row) => row.refund_id);
}

/** What moved at the provider, that nothing of ours explains and that no person has explained. */
export async function findStrays(
  database: Queryable,
  organisationId: string,
): Promise<(StrayMovement & { readonly providerAccountId: string })[]> {
  const found = await database.query<{
    provider_account_id: string;
    kind: StrayMovement['kind'];
    provider_reference: string;
    our_reference: string;
    amount: bigint;
    currency: string;
  }>(sql`
    select provider_account_id, kind, provider_reference, our_reference, amount, currency
    from stray_movements
    where organisation_id = ${organisationId} and not exists (
      select from suspense_resolutions solved
      where solved.organisation_id = stray_movements.organisation_id
        and solved.provider_account_id = stray_movements.provider_account_id
        and solved.kind = stray_movements.kind
        and solved.provider_reference = stray_movements.provider_reference)
    order by found_at desc limit 1000`);
  return found.map((row) => ({
    providerAccountId: row.provider_account_id,
    kind: row.kind,
    providerReference: row.provider_reference,
    ourReference: row.our_reference,
    amount: money(row.amount, row.currency),
  }));
}

export type FoundStray = StrayMovement & {
  readonly providerAccountId: string;
  readonly isResolved: boolean;
};

/** One stray movement by its name, or those of refunds of ours by the ids of these. */
export async function findStray(
  database: Queryable,
  organisationId: string,
  wanted:
    | {
        readonly providerAccountId: string;
        readonly kind: string;
        readonly providerReference: string;
      }
    | { readonly ourReferences: readonly string[] },
): Promise<FoundStray[]> {
  const named =
    'ourReferences' in wanted
      ? sql`strays.kind = 'refund' and our_reference = any(${wanted.ourReferences})`
      : sql`strays.provider_account_id = ${wanted.providerAccountId} and strays.kind = ${wanted.kind}
          and strays.provider_reference = ${wanted.providerReference}`;
  const found = await database.query<{
    provider_account_id: string;
    kind: StrayMovement['kind'];
    provider_reference: string;
    our_reference: string;
    amount: bigint;
    currency: string;
    is_resolved: boolean;
  }>(sql`
    select strays.provider_account_id, strays.kind, strays.provider_reference, our_reference,
      strays.amount, strays.currency, suspense_resolution_id is not null as is_resolved
    from stray_movements strays left join suspense_resolutions solved
      on solved.organisation_id = ${organisationId}
      and solved.provider_account_id = strays.provider_account_id and solved.kind = strays.kind
      and solved.provider_reference = strays.provider_reference
    where strays.organisation_id = ${organisationId} and ${named}
    order by strays.provider_reference limit 100`);
  return found.map((row) => ({
    providerAccountId: row.provider_account_id,
    kind: row.kind,
    providerReference: row.provider_reference,
    ourReference: row.our_reference,
    amount: money(row.amount, row.currency),
    isResolved: row.is_resolved,
  }));
}
