-- Reasons to pay that an organisation offers; what pages, forms and mails show of them is the definition.
create table services (
  organisation_id text not null references organisations,
  -- Its name in addresses, in dues and in the ledger.
  service_id text not null,
  position integer not null,
  -- `draft` is seen by staff alone; of a `closed` one nothing new begins.
  state text not null check (state in ('draft', 'open', 'closed')),
  -- Counts up with each change.
  version integer not null check (version > 0),
  definition jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organisation_id, service_id)
);

-- What is charged under a service: dues that are loaded, or payments that nobody asked for yet.
create table charge_types (
  organisation_id text not null,
  -- Its name in addresses and in files of dues; one of an organisation.
  charge_type_id text not null,
  service_id text not null,
  position integer not null,
  state text not null check (state in ('draft', 'open', 'closed')),
  version integer not null check (version > 0),
  kind text not null check (kind in ('dues', 'free')),
  definition jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organisation_id, charge_type_id),
  foreign key (organisation_id, service_id) references services (organisation_id, service_id)
);
create index charge_types_by_service on charge_types (organisation_id, service_id);

alter table dues
  add column charge_type_id text,
  -- Dues that are one debt: the whole of it, or its instalments; whoever pays one of either excludes the other.
  add column plan_id text,
  add column plan_part text check (plan_part in ('whole', 'instalment')),
  -- The days on which it may be paid, both included.
  add column valid_from date,
  add column valid_until date,
  -- The least that may be paid of it at once; null where it is paid whole.
  add column least_part bigint check (least_part > 0),
  -- How its amount depends on the day; null where it does not.
  add column pricing jsonb,
  add constraint dues_in_a_plan check ((plan_id is null) = (plan_part is null)),
  add foreign key (organisation_id, charge_type_id)
    references charge_types (organisation_id, charge_type_id);
create index dues_by_plan on dues (organisation_id, plan_id) where plan_id is not null;
create index dues_by_charge_type on dues (organisation_id, charge_type_id, due_id)
  where charge_type_id is not null;

-- What of a due only pages, notices, receipts and exports read.
create table due_details (
  organisation_id text not null,
  due_id text not null,
  origin text not null check (origin in ('file', 'free')),
  -- An RF reference (ISO 11649) that is printed on the notice; checks itself.
  notice_number text,
  -- By what the organisation's own system knows it; the digest says whether it came again changed.
  source_key text,
  content_digest text,
  -- [{"text", "minor"}] that add up to the amount; a discount is a line below zero.
  lines jsonb,
  -- [{"name", "kind", "label", "value", "shown"}] as they were answered, with the labels of that day.
  answers jsonb,
  -- Of the charge type's definition, for which it was made.
  charge_type_version integer,
  -- {"notice_number", "creditor_tax_id", "taxonomy", "beneficiaries": [{"tax_id", "iban", "minor"}]}
  pagopa jsonb,
  primary key (organisation_id, due_id),
  foreign key (organisation_id, due_id) references dues (organisation_id, due_id),
  unique (organisation_id, notice_number),
  unique (organisation_id, source_key)
);

-- What a due becomes by the day it is paid on, and by a code.
alter table due_changes drop constraint due_changes_kind_check,
  add constraint due_changes_kind_check
    check (kind in ('create', 'change', 'withdraw', 'settle_otherwise', 'reprice'));

-- What one browser gathers to pay at once.
create table carts (
  organisation_id text not null references organisations,
  cart_id text not null,
  visitor text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organisation_id, cart_id),
  unique (organisation_id, visitor)
);
create index carts_by_change on carts (organisation_id, changed_at);

create table cart_items (
  organisation_id text not null,
  cart_item_id text not null,
  cart_id text not null,
  -- Items are shown, and money is allocated, in this order.
  position integer not null,
  -- A due that is there; of a free payment the due that was made of it when it was first to be paid.
  due_id text,
  -- Of a free payment.
  charge_type_id text,
  charge_type_version integer,
  debtor jsonb,
  answers jsonb,
  -- As the payer saw it last.
  amount bigint not null check (amount > 0),
  currency text not null,
  discount_id text,
  added_at timestamptz not null,
  primary key (organisation_id, cart_item_id),
  foreign key (organisation_id, cart_id) references carts (organisation_id, cart_id),
  foreign key (organisation_id, due_id) references dues (organisation_id, due_id),
  foreign key (organisation_id, charge_type_id)
    references charge_types (organisation_id, charge_type_id),
  unique (organisation_id, cart_id, due_id),
  constraint cart_items_of_something check (due_id is not null or charge_type_id is not null)
);
create index cart_items_by_cart on cart_items (organisation_id, cart_id, position);
create index cart_items_by_due on cart_items (organisation_id, due_id) where due_id is not null;

-- What makes a charge cheaper: a code that payers type, or a rule of certain days.
create table discounts (
  organisation_id text not null,
  discount_id text not null,
  charge_type_id text not null,
  -- In capitals, without blanks; null for a rule that needs no code.
  code text,
  kind text not null check (kind in ('amount', 'percent')),
  -- Minor units, or hundredths of a per cent.
  value bigint not null check (value > 0),
  currency text not null,
  names jsonb not null,
  valid_from date,
  valid_until date,
  most_uses integer check (most_uses > 0),
  most_uses_per_payer integer check (most_uses_per_payer > 0),
  used integer not null default 0,
  -- Summed up on the public page of discounts.
  is_public boolean not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (organisation_id, discount_id),
  foreign key (organisation_id, charge_type_id)
    references charge_types (organisation_id, charge_type_id),
  constraint discounts_percent_below_whole check (kind = 'amount' or value < 10000),
  constraint discounts_never_overused check (used >= 0 and (most_uses is null or used <= most_uses))
);
create unique index discounts_by_code on discounts (organisation_id, code)
  where code is not null and ended_at is null;
create index discounts_by_charge_type on discounts (organisation_id, charge_type_id);

-- For which due a discount was used; given free again when the payment came to nothing.
create table discount_uses (
  organisation_id text not null,
  discount_use_id text not null,
  discount_id text not null,
  due_id text not null,
  payment_id text,
  -- A digest of the debtor's tax code or address; never the address itself.
  payer_key text not null,
  -- Which of this payer's uses it is, from 1: with the constraint below the count cannot be passed by two at once.
  position integer not null check (position > 0),
  taken_at timestamptz not null,
  released_at timestamptz,
  primary key (organisation_id, discount_use_id),
  foreign key (organisation_id, discount_id) references discounts (organisation_id, discount_id),
  foreign key (organisation_id, due_id) references dues (organisation_id, due_id)
);
create unique index discount_uses_one_per_due on discount_uses (organisation_id, due_id)
  where released_at is null;
create unique index discount_uses_within_payer on discount_uses
  (organisation_id, discount_id, payer_key, position) where released_at is null;

-- The terms of each day, as payers accepted them. Append only.
create table terms_versions (
  organisation_id text not null references organisations,
  version integer not null check (version > 0),
  texts jsonb not null,
  actor text not null,
  valid_from timestamptz not null,
  primary key (organisation_id, version)
);
insert into terms_versions (organisation_id, version, texts, actor, valid_from)
  select organisation_id, 1, coalesce(settings -> 'terms', '{}'), 'migration', now() from organisations;
alter table payments add column terms_version integer;
