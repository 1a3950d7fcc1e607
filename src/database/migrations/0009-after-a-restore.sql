-- Which server and database this data lives in: after a restore it is another one.
create table database_home (
  only_row boolean primary key default true check (only_row),
  system_identifier text not null,
  database_oid text not null,
  settled_at timestamptz not null
);

-- Numbers that may stand on receipts which a restored database has forgotten: never given again.
-- Append only.
create table receipt_voids (
  organisation_id text not null references organisations,
  year integer not null,
  number integer not null check (number > 0),
  voided_at timestamptz not null,
  primary key (organisation_id, year, number)
);

-- A dispute of money that nothing of ours explains is as unexplained as the money.
alter table stray_movements drop constraint stray_movements_kind_check;
alter table stray_movements add constraint stray_movements_kind_check
  check (kind in ('charge', 'refund', 'dispute', 'dispute_returned'));
