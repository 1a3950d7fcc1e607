/** The tables of the sandbox; amounts are whole minor units, instants milliseconds of its clock. */
export const schema = `
create table if not exists settings (name text primary key, value text not null) strict;

create table if not exists accounts (
  id text primary key,
  name text not null,
  api_key text not null unique,
  notification_url text,
  created_at integer not null
) strict;

create table if not exists notification_secrets (
  secret text primary key,
  account_id text not null references accounts (id),
  ends_at integer
) strict;

create table if not exists sessions (
  sequence integer primary key,
  id text not null unique,
  account_id text not null references accounts (id),
  reference text not null,
  amount integer not null check (amount > 0),
  currency text not null,
  description text not null,
  accepted_brands text not null,
  language text not null,
  email text,
  return_url text not null,
  status text not null,
  decline_reason text,
  brand text,
  last_four text,
  silent_until integer,
  created_at integer not null,
  expires_at integer not null
) strict;
create index if not exists sessions_reference on sessions (account_id, reference);

create table if not exists refunds (
  id text primary key,
  account_id text not null references accounts (id),
  session_id text not null references sessions (id),
  reference text not null,
  amount integer not null check (amount > 0),
  currency text not null,
  status text not null,
  created_at integer not null
) strict;
create index if not exists refunds_reference on refunds (account_id, reference);

create table if not exists disputes (
  id text primary key,
  session_id text not null references sessions (id),
  amount integer not null check (amount > 0),
  status text not null,
  opened_at integer not null
) strict;

create table if not exists dispute_terms (
  dispute_id text primary key references disputes (id),
  reason text not null,
  fee integer not null check (fee >= 0),
  answer_by integer
) strict;

create table if not exists dispute_evidence (
  sequence integer primary key,
  dispute_id text not null references disputes (id),
  text text not null,
  sent_at integer not null
) strict;

create table if not exists movements (
  sequence integer primary key,
  account_id text not null references accounts (id),
  session_id text not null references sessions (id),
  kind text not null,
  source_id text not null,
  reference text not null,
  amount integer not null check (amount > 0),
  currency text not null,
  at integer not null,
  unique (kind, source_id)
) strict;
create index if not exists movements_period on movements (account_id, at, sequence);
create index if not exists movements_session on movements (session_id);

create table if not exists plans (
  sequence integer primary key,
  session_id text not null references sessions (id),
  action text not null,
  at integer not null
) strict;
create index if not exists plans_at on plans (at);

create table if not exists stored_answers (
  account_id text not null references accounts (id),
  key text not null,
  request text not null,
  status integer not null,
  body text not null,
  created_at integer not null,
  primary key (account_id, key)
) strict;

create table if not exists faults (
  id text primary key,
  account_id text,
  reference text,
  affects text not null,
  fault text not null,
  times_left integer not null,
  delay_ms integer not null
) strict;

create table if not exists events (
  sequence integer primary key,
  id text not null unique,
  account_id text not null references accounts (id),
  session_id text,
  type text not null,
  body text not null,
  created_at integer not null
) strict;

create table if not exists deliveries (
  sequence integer primary key,
  event_id text not null,
  session_id text,
  account_id text not null references accounts (id),
  body text not null,
  signature text not null,
  state text not null,
  due_at integer not null,
  tries integer not null default 0,
  last_status integer,
  last_error text
) strict;
create index if not exists deliveries_due on deliveries (state, due_at);
`;
