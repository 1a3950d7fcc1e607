/** SQL of the comparison with providers' own lists: how far it has come, and what nothing of ours explains. */
import { money } from '../../core/money.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { ProviderMovement } from '../../providers/provider.ts';

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
  const rows = await database.query<{ provider_account_id: string; swept_until: Date }>(sql`
    update provider_sweeps
    set lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where organisation_id = ${organisationId} and next_sweep_at <= ${now}
      and (lease_until is null or lease_until < clock_timestamp())
    returning provider_account_id, swept_until`);
  return rows.map((row) => ({
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
  const rows = await database.query<{ provider_account_id: string; swept_until: Date }>(sql`
    select provider_account_id, swept_until from provider_sweeps
    where organisation_id = ${organisationId} limit 1000`);
  return rows.map((row) => ({
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
  const rows = await transaction.query(sql`
    insert into stray_movements (organisation_id, provider_account_id, kind, provider_reference,
      our_reference, amount, currency, moved_at, found_at)
    values (${organisationId}, ${providerAccountId}, ${stray.kind}, ${stray.providerReference},
      ${stray.ourReference}, ${stray.amount.minor}, ${stray.amount.currency}, ${stray.movedAt},
      ${stray.foundAt})
    on conflict do nothing
    returning provider_reference`);
  return rows.length === 1;
}

/** The refunds of ours that left although they had failed, and are listed as stray movements. */
export async function findStrayRefunds(
  database: Queryable,
  organisationId: string,
  suspenseItemId: string,
): Promise<string[]> {
  const rows = await database.query<{ refund_id: string }>(sql`
    select refund_id from refunds join stray_movements
      on stray_movements.organisation_id = refunds.organisation_id and our_reference = refund_id
    where refunds.organisation_id = ${organisationId} and suspense_item_id = ${suspenseItemId}
      and kind = 'refund' limit 100`);
  return rows.map((row) => row.refund_id);
}

export async function findStrays(
  database: Queryable,
  organisationId: string,
): Promise<StrayMovement[]> {
  const rows = await database.query<{
    kind: StrayMovement['kind'];
    provider_reference: string;
    our_reference: string;
    amount: bigint;
    currency: string;
  }>(sql`
    select kind, provider_reference, our_reference, amount, currency from stray_movements
    where organisation_id = ${organisationId} order by found_at desc limit 1000`);
  return rows.map((row) => ({
    kind: row.kind,
    providerReference: row.provider_reference,
    ourReference: row.our_reference,
    amount: money(row.amount, row.currency),
  }));
}
