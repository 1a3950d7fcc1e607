-- The people of an organisation who run its portal. Somebody who works for two has an account in each.
create table staff (
  organisation_id text not null references organisations,
  staff_id text not null,
  email text not null check (email = lower(email)),
  name text not null,
  role text not null check (role in ('administrator', 'accounting', 'operator', 'support', 'auditor')),
  -- Null: every service of the organisation.
  services text[],
  language text not null,
  -- Null until the first one-time link was used. A PHC string of argon2id.
  password text,
  created_at timestamptz not null,
  disabled_at timestamptz,
  primary key (organisation_id, staff_id),
  unique (organisation_id, email)
);

-- Links that let somebody choose a password, once and not for long. The link itself is only in the mail.
create table staff_links (
  organisation_id text not null,
  link_digest text not null,
  staff_id text not null,
  purpose text not null check (purpose in ('invitation', 'new_password')),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (organisation_id, link_digest),
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id)
);

-- An authenticator app: its secret, sealed with the portal's key, and the last time step it was used in.
create table staff_authenticators (
  organisation_id text not null,
  staff_id text not null,
  sealed_secret text not null,
  last_step bigint not null default 0,
  -- Null while it was shown and not yet proven with a code.
  proven_at timestamptz,
  primary key (organisation_id, staff_id),
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id)
);

create table staff_recovery_codes (
  organisation_id text not null,
  staff_id text not null,
  code_digest text not null,
  used_at timestamptz,
  primary key (organisation_id, staff_id, code_digest),
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id)
);

create table staff_passkeys (
  organisation_id text not null,
  credential_id text not null,
  staff_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (organisation_id, credential_id),
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id)
);

-- Sessions of browsers. A new digest at every rise in rights, so that a fixed one is worth nothing.
create table staff_sessions (
  organisation_id text not null,
  session_digest text not null,
  staff_id text not null,
  begun_at timestamptz not null,
  seen_at timestamptz not null,
  -- Null while only the password was right.
  second_factor_at timestamptz,
  -- When the person last proved who it is: for money out and bank details it must be recent.
  confirmed_at timestamptz not null,
  ended_at timestamptz,
  browser text not null,
  primary key (organisation_id, session_digest),
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id)
);
create index staff_sessions_of_person on staff_sessions (organisation_id, staff_id) where ended_at is null;

-- What browsers signed with a passkey: whoever sends the same answer again finds its question here.
create table staff_challenges (
  organisation_id text not null references organisations,
  challenge_digest text not null,
  used_at timestamptz not null,
  primary key (organisation_id, challenge_digest)
);
