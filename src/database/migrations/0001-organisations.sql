-- Who collects. A reference table when the schema is spread over Citus by organisation_id.
create table organisations (
  organisation_id text primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  mode text not null check (mode in ('test', 'live')),
  -- The demo organisation takes invoices of any supplier, so that samples can be tried.
  accepts_any_supplier boolean not null default false,
  settings jsonb not null,
  created_at timestamptz not null
);

-- VAT numbers and tax codes by which a supplier on an invoice is recognised; upper case, no blanks.
create table organisation_tax_ids (
  organisation_id text not null references organisations,
  tax_id text not null,
  primary key (organisation_id, tax_id)
);
create index organisation_tax_ids_by_tax_id on organisation_tax_ids (tax_id);

-- The organisation's own codes for its customers.
create table customer_codes (
  organisation_id text not null references organisations,
  customer_tax_id text not null,
  customer_code text not null,
  primary key (organisation_id, customer_tax_id, customer_code)
);

-- The organisation's accounts at providers; secrets are sealed with the portal's key.
create table provider_accounts (
  organisation_id text not null references organisations,
  provider_account_id text not null,
  provider text not null,
  mode text not null check (mode in ('test', 'live')),
  sealed_secrets text not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (organisation_id, provider_account_id)
);
create unique index provider_accounts_in_use on provider_accounts (organisation_id, provider)
  where retired_at is null;

-- What people did, from the command line or the back office. Append only.
create table audit_records (
  organisation_id text not null references organisations,
  audit_record_id text not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  primary key (organisation_id, audit_record_id)
);

-- Counts tries per window for all processes; a local table of the coordinator.
create table rate_limits (
  bucket text not null,
  window_starts_at timestamptz not null,
  tries integer not null,
  primary key (bucket, window_starts_at)
);
