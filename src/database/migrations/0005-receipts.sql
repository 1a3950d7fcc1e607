-- The last receipt number given per organisation and year: no sequence, so no gap.
create table receipt_counters (
  organisation_id text not null references organisations,
  year integer not null,
  last_number integer not null,
  primary key (organisation_id, year)
);

-- Proof of payment; `document` is the snapshot that page, PDF and mail are made from. Append only.
create table receipts (
  organisation_id text not null,
  receipt_id text not null,
  payment_id text not null,
  year integer not null,
  number integer not null check (number > 0),
  verification_code text not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  issued_at timestamptz not null,
  document jsonb not null,
  primary key (organisation_id, receipt_id),
  unique (organisation_id, payment_id),
  unique (organisation_id, year, number),
  unique (organisation_id, verification_code),
  foreign key (organisation_id, payment_id) references payments (organisation_id, payment_id)
);

-- The outbox: mails that must leave, written in the transaction of the fact they tell.
create table messages (
  organisation_id text not null references organisations,
  message_id text not null,
  -- What it is about, so that the same mail is written once: `receipt:pay_…:1`.
  source text not null,
  template text not null,
  recipient text not null,
  language text not null,
  payload jsonb not null,
  state text not null check (state in ('queued', 'sent', 'failed')),
  created_at timestamptz not null,
  sent_at timestamptz,
  next_try_at timestamptz,
  tries integer not null default 0,
  lease_until timestamptz,
  primary key (organisation_id, message_id),
  unique (organisation_id, source)
);
create index messages_to_send on messages (organisation_id, next_try_at) where next_try_at is not null;

-- The delivery log: each time a mail server was asked, and what it said. Append only.
create table message_deliveries (
  organisation_id text not null,
  message_id text not null,
  position integer not null,
  outcome text not null check (outcome in ('sent', 'rejected', 'temporary')),
  response text not null,
  at timestamptz not null,
  primary key (organisation_id, message_id, position),
  foreign key (organisation_id, message_id) references messages (organisation_id, message_id)
);
