-- What is personal in a record of the audit stands beside it, so that it can be erased and the chain still holds.
alter table audit_records add column personal_digest text;

create table audit_personal (
  organisation_id text not null,
  audit_record_id text not null,
  salt text not null,
  personal jsonb not null,
  primary key (organisation_id, audit_record_id),
  foreign key (organisation_id, audit_record_id) references audit_records (organisation_id, audit_record_id)
);

-- Records in the order in which they were sealed, each with the hash of the one before. Append only.
create table audit_seals (
  organisation_id text not null,
  sequence bigint not null check (sequence > 0),
  audit_record_id text not null,
  previous text not null,
  hash text not null,
  primary key (organisation_id, sequence),
  unique (organisation_id, audit_record_id),
  foreign key (organisation_id, audit_record_id) references audit_records (organisation_id, audit_record_id)
);

-- The end of each chain: whoever seals holds its row.
create table audit_chains (
  organisation_id text primary key references organisations,
  sequence bigint not null,
  hash text not null
);

-- Records that are not sealed yet.
create table audit_waiting (
  organisation_id text not null,
  audit_record_id text not null,
  primary key (organisation_id, audit_record_id),
  foreign key (organisation_id, audit_record_id) references audit_records (organisation_id, audit_record_id)
);

insert into audit_waiting (organisation_id, audit_record_id)
  select organisation_id, audit_record_id from audit_records;
