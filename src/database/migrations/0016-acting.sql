-- Orders of staff that were carried out, by the key of their form: sent twice, it does nothing again.
-- Append only.
create table orders_done (
  organisation_id text not null references organisations,
  order_key text not null,
  action text not null,
  -- What came of it.
  subject text not null,
  ordered_at timestamptz not null,
  primary key (organisation_id, order_key)
);

-- What one person proposes and another has to agree to before it is done.
create table approvals (
  organisation_id text not null references organisations,
  approval_id text not null,
  action text not null,
  subject text not null,
  request jsonb not null,
  amount bigint,
  currency text,
  reason text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decision text check (decision in ('agreed', 'refused')),
  decided_by text,
  decided_at timestamptz,
  -- What came of it.
  result text,
  primary key (organisation_id, approval_id),
  constraint approvals_decided_whole check (
    (decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint approvals_by_two_people check (decision is distinct from 'agreed' or decided_by <> proposed_by)
);
create index approvals_open on approvals (organisation_id, approval_id) where decision is null;

-- What of an allocation was given back or is on its way, and what a lost dispute took.
alter table allocations
  add column refunded bigint not null default 0,
  add column disputed bigint not null default 0,
  add constraint allocations_never_over_refunded
    check (refunded >= 0 and disputed >= 0 and refunded + disputed <= applied);

-- What of money that settled nothing found another end than going back.
alter table suspense_items
  add column resolved bigint not null default 0,
  drop constraint suspense_never_over_returned,
  add constraint suspense_never_over_returned
    check (returned >= 0 and resolved >= 0 and returned + resolved <= amount),
  drop constraint suspense_items_reason_check,
  add constraint suspense_items_reason_check check (reason in
    ('already_settled', 'withdrawn', 'amount_conflict', 'refund_came_back', 'dispute_returned')),
  drop constraint suspense_items_organisation_id_attempt_id_key;
create unique index suspense_items_one_per_capture on suspense_items (organisation_id, attempt_id)
  where reason in ('already_settled', 'withdrawn', 'amount_conflict');
create index suspense_items_by_attempt on suspense_items (organisation_id, attempt_id);
create index suspense_items_open on suspense_items (organisation_id, suspense_item_id)
  where returned + resolved < amount;

-- `by_hand`: paid out by the organisation itself, from its till or one of its bank accounts.
alter table refunds
  add column way text not null default 'provider' check (way in ('provider', 'by_hand')),
  add column paid_from text,
  add constraint refunds_by_hand_from_somewhere check ((way = 'by_hand') = (paid_from is not null));

-- What a refund takes from: what settled a due, or money that settled nothing.
create table refund_lines (
  organisation_id text not null,
  refund_id text not null,
  position integer not null,
  payment_id text,
  due_id text,
  suspense_item_id text,
  amount bigint not null check (amount > 0),
  after_refund text check (after_refund in ('owed_again', 'settled_otherwise')),
  -- What came back when the due could not take it any more, and is in suspense since.
  kept bigint not null default 0 check (kept >= 0 and kept <= amount),
  primary key (organisation_id, refund_id, position),
  constraint refund_lines_take_from_one check (
    (payment_id is null) = (due_id is null) and (payment_id is null) <> (suspense_item_id is null)
    and (payment_id is null) = (after_refund is null)),
  foreign key (organisation_id, refund_id) references refunds (organisation_id, refund_id),
  foreign key (organisation_id, payment_id, due_id)
    references allocations (organisation_id, payment_id, due_id),
  foreign key (organisation_id, suspense_item_id)
    references suspense_items (organisation_id, suspense_item_id)
);
create index refund_lines_by_due on refund_lines (organisation_id, due_id) where due_id is not null;
create index refund_lines_by_payment on refund_lines (organisation_id, payment_id)
  where payment_id is not null;
create index refund_lines_by_item on refund_lines (organisation_id, suspense_item_id)
  where suspense_item_id is not null;

insert into refund_lines (organisation_id, refund_id, position, suspense_item_id, amount)
  select organisation_id, refund_id, 1, suspense_item_id, amount from refunds;
alter table refunds drop column suspense_item_id;

-- How money that settled nothing, or that nothing of ours explained, found its end. Append only.
create table suspense_resolutions (
  organisation_id text not null references organisations,
  suspense_resolution_id text not null,
  way text not null check (way in
    ('set_against_due', 'left_by_stray', 'lost_dispute', 'explained', 'written_off')),
  suspense_item_id text,
  provider_account_id text,
  kind text,
  provider_reference text,
  -- The payment by which it settles a due.
  payment_id text,
  amount bigint not null check (amount > 0),
  currency text not null,
  reason text not null,
  actor text not null,
  at timestamptz not null,
  primary key (organisation_id, suspense_resolution_id),
  unique (organisation_id, payment_id),
  unique (organisation_id, provider_account_id, kind, provider_reference),
  check (suspense_item_id is not null or provider_reference is not null),
  check ((way = 'set_against_due') = (payment_id is not null)),
  foreign key (organisation_id, suspense_item_id)
    references suspense_items (organisation_id, suspense_item_id),
  foreign key (organisation_id, provider_account_id, kind, provider_reference)
    references stray_movements (organisation_id, provider_account_id, kind, provider_reference),
  foreign key (organisation_id, payment_id) references payments (organisation_id, payment_id)
);
create index suspense_resolutions_by_item on suspense_resolutions (organisation_id, suspense_item_id);

-- Money that a payer's bank takes back, as the provider tells it.
create table disputes (
  organisation_id text not null,
  dispute_id text not null,
  attempt_id text not null,
  provider_reference text not null,
  state text not null check (state in ('opened', 'evidence_sent', 'won', 'lost', 'accepted')),
  amount bigint not null check (amount > 0),
  currency text not null,
  fee bigint not null default 0 check (fee >= 0),
  reason text not null,
  answer_by timestamptz,
  opened_at timestamptz not null,
  ended_at timestamptz,
  -- What of it the organisation has given up.
  lost bigint not null default 0,
  primary key (organisation_id, dispute_id),
  unique (organisation_id, attempt_id, provider_reference),
  constraint disputes_lost_within_amount check (lost >= 0 and lost <= amount),
  foreign key (organisation_id, attempt_id) references attempts (organisation_id, attempt_id)
);
create index disputes_open on disputes (organisation_id, answer_by)
  where state in ('opened', 'evidence_sent');

-- What was sent to the provider about a dispute. Append only.
create table dispute_evidence (
  organisation_id text not null,
  dispute_id text not null,
  position integer not null,
  text text not null,
  actor text not null,
  at timestamptz not null,
  primary key (organisation_id, dispute_id, position),
  foreign key (organisation_id, dispute_id) references disputes (organisation_id, dispute_id)
);

-- Which allocations a lost dispute took from; `returned` once the bank gave it back after all.
create table dispute_lines (
  organisation_id text not null,
  dispute_id text not null,
  position integer not null,
  payment_id text not null,
  due_id text not null,
  amount bigint not null check (amount > 0),
  -- What came back, and what of it the due could not take any more.
  returned bigint not null default 0 check (returned >= 0 and returned <= amount),
  primary key (organisation_id, dispute_id, position),
  foreign key (organisation_id, dispute_id) references disputes (organisation_id, dispute_id),
  foreign key (organisation_id, payment_id, due_id)
    references allocations (organisation_id, payment_id, due_id)
);
create index dispute_lines_by_due on dispute_lines (organisation_id, due_id);

alter table stray_movements drop constraint stray_movements_kind_check;
alter table stray_movements add constraint stray_movements_kind_check
  check (kind in ('charge', 'refund', 'dispute', 'dispute_returned', 'dispute_fee'));

-- Dues that staff make carry their debtor, and an address of their own where they can be paid.
alter table dues
  add column debtor_name text,
  add column debtor_tax_id text,
  add column debtor_email text,
  add column access_token text;
create unique index dues_by_access_token on dues (organisation_id, access_token)
  where access_token is not null;

-- What people did to a due, before and after. Append only.
create table due_changes (
  organisation_id text not null,
  due_change_id text not null,
  due_id text not null,
  kind text not null check (kind in ('create', 'change', 'withdraw', 'settle_otherwise')),
  before jsonb,
  after jsonb not null,
  -- What it took off the due, without money; negative when that was undone.
  credited bigint not null default 0,
  reason text not null,
  actor text not null,
  at timestamptz not null,
  primary key (organisation_id, due_change_id),
  foreign key (organisation_id, due_id) references dues (organisation_id, due_id)
);
create index due_changes_by_due on due_changes (organisation_id, due_id);
