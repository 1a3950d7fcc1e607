-- Keys of an account at a provider that somebody has tried and wants to put in use. When they are in use, refused,
-- taken back or too old the row goes, and the secret with it.
create table proposed_accounts (
  organisation_id text not null references organisations,
  -- Of the account that they will be: the address of its notifications is known before.
  provider_account_id text not null,
  provider text not null,
  mode text not null check (mode in ('test', 'live')),
  sealed_secrets text not null,
  -- What the provider said when they were last tried; `unknown`: it did not answer.
  verdict text not null check (verdict in ('accepted', 'refused', 'unknown')),
  verdict_cause text,
  tried_at timestamptz not null,
  made_by text not null,
  expires_at timestamptz not null,
  -- Null while they were only tried.
  approval_id text,
  primary key (organisation_id, provider_account_id),
  constraint proposed_accounts_cause check ((verdict = 'accepted') = (verdict_cause is null)),
  foreign key (organisation_id, approval_id) references approvals (organisation_id, approval_id)
);
create index proposed_accounts_by_approval on proposed_accounts (organisation_id, approval_id)
  where approval_id is not null;
