-- Spreads the tables of a migrated database that holds no rows yet over Citus, by organisation.
-- Run once on the coordinator, as the owner of the tables: psql -v ON_ERROR_STOP=1 -1 -f deploy/citus.sql
-- schema_migrations, database_home, rate_limits and workers stay on the coordinator.

-- Citus wants foreign keys to be made after both of their tables are spread.
create temporary table saldo_foreign_keys on commit drop as
  select conrelid::regclass::text as table_name, conname::text as key_name,
    pg_get_constraintdef(oid) as definition
  from pg_constraint
  where contype = 'f' and connamespace = 'public'::regnamespace;

do $$
declare key record;
begin
  for key in select * from saldo_foreign_keys loop
    execute format('alter table %s drop constraint %I', key.table_name, key.key_name);
  end loop;
end $$;

-- Small, read everywhere, and looked into across organisations.
select create_reference_table('organisations');
select create_reference_table('organisation_tax_ids');

select create_distributed_table(name, 'organisation_id')
from unnest(array[
  'allocations',
  'approvals',
  'attempt_events',
  'attempts',
  'audit_chains',
  'audit_personal',
  'audit_records',
  'audit_seals',
  'audit_waiting',
  'cart_items',
  'carts',
  'charge_types',
  'customer_codes',
  'discount_uses',
  'discounts',
  'dispute_evidence',
  'dispute_lines',
  'disputes',
  'due_changes',
  'due_credits',
  'due_details',
  'dues',
  'export_pieces',
  'export_schedules',
  'exports',
  'holds',
  'import_files',
  'inbox_events',
  'invoices',
  'ledger_accounts',
  'ledger_chains',
  'ledger_entries',
  'ledger_postings',
  'ledger_seals',
  'ledger_waiting',
  'message_deliveries',
  'messages',
  'opinions',
  'orders_done',
  'payment_list_requests',
  'payments',
  'proposed_accounts',
  'provider_accounts',
  'provider_sweeps',
  'receipt_counters',
  'receipt_voids',
  'receipts',
  'refund_lines',
  'refunds',
  'report_figures',
  'saved_views',
  'seal_notes',
  'services',
  'staff',
  'staff_authenticators',
  'staff_challenges',
  'staff_identity_providers',
  'staff_links',
  'staff_passkeys',
  'staff_recovery_codes',
  'staff_sessions',
  'stray_movements',
  'suspense_items',
  'suspense_resolutions',
  'terms_versions',
  'ticket_attachments',
  'ticket_counters',
  'ticket_messages',
  'tickets',
  'upload_files',
  'upload_pieces',
  'uploads'
]) as name;

do $$
declare key record;
begin
  for key in select * from saldo_foreign_keys loop
    execute format('alter table %s add constraint %I %s', key.table_name, key.key_name, key.definition);
  end loop;
end $$;
