/** Payments whose payers are at the provider's page: all that settling needs, made before the clock starts. */
import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql.ts';
import type { LoadRequest } from '../load/http-request.ts';
import type { Council } from '../town/found-council.ts';
import { knownReference, signatureOf } from './known-provider.ts';

export const eachMinor = 12_200n;

/** @param batch 10 characters, later ones sort later, as the identifiers of the house do */
export async function preparePayments(
  owner: Database,
  councils: readonly Council[],
  batch: string,
  count: number,
): Promise<void> {
  const organisations = councils.map(({ organisation }) => organisation.id);
  await owner.query(sql`
    with made as (
      select (${organisations}::text[])[1 + number % ${councils.length}::integer] as organisation_id,
        (${councils.map(({ accountId }) => accountId)}::text[])[1 + number % ${councils.length}::integer]
          as account_id,
        ${batch} || lpad(number::text, 16, '0') as name, clock_timestamp() as at
      from generate_series(0, ${count}::integer - 1) as number
    ), due as (
      insert into dues (organisation_id, due_id, position, service, reason, amount, currency,
        collectable, created_at)
      select organisation_id, 'due_' || name, 1, 'invoices', 'Invoice', ${eachMinor}, 'EUR', 'by_payer', at
      from made
    ), payment as (
      insert into payments (organisation_id, payment_id, access_token, state, visitor, total, currency,
        language, email, terms_accepted_at, created_at)
      select organisation_id, 'pay_' || name, md5(name), 'open', 'bench', ${eachMinor}, 'EUR', 'it',
        'maria.rossi@example.com', at, at from made
    ), allocation as (
      insert into allocations (organisation_id, payment_id, due_id, position, amount)
      select organisation_id, 'pay_' || name, 'due_' || name, 1, ${eachMinor} from made
    ), attempt as (
      insert into attempts (organisation_id, attempt_id, payment_id, provider_account_id, provider, method,
        state, amount, currency, provider_reference, redirect_url, page_expires_at, created_at,
        last_seen_at, next_ask_at)
      select organisation_id, 'att_' || name, 'pay_' || name, account_id, 'known', 'card',
        'action_required', ${eachMinor}, 'EUR', 'ses_' || name || ${`_${eachMinor}`},
        'https://provider.example/pay/' || name, at + interval '1 hour', at, at, at + interval '1 hour'
      from made
    ), event as (
      insert into attempt_events (organisation_id, attempt_id, position, from_state, event, to_state, actor, at)
      select organisation_id, 'att_' || name, position, from_state, event, to_state, 'payer', at
      from made, (values (1, null, 'create', 'created'),
        (2, 'created', 'redirect', 'action_required')) as step (position, from_state, event, to_state)
    )
    insert into holds (organisation_id, due_id, attempt_id, held_at)
    select organisation_id, 'due_' || name, 'att_' || name, at from made`);
}

/** One signed notification for each payment of the batch. */
export function notificationsOf(
  councils: readonly Council[],
  batch: string,
  count: number,
): LoadRequest[] {
  return Array.from({ length: count }, (_, number) => {
    const council = councils[number % councils.length];
    if (!council) throw new RangeError('there is no organisation');
    const name = `${batch}${String(number).padStart(16, '0')}`;
    const body = JSON.stringify({
      id: `evt_${name}`,
      session: knownReference(name, eachMinor),
      reference: `att_${name}`,
    });
    return {
      method: 'POST',
      path: `/${council.organisation.slug}/notifications/${council.accountId}`,
      headers: { 'content-type': 'application/json', 'known-signature': signatureOf(body) },
      body,
    };
  });
}
