-- Files that were loaded, by their content: the same bytes are known again.
create table import_files (
  organisation_id text not null references organisations,
  import_file_id text not null,
  name text not null,
  sha256 text not null,
  imported_at timestamptz not null,
  primary key (organisation_id, import_file_id),
  unique (organisation_id, sha256)
);

-- Electronic invoices and credit notes; `document` is what was read, whole.
create table invoices (
  organisation_id text not null references organisations,
  invoice_id text not null,
  import_file_id text not null,
  -- Opens the invoice's page without typing anything; 160 bits.
  access_token text not null,
  supplier_tax_id text not null,
  year integer not null,
  number text not null,
  -- The number in capitals without anything but letters and digits: what a typed number is compared with.
  number_key text not null,
  document_type text not null,
  is_credit_note boolean not null,
  issued_on date not null,
  currency text not null,
  total bigint not null,
  payable bigint not null,
  customer_name text not null,
  customer_tax_ids text[] not null,
  -- Of a credit note: the number keys of what it refers to.
  refers_to text[] not null,
  document jsonb not null,
  content_digest text not null,
  imported_at timestamptz not null,
  primary key (organisation_id, invoice_id),
  unique (organisation_id, supplier_tax_id, year, number, document_type),
  unique (organisation_id, access_token),
  foreign key (organisation_id, import_file_id) references import_files (organisation_id, import_file_id)
);
create index invoices_by_number on invoices (organisation_id, number_key);

-- What is owed: one thing to be paid, on one day. Counters move in the transaction of their cause.
create table dues (
  organisation_id text not null references organisations,
  due_id text not null,
  invoice_id text,
  position integer not null,
  service text not null,
  reason text not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  settled bigint not null default 0,
  credited bigint not null default 0,
  due_on date,
  collectable text not null check (collectable in ('by_payer', 'direct_debit', 'treasury')),
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (organisation_id, due_id),
  unique (organisation_id, invoice_id, position),
  foreign key (organisation_id, invoice_id) references invoices (organisation_id, invoice_id),
  constraint dues_never_overpaid check (settled >= 0 and credited >= 0 and settled + credited <= amount)
);

-- By which credit note a due became smaller, and by how much.
create table due_credits (
  organisation_id text not null,
  due_id text not null,
  credit_note_id text not null,
  amount bigint not null check (amount > 0),
  credited_at timestamptz not null,
  primary key (organisation_id, due_id, credit_note_id),
  foreign key (organisation_id, due_id) references dues (organisation_id, due_id),
  foreign key (organisation_id, credit_note_id) references invoices (organisation_id, invoice_id)
);
