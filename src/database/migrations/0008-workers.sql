-- Which workers are alive: each writes its row every few seconds and takes it away when it ends.
create table workers (
  worker_id text primary key,
  started_at timestamptz not null,
  seen_at timestamptz not null
);
