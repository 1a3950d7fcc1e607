-- Lists that somebody asked for as a file, made by a job because they are long, or because it was time.
create table exports (
  organisation_id text not null references organisations,
  export_id text not null,
  -- The token of the form that asked: sent twice, it asks once.
  order_key text not null,
  list text not null,
  parameters jsonb not null,
  -- Of whoever asked; null: all.
  services text[],
  format text not null check (format in ('csv', 'xlsx', 'json')),
  language text not null,
  requested_by text not null,
  recipient text not null,
  state text not null check (state in ('waiting', 'made', 'failed')),
  requested_at timestamptz not null,
  -- Rows written so far, for whoever waits.
  row_count bigint not null default 0,
  byte_count bigint not null default 0,
  -- Sums by column and currency, as minor units.
  sums jsonb,
  made_at timestamptz,
  next_try_at timestamptz,
  tries integer not null default 0,
  lease_until timestamptz,
  primary key (organisation_id, export_id),
  unique (organisation_id, order_key)
);
create index exports_to_make on exports (organisation_id, next_try_at) where next_try_at is not null;
create index exports_by_person on exports (organisation_id, requested_by, export_id);

-- The file in pieces, so that neither making nor reading holds all of it. Kept for some days.
create table export_pieces (
  organisation_id text not null,
  export_id text not null,
  position integer not null,
  content bytea not null,
  primary key (organisation_id, export_id, position),
  foreign key (organisation_id, export_id) references exports (organisation_id, export_id)
);

-- Exports that are made again and again.
create table export_schedules (
  organisation_id text not null references organisations,
  export_schedule_id text not null,
  list text not null,
  parameters jsonb not null,
  services text[],
  format text not null check (format in ('csv', 'xlsx', 'json')),
  language text not null,
  every text not null check (every in ('day', 'week', 'month')),
  requested_by text not null,
  recipient text not null,
  next_at timestamptz,
  made_on timestamptz not null,
  primary key (organisation_id, export_schedule_id)
);
create index export_schedules_due on export_schedules (organisation_id, next_at) where next_at is not null;
