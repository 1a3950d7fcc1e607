-- Entries in the order in which they were sealed, many at a time, with the hash of the seal before. Append only.
create table ledger_seals (
  organisation_id text not null,
  sequence bigint not null check (sequence > 0),
  entry_ids text[] not null check (cardinality(entry_ids) > 0),
  previous text not null,
  hash text not null,
  primary key (organisation_id, sequence)
);

-- The end of each chain: whoever seals holds its row.
create table ledger_chains (
  organisation_id text primary key references organisations,
  sequence bigint not null,
  hash text not null
);

-- Entries that are not sealed yet. Without a foreign key: it would lock each entry once more while it is booked,
-- and what waits without being there is found by its seal.
create table ledger_waiting (
  organisation_id text not null,
  entry_id text not null,
  primary key (organisation_id, entry_id)
);

insert into ledger_waiting (organisation_id, entry_id)
  select organisation_id, entry_id from ledger_entries;

-- The kinds of accounts are sealed with what was booked to them.
-- Append only from now on: ledger_accounts.

-- How far each chain was noted outside the database.
create table seal_notes (
  organisation_id text not null references organisations,
  chain text not null check (chain in ('audit', 'ledger')),
  sequence bigint not null,
  noted_at timestamptz not null,
  primary key (organisation_id, chain)
);
