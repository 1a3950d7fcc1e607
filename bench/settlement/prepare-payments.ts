/** Payments whose payers are at the provider's page: all that settling needs, made before the clock starts. */
import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql.ts';
import type { LoadRequest } from '../load/http-request.ts';
import type { Council } from '../town/found-council.ts';
import type { Town } from '../town/open-town.ts';
import { knownReference, signatureOf } from './known-provider.ts';

export const eachMinor = 12_200n;

/**
 * Makes payments and gives the notification of each.
 *
 * @param batch 10 characters, later ones sort later, as the identifiers of the house do
 */
export type Preparer = (
  councils: readonly Council[],
  batch: string,
  count: number,
) => Promise<LoadRequest[]>;

/** The last part of every identifier of a payment. */
export function nameOf(batch: string, number: number): string {
  return `${batch}${String(number).padStart(16, '0')}`;
}

/** Payments of the provider whose answers are known. */
export function knownPreparer(town: Town): Preparer {
  return async (councils, batch, count) => {
    const names = Array.from({ length: count }, (_, number) => nameOf(batch, number));
    const references = names.map((name) => knownReference(name, eachMinor));
    await insertPayments(town.owner, councils, batch, references);
    return names.map((name, number) => {
      const council = councilOf(councils, number);
      const body = JSON.stringify({
        id: `evt_${name}`,
        session: references[number],
        reference: `att_${name}`,
      });
      return notification(council, { 'known-signature': signatureOf(body) }, body);
    });
  };
}

export function councilOf(councils: readonly Council[], number: number): Council {
  const council = councils[number % councils.length];
  if (!council) throw new RangeError('there is no organisation');
  return council;
}

export function notification(
  council: Council,
  headers: Readonly<Record<string, string>>,
  body: string,
): LoadRequest {
  return {
    method: 'POST',
    path: `/${council.organisation.slug}/notifications/${council.account.id}`,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  };
}

/** One payment of one due for each reference, whose payers are at the provider's page. */
export async function insertPayments(
  owner: Database,
  councils: readonly Council[],
  batch: string,
  references: readonly string[],
): Promise<void> {
  const organisations = councils.map(({ organisation }) => organisation.id);
  const accounts = councils.map(({ account }) => account.id);
  const provider = councils[0]?.providerId;
  await owner.query(sql`
    with made as (
      select (${organisations}::text[])[1 + (position - 1) % ${councils.length}::integer] as organisation_id,
        (${accounts}::text[])[1 + (position - 1) % ${councils.length}::integer] as account_id, reference,
        ${batch} || lpad((position - 1)::text, 16, '0') as name, clock_timestamp() as at
      from unnest(${references}::text[]) with ordinality as given (reference, position)
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
      select organisation_id, 'att_' || name, 'pay_' || name, account_id, ${provider}, 'card',
        'action_required', ${eachMinor}, 'EUR', reference,
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
