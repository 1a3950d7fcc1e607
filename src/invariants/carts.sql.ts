/** What must hold of plans, of payments of many dues and of terms; see invariants.sql.ts. */
import type { Invariant } from './invariant.ts';

export const cartInvariants: readonly Invariant[] = [
  {
    name: 'plan_paid_one_way',
    kind: 'safety',
    says: 'of a plan either the whole is settled or instalments are, never both',
    text: `select plan_id from dues where organisation_id = $1 and plan_id is not null and settled > 0
      group by plan_id having count(distinct plan_part) > 1`,
  },
  {
    name: 'allocations_in_order',
    kind: 'safety',
    says: 'the lines of a payment are numbered from 1 without a gap, each above nothing',
    text: `select payment_id from allocations where organisation_id = $1
      group by payment_id
      having count(*) <> max(position) or count(distinct position) <> count(*) or min(amount) <= 0`,
  },
  {
    name: 'terms_were_there',
    kind: 'safety',
    says: 'the terms that a payer accepted are a version of that organisation',
    text: `select payment_id from payments where payments.organisation_id = $1
      and terms_version is not null and not exists (
        select from terms_versions where terms_versions.organisation_id = $1
          and version = payments.terms_version)`,
  },
];
