-- Accounts of the ledger, one row per currency; a posting can only name accounts of its own currency.
create table ledger_accounts (
  organisation_id text not null references organisations,
  account text not null,
  currency text not null,
  kind text not null check (kind in ('asset', 'liability', 'income', 'expense')),
  primary key (organisation_id, account, currency)
);

-- Movements of money. Append only; `source` names the one effect that an entry is, so it is booked once.
create table ledger_entries (
  organisation_id text not null,
  entry_id text not null,
  source text not null,
  reason text not null,
  effective_on date not null,
  booked_at timestamptz not null,
  reverses text,
  primary key (organisation_id, entry_id),
  unique (organisation_id, source),
  unique (organisation_id, reverses),
  foreign key (organisation_id, reverses) references ledger_entries (organisation_id, entry_id)
);

-- An entry of such postings balances by construction. Append only.
create table ledger_postings (
  organisation_id text not null,
  entry_id text not null,
  position integer not null,
  debit_account text not null,
  credit_account text not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  primary key (organisation_id, entry_id, position),
  check (debit_account <> credit_account),
  foreign key (organisation_id, entry_id) references ledger_entries (organisation_id, entry_id),
  foreign key (organisation_id, debit_account, currency)
    references ledger_accounts (organisation_id, account, currency),
  foreign key (organisation_id, credit_account, currency)
    references ledger_accounts (organisation_id, account, currency)
);
