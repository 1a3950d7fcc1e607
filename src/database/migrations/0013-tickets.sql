-- The last number given to a request for assistance per organisation and year.
create table ticket_counters (
  organisation_id text not null references organisations,
  year integer not null,
  last_number integer not null,
  primary key (organisation_id, year)
);

-- Requests for assistance; e-mail, name and details go when their payer asks to be forgotten.
create table tickets (
  organisation_id text not null references organisations,
  ticket_id text not null,
  -- Opens the request's page; 160 bits.
  access_token text not null,
  year integer not null,
  number integer not null check (number > 0),
  -- Of the form that was sent and what stood in it: sent twice, it opens one request.
  order_key text not null,
  team text not null check (team in ('administration', 'technical')),
  kind text not null check (kind in ('no_receipt', 'wrong_address', 'split_payment_by_mistake',
    'error_in_invoice', 'portal_error', 'other')),
  state text not null check (state in ('open', 'waiting_for_payer', 'answered', 'closed')),
  language text not null,
  email text,
  name text,
  payment_id text,
  -- What the portal knew of the payment when the request was opened; no secret, no card.
  context jsonb,
  -- What the form of its kind asked for, by the names of the fields.
  details jsonb not null,
  -- A member of staff, or nobody yet.
  assigned_to text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  erased_at timestamptz,
  primary key (organisation_id, ticket_id),
  unique (organisation_id, access_token),
  unique (organisation_id, year, number),
  unique (organisation_id, order_key),
  foreign key (organisation_id, payment_id) references payments (organisation_id, payment_id)
);
create index tickets_by_change on tickets (organisation_id, changed_at desc, ticket_id desc);
create index tickets_by_payment on tickets (organisation_id, payment_id) where payment_id is not null;
create index tickets_by_email on tickets (organisation_id, lower(email)) where email is not null;

-- What payer and staff wrote to each other, in order.
create table ticket_messages (
  organisation_id text not null,
  ticket_id text not null,
  position integer not null check (position > 0),
  author text not null check (author in ('payer', 'staff')),
  -- `payer` or `staff:stf_…`.
  actor text not null,
  order_key text not null,
  words text not null,
  at timestamptz not null,
  primary key (organisation_id, ticket_id, position),
  unique (organisation_id, ticket_id, order_key),
  foreign key (organisation_id, ticket_id) references tickets (organisation_id, ticket_id)
);

-- Files that came with a message; their type was read from their content.
create table ticket_attachments (
  organisation_id text not null,
  ticket_attachment_id text not null,
  ticket_id text not null,
  position integer not null,
  name text not null,
  type text not null check (type in ('application/pdf', 'image/jpeg', 'image/png')),
  size integer not null check (size > 0),
  content bytea not null,
  primary key (organisation_id, ticket_attachment_id),
  foreign key (organisation_id, ticket_id, position)
    references ticket_messages (organisation_id, ticket_id, position)
);
create index ticket_attachments_by_ticket on ticket_attachments (organisation_id, ticket_id);

-- Whether a help page helped, and words that its reader added.
create table opinions (
  organisation_id text not null references organisations,
  opinion_id text not null,
  page text not null,
  language text not null,
  helped boolean not null,
  words text,
  given_at timestamptz not null,
  primary key (organisation_id, opinion_id)
);
create index opinions_by_page on opinions (organisation_id, page, opinion_id);

-- Lists of payments that were asked for and not made yet. What was typed is sealed, and the row goes
-- when the list is made.
create table payment_list_requests (
  organisation_id text not null references organisations,
  payment_list_request_id text not null,
  order_key text not null,
  sealed_identity text not null,
  from_on date not null,
  to_on date not null,
  language text not null,
  requested_at timestamptz not null,
  primary key (organisation_id, payment_list_request_id),
  unique (organisation_id, order_key)
);

-- Which invoices are a customer's, by tax code or VAT number.
create index invoices_by_customer on invoices using gin (customer_tax_ids);
