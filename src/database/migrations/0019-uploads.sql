-- Invoice files that somebody of the staff sent in the browser: judged, and loaded when that is ordered.
create table uploads (
  organisation_id text not null references organisations,
  upload_id text not null,
  -- The token of the form that sent it, once all of it is here: sent twice, it is one upload.
  order_key text,
  uploaded_by text not null,
  -- Where it is told that the load is done.
  recipient text not null,
  language text not null,
  state text not null
    check (state in ('receiving', 'unpacking', 'judging', 'judged', 'loading', 'loaded', 'left', 'failed')),
  -- How it was ordered to be loaded: what is good, or all or nothing.
  way text check (way in ('good', 'all')),
  -- Puts changed content in the place of invoices that nobody has begun to pay.
  replaces boolean not null,
  -- An order to load all or nothing ended with nothing, so the files were judged again.
  refused boolean not null default false,
  uploaded_at timestamptz not null,
  ordered_at timestamptz,
  ended_at timestamptz,
  -- What was sent, as it was sent.
  part_count integer not null default 0,
  byte_count bigint not null default 0,
  -- Files, those of archives among them, and how many of them the step under way is done with.
  file_count integer not null default 0,
  done_count integer not null default 0,
  -- Counts and sums, which stay when the files are gone.
  figures jsonb,
  -- When there is something to do with it next; null when there never is again.
  next_at timestamptz,
  tries integer not null default 0,
  lease_until timestamptz,
  erased_at timestamptz,
  primary key (organisation_id, upload_id),
  unique (organisation_id, order_key)
);
create index uploads_to_do on uploads (organisation_id, next_at) where next_at is not null;
create index uploads_by_person on uploads (organisation_id, uploaded_by, upload_id);
create index uploads_kept on uploads (organisation_id) where erased_at is null;

-- What was sent, in pieces, so that nobody holds all of it; gone when it is unpacked.
create table upload_pieces (
  organisation_id text not null,
  upload_id text not null,
  part integer not null,
  position integer not null,
  -- As the browser said it; of the first piece only.
  name text,
  content bytea not null,
  primary key (organisation_id, upload_id, part, position),
  foreign key (organisation_id, upload_id) references uploads (organisation_id, upload_id)
);

-- The files of an upload, those of archives one by one. Kept for a day.
create table upload_files (
  organisation_id text not null,
  upload_id text not null,
  position integer not null,
  part integer not null,
  name text not null,
  sha256 text not null,
  -- Null for an archive that cannot be opened, and once the file is loaded.
  content bytea,
  stage text not null check (stage in ('waiting', 'judged', 'loaded')),
  -- What the last look at it said, and what one before it said otherwise.
  judgement jsonb,
  earlier jsonb,
  primary key (organisation_id, upload_id, position),
  foreign key (organisation_id, upload_id) references uploads (organisation_id, upload_id)
);
create index upload_files_by_stage on upload_files (organisation_id, upload_id, stage, position);

alter table import_files
  add column upload_id text,
  add foreign key (organisation_id, upload_id) references uploads (organisation_id, upload_id);
create index import_files_by_upload on import_files (organisation_id, upload_id)
  where upload_id is not null;
