-- What lists, search and figures need. Indexes of text by its letters come with an extension of PostgreSQL
-- that an owner of the database may install, where the server has it.
do $$
begin
  create extension if not exists pg_trgm;
exception when others then
  raise exception 'the extension pg_trgm is needed and cannot be installed (%); install the contributed modules of PostgreSQL, then let an administrator run "create extension pg_trgm" in this database', sqlerrm;
end $$;
select set_config('search_path', 'public, ' || quote_ident(nspname), true)
from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm';

-- A list with its filters and columns, as somebody keeps it under a name.
create table saved_views (
  organisation_id text not null references organisations (organisation_id),
  saved_view_id text not null,
  staff_id text not null,
  list text not null,
  name text not null,
  parameters jsonb not null,
  is_shared boolean not null,
  created_at timestamptz not null,
  primary key (organisation_id, saved_view_id),
  unique (organisation_id, staff_id, list, name)
);

-- Figures that cost too much to be counted for each visit, with the moment they were counted at.
create table report_figures (
  organisation_id text not null references organisations (organisation_id),
  name text not null,
  as_of timestamptz not null,
  value jsonb not null,
  primary key (organisation_id, name)
);

-- Lists are read newest first, from any place on.
create index payments_by_creation on payments (organisation_id, created_at, payment_id);
create index payments_by_day on payments (organisation_id, paid_on, payment_id) where paid_on is not null;
create index payments_set_aside on payments (organisation_id, created_at, payment_id) where state = 'set_aside';
create index payments_by_email on payments (organisation_id, (lower(email) collate "C"), created_at, payment_id)
  where email is not null;
create index dues_by_creation on dues (organisation_id, created_at, due_id);
create index dues_by_day on dues (organisation_id, due_on, due_id) where due_on is not null;
create index receipts_by_issue on receipts (organisation_id, issued_at, receipt_id);
create index ledger_entries_by_day on ledger_entries (organisation_id, effective_on, entry_id);
create index messages_by_creation on messages (organisation_id, created_at, message_id);
create index messages_by_recipient on messages (organisation_id, (lower(recipient) collate "C"), created_at, message_id);
create index messages_failed on messages (organisation_id, created_at, message_id) where state = 'failed';
-- What a mail is about stands in its source.
create index messages_by_subject on messages (organisation_id, (substring(source from '[a-z]{3}_[0-9a-z]{26}')))
  where substring(source from '[a-z]{3}_[0-9a-z]{26}') is not null;
create index inbox_events_by_reference on inbox_events (organisation_id, our_reference) where our_reference is not null;
create index inbox_events_parked on inbox_events (organisation_id, received_at) where parked_because is not null;
create index attempts_disputed on attempts (organisation_id, attempt_id) where disputed > 0;
create index invoices_by_import on invoices (organisation_id, import_file_id);
create index audit_records_by_subject on audit_records (organisation_id, subject, audit_record_id);

-- The expressions are those of reports/searchable.ts.
create index invoices_by_letters on invoices using gin (
  translate(lower(customer_name || ' ' || number), 'àáâãäåèéêëìíîïòóôõöùúûüñçý', 'aaaaaaeeeeiiiiooooouuuuncy') gin_trgm_ops);
create index dues_by_letters on dues using gin (
  translate(lower(reason), 'àáâãäåèéêëìíîïòóôõöùúûüñçý', 'aaaaaaeeeeiiiiooooouuuuncy') gin_trgm_ops)
  where invoice_id is null;
