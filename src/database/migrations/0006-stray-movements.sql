-- Until when the provider's own list has been compared with what we know.
create table provider_sweeps (
  organisation_id text not null,
  provider_account_id text not null,
  swept_until timestamptz not null,
  next_sweep_at timestamptz not null,
  lease_until timestamptz,
  primary key (organisation_id, provider_account_id),
  foreign key (organisation_id, provider_account_id)
    references provider_accounts (organisation_id, provider_account_id)
);

-- Money that moved at the provider and that no attempt or refund of ours explains.
-- Append only.
create table stray_movements (
  organisation_id text not null,
  provider_account_id text not null,
  kind text not null check (kind in ('charge', 'refund')),
  provider_reference text not null,
  -- What the provider says it was for; it may name nothing of ours.
  our_reference text not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  moved_at timestamptz not null,
  found_at timestamptz not null,
  primary key (organisation_id, provider_account_id, kind, provider_reference),
  foreign key (organisation_id, provider_account_id)
    references provider_accounts (organisation_id, provider_account_id)
);
