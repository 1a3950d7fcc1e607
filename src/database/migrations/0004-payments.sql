-- The intention to pay some dues once. `paid` and `set_aside` are for ever.
create table payments (
  organisation_id text not null references organisations,
  payment_id text not null,
  -- Opens the payment's page; 160 bits.
  access_token text not null,
  state text not null check (state in ('open', 'paid', 'set_aside')),
  -- Which browser began it (a digest): who comes back from it may go on with it.
  visitor text not null,
  total bigint not null check (total > 0),
  currency text not null,
  language text not null,
  email text,
  terms_accepted_at timestamptz,
  created_at timestamptz not null,
  paid_at timestamptz,
  -- The day it counts for, in the organisation's time zone, fixed when it was settled.
  paid_on date,
  settled_by text,
  receipt_issued boolean not null default false,
  primary key (organisation_id, payment_id),
  unique (organisation_id, access_token),
  check ((state = 'open') = (paid_at is null)),
  check ((paid_at is null) = (paid_on is null))
);
create index payments_awaiting_receipt on payments (organisation_id, paid_at)
  where state = 'paid' and not receipt_issued;

-- How the payment is spread over dues; `applied` is what really settled the due.
create table allocations (
  organisation_id text not null,
  payment_id text not null,
  due_id text not null,
  position integer not null,
  amount bigint not null check (amount > 0),
  applied bigint not null default 0,
  primary key (organisation_id, payment_id, due_id),
  constraint allocations_within_amount check (applied >= 0 and applied <= amount),
  foreign key (organisation_id, payment_id) references payments (organisation_id, payment_id),
  foreign key (organisation_id, due_id) references dues (organisation_id, due_id)
);
create index allocations_by_due on allocations (organisation_id, due_id);

-- One try at a payment through one provider account. Committed before the provider is called.
create table attempts (
  organisation_id text not null,
  attempt_id text not null,
  payment_id text not null,
  provider_account_id text not null,
  provider text not null,
  method text not null,
  state text not null check (state in ('created', 'action_required', 'processing', 'unknown',
    'succeeded', 'failed', 'cancelled', 'expired', 'conflicted')),
  amount bigint not null check (amount > 0),
  currency text not null,
  provider_reference text,
  redirect_url text,
  page_expires_at timestamptz,
  decline_reason text,
  -- Masked: brand and last four digits.
  instrument jsonb,
  -- What the provider took, which may differ from what was asked (`conflicted`).
  captured bigint not null default 0,
  captured_currency text,
  refunded bigint not null default 0,
  disputed bigint not null default 0,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  outcome_known_at timestamptz,
  -- When to ask the provider next (our clock), and until when a worker is at it (the database's).
  next_ask_at timestamptz,
  asked integer not null default 0,
  ask_lease_until timestamptz,
  -- When it was first said that a person must look.
  alerted_at timestamptz,
  primary key (organisation_id, attempt_id),
  unique (organisation_id, provider_account_id, provider_reference),
  constraint attempts_never_over_refunded check (refunded >= 0 and refunded <= captured),
  foreign key (organisation_id, payment_id) references payments (organisation_id, payment_id),
  foreign key (organisation_id, provider_account_id)
    references provider_accounts (organisation_id, provider_account_id)
);
create index attempts_by_payment on attempts (organisation_id, payment_id);
create index attempts_to_ask on attempts (organisation_id, next_ask_at) where next_ask_at is not null;
-- A payment has at most one attempt whose outcome is open.
create unique index attempts_one_live on attempts (organisation_id, payment_id)
  where state in ('created', 'action_required', 'processing', 'unknown', 'conflicted');

-- The history of each attempt. Append only.
create table attempt_events (
  organisation_id text not null,
  attempt_id text not null,
  position integer not null,
  from_state text,
  event text not null,
  to_state text not null,
  actor text not null,
  cause text,
  at timestamptz not null,
  primary key (organisation_id, attempt_id, position),
  foreign key (organisation_id, attempt_id) references attempts (organisation_id, attempt_id)
);

-- While an attempt is open its dues cannot be paid by another. Never ended by a clock alone.
create table holds (
  organisation_id text not null,
  due_id text not null,
  attempt_id text not null,
  held_at timestamptz not null,
  released_at timestamptz,
  primary key (organisation_id, due_id, attempt_id),
  foreign key (organisation_id, due_id) references dues (organisation_id, due_id),
  foreign key (organisation_id, attempt_id) references attempts (organisation_id, attempt_id)
);
create unique index holds_one_per_due on holds (organisation_id, due_id) where released_at is null;
create index holds_by_attempt on holds (organisation_id, attempt_id);

-- What providers told us, as it came; kept before we say that we have it.
create table inbox_events (
  organisation_id text not null,
  provider_account_id text not null,
  event_id text not null,
  type text not null,
  body_digest text not null,
  our_reference text,
  provider_reference text,
  received_at timestamptz not null,
  -- Null once it is dealt with or parked.
  next_try_at timestamptz,
  tries integer not null default 0,
  lease_until timestamptz,
  processed_at timestamptz,
  parked_because text,
  primary key (organisation_id, provider_account_id, event_id),
  foreign key (organisation_id, provider_account_id)
    references provider_accounts (organisation_id, provider_account_id)
);
create index inbox_events_to_process on inbox_events (organisation_id, next_try_at)
  where next_try_at is not null;

-- Money that came and settles nothing: shown to payer and staff until it is given back.
create table suspense_items (
  organisation_id text not null,
  suspense_item_id text not null,
  attempt_id text not null,
  reason text not null check (reason in ('already_settled', 'withdrawn', 'amount_conflict')),
  amount bigint not null check (amount > 0),
  currency text not null,
  created_at timestamptz not null,
  -- What of it was given back or is on its way.
  returned bigint not null default 0,
  primary key (organisation_id, suspense_item_id),
  constraint suspense_never_over_returned check (returned >= 0 and returned <= amount),
  unique (organisation_id, attempt_id),
  foreign key (organisation_id, attempt_id) references attempts (organisation_id, attempt_id)
);

-- Money given back through the provider. `failed` gives the room on the counters back.
create table refunds (
  organisation_id text not null,
  refund_id text not null,
  attempt_id text not null,
  suspense_item_id text not null,
  state text not null check (state in ('requested', 'processing', 'unknown', 'succeeded', 'failed')),
  amount bigint not null check (amount > 0),
  currency text not null,
  reason text not null,
  requested_by text not null,
  provider_reference text,
  cause text,
  requested_at timestamptz not null,
  outcome_known_at timestamptz,
  next_ask_at timestamptz,
  asked integer not null default 0,
  ask_lease_until timestamptz,
  primary key (organisation_id, refund_id),
  foreign key (organisation_id, attempt_id) references attempts (organisation_id, attempt_id),
  foreign key (organisation_id, suspense_item_id)
    references suspense_items (organisation_id, suspense_item_id)
);
create index refunds_by_attempt on refunds (organisation_id, attempt_id);
create index refunds_to_ask on refunds (organisation_id, next_ask_at) where next_ask_at is not null;
