-- What the migrations make, read from the catalogue. Made by `npm run docs`; do not edit.

create table allocations (
  organisation_id text not null,
  payment_id text not null,
  due_id text not null,
  position integer not null,
  amount bigint not null,
  applied bigint not null default 0,
  constraint allocations_pkey PRIMARY KEY (organisation_id, payment_id, due_id),
  constraint allocations_organisation_id_due_id_fkey FOREIGN KEY (organisation_id, due_id) REFERENCES dues(organisation_id, due_id),
  constraint allocations_organisation_id_payment_id_fkey FOREIGN KEY (organisation_id, payment_id) REFERENCES payments(organisation_id, payment_id),
  constraint allocations_amount_check CHECK ((amount > 0)),
  constraint allocations_within_amount CHECK (((applied >= 0) AND (applied <= amount)))
) with (fillfactor=85);
CREATE INDEX allocations_by_due ON public.allocations USING btree (organisation_id, due_id);

-- Append only.
create table attempt_events (
  organisation_id text not null,
  attempt_id text not null,
  position integer not null,
  from_state text,
  event text not null,
  to_state text not null,
  actor text not null,
  cause text,
  at timestamp with time zone not null,
  constraint attempt_events_pkey PRIMARY KEY (organisation_id, attempt_id, "position"),
  constraint attempt_events_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id) REFERENCES attempts(organisation_id, attempt_id)
);

create table attempts (
  organisation_id text not null,
  attempt_id text not null,
  payment_id text not null,
  provider_account_id text not null,
  provider text not null,
  method text not null,
  state text not null,
  amount bigint not null,
  currency text not null,
  provider_reference text,
  redirect_url text,
  page_expires_at timestamp with time zone,
  decline_reason text,
  instrument jsonb,
  captured bigint not null default 0,
  captured_currency text,
  refunded bigint not null default 0,
  disputed bigint not null default 0,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  outcome_known_at timestamp with time zone,
  next_ask_at timestamp with time zone,
  asked integer not null default 0,
  ask_lease_until timestamp with time zone,
  alerted_at timestamp with time zone,
  constraint attempts_pkey PRIMARY KEY (organisation_id, attempt_id),
  constraint attempts_organisation_id_provider_account_id_provider_refer_key UNIQUE (organisation_id, provider_account_id, provider_reference),
  constraint attempts_organisation_id_payment_id_fkey FOREIGN KEY (organisation_id, payment_id) REFERENCES payments(organisation_id, payment_id),
  constraint attempts_organisation_id_provider_account_id_fkey FOREIGN KEY (organisation_id, provider_account_id) REFERENCES provider_accounts(organisation_id, provider_account_id),
  constraint attempts_amount_check CHECK ((amount > 0)),
  constraint attempts_never_over_refunded CHECK (((refunded >= 0) AND (refunded <= captured))),
  constraint attempts_state_check CHECK ((state = ANY (ARRAY['created'::text, 'action_required'::text, 'processing'::text, 'unknown'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text, 'expired'::text, 'conflicted'::text])))
);
CREATE INDEX attempts_by_payment ON public.attempts USING btree (organisation_id, payment_id);
CREATE UNIQUE INDEX attempts_one_live ON public.attempts USING btree (organisation_id, payment_id) WHERE (state = ANY (ARRAY['created'::text, 'action_required'::text, 'processing'::text, 'unknown'::text, 'conflicted'::text]));
CREATE INDEX attempts_to_ask ON public.attempts USING btree (organisation_id, next_ask_at) WHERE (next_ask_at IS NOT NULL);

-- Append only.
create table audit_records (
  organisation_id text not null,
  audit_record_id text not null,
  at timestamp with time zone not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  constraint audit_records_pkey PRIMARY KEY (organisation_id, audit_record_id),
  constraint audit_records_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

create table customer_codes (
  organisation_id text not null,
  customer_tax_id text not null,
  customer_code text not null,
  constraint customer_codes_pkey PRIMARY KEY (organisation_id, customer_tax_id, customer_code),
  constraint customer_codes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

create table database_home (
  only_row boolean not null default true,
  system_identifier text not null,
  database_oid text not null,
  settled_at timestamp with time zone not null,
  constraint database_home_pkey PRIMARY KEY (only_row),
  constraint database_home_only_row_check CHECK (only_row)
);

create table due_credits (
  organisation_id text not null,
  due_id text not null,
  credit_note_id text not null,
  amount bigint not null,
  credited_at timestamp with time zone not null,
  constraint due_credits_pkey PRIMARY KEY (organisation_id, due_id, credit_note_id),
  constraint due_credits_organisation_id_credit_note_id_fkey FOREIGN KEY (organisation_id, credit_note_id) REFERENCES invoices(organisation_id, invoice_id),
  constraint due_credits_organisation_id_due_id_fkey FOREIGN KEY (organisation_id, due_id) REFERENCES dues(organisation_id, due_id),
  constraint due_credits_amount_check CHECK ((amount > 0))
);

create table dues (
  organisation_id text not null,
  due_id text not null,
  invoice_id text,
  position integer not null,
  service text not null,
  reason text not null,
  amount bigint not null,
  currency text not null,
  settled bigint not null default 0,
  credited bigint not null default 0,
  due_on date,
  collectable text not null,
  created_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint dues_pkey PRIMARY KEY (organisation_id, due_id),
  constraint dues_organisation_id_invoice_id_position_key UNIQUE (organisation_id, invoice_id, "position"),
  constraint dues_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint dues_organisation_id_invoice_id_fkey FOREIGN KEY (organisation_id, invoice_id) REFERENCES invoices(organisation_id, invoice_id),
  constraint dues_amount_check CHECK ((amount > 0)),
  constraint dues_collectable_check CHECK ((collectable = ANY (ARRAY['by_payer'::text, 'direct_debit'::text, 'treasury'::text]))),
  constraint dues_never_overpaid CHECK (((settled >= 0) AND (credited >= 0) AND ((settled + credited) <= amount)))
) with (fillfactor=85);

create table holds (
  organisation_id text not null,
  due_id text not null,
  attempt_id text not null,
  held_at timestamp with time zone not null,
  released_at timestamp with time zone,
  constraint holds_pkey PRIMARY KEY (organisation_id, due_id, attempt_id),
  constraint holds_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id) REFERENCES attempts(organisation_id, attempt_id),
  constraint holds_organisation_id_due_id_fkey FOREIGN KEY (organisation_id, due_id) REFERENCES dues(organisation_id, due_id)
);
CREATE INDEX holds_by_attempt ON public.holds USING btree (organisation_id, attempt_id);
CREATE UNIQUE INDEX holds_one_per_due ON public.holds USING btree (organisation_id, due_id) WHERE (released_at IS NULL);

create table import_files (
  organisation_id text not null,
  import_file_id text not null,
  name text not null,
  sha256 text not null,
  imported_at timestamp with time zone not null,
  constraint import_files_pkey PRIMARY KEY (organisation_id, import_file_id),
  constraint import_files_organisation_id_sha256_key UNIQUE (organisation_id, sha256),
  constraint import_files_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

create table inbox_events (
  organisation_id text not null,
  provider_account_id text not null,
  event_id text not null,
  type text not null,
  body_digest text not null,
  our_reference text,
  provider_reference text,
  received_at timestamp with time zone not null,
  next_try_at timestamp with time zone,
  tries integer not null default 0,
  lease_until timestamp with time zone,
  processed_at timestamp with time zone,
  parked_because text,
  constraint inbox_events_pkey PRIMARY KEY (organisation_id, provider_account_id, event_id),
  constraint inbox_events_organisation_id_provider_account_id_fkey FOREIGN KEY (organisation_id, provider_account_id) REFERENCES provider_accounts(organisation_id, provider_account_id)
);
CREATE INDEX inbox_events_to_process ON public.inbox_events USING btree (organisation_id, next_try_at) WHERE (next_try_at IS NOT NULL);

create table invoices (
  organisation_id text not null,
  invoice_id text not null,
  import_file_id text not null,
  access_token text not null,
  supplier_tax_id text not null,
  year integer not null,
  number text not null,
  number_key text not null,
  document_type text not null,
  is_credit_note boolean not null,
  issued_on date not null,
  currency text not null,
  total bigint not null,
  payable bigint not null,
  customer_name text not null,
  customer_tax_ids text[] not null,
  refers_to text[] not null,
  document jsonb not null,
  content_digest text not null,
  imported_at timestamp with time zone not null,
  constraint invoices_pkey PRIMARY KEY (organisation_id, invoice_id),
  constraint invoices_organisation_id_access_token_key UNIQUE (organisation_id, access_token),
  constraint invoices_organisation_id_supplier_tax_id_year_number_docume_key UNIQUE (organisation_id, supplier_tax_id, year, number, document_type),
  constraint invoices_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint invoices_organisation_id_import_file_id_fkey FOREIGN KEY (organisation_id, import_file_id) REFERENCES import_files(organisation_id, import_file_id)
);
CREATE INDEX invoices_by_number ON public.invoices USING btree (organisation_id, number_key);

create table ledger_accounts (
  organisation_id text not null,
  account text not null,
  currency text not null,
  kind text not null,
  constraint ledger_accounts_pkey PRIMARY KEY (organisation_id, account, currency),
  constraint ledger_accounts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint ledger_accounts_kind_check CHECK ((kind = ANY (ARRAY['asset'::text, 'liability'::text, 'income'::text, 'expense'::text])))
);

-- Append only.
create table ledger_entries (
  organisation_id text not null,
  entry_id text not null,
  source text not null,
  reason text not null,
  effective_on date not null,
  booked_at timestamp with time zone not null,
  reverses text,
  constraint ledger_entries_pkey PRIMARY KEY (organisation_id, entry_id),
  constraint ledger_entries_organisation_id_reverses_key UNIQUE (organisation_id, reverses),
  constraint ledger_entries_organisation_id_source_key UNIQUE (organisation_id, source),
  constraint ledger_entries_organisation_id_reverses_fkey FOREIGN KEY (organisation_id, reverses) REFERENCES ledger_entries(organisation_id, entry_id)
);

-- Append only.
create table ledger_postings (
  organisation_id text not null,
  entry_id text not null,
  position integer not null,
  debit_account text not null,
  credit_account text not null,
  amount bigint not null,
  currency text not null,
  constraint ledger_postings_pkey PRIMARY KEY (organisation_id, entry_id, "position"),
  constraint ledger_postings_organisation_id_credit_account_currency_fkey FOREIGN KEY (organisation_id, credit_account, currency) REFERENCES ledger_accounts(organisation_id, account, currency),
  constraint ledger_postings_organisation_id_debit_account_currency_fkey FOREIGN KEY (organisation_id, debit_account, currency) REFERENCES ledger_accounts(organisation_id, account, currency),
  constraint ledger_postings_organisation_id_entry_id_fkey FOREIGN KEY (organisation_id, entry_id) REFERENCES ledger_entries(organisation_id, entry_id),
  constraint ledger_postings_amount_check CHECK ((amount > 0)),
  constraint ledger_postings_check CHECK ((debit_account <> credit_account))
);

-- Append only.
create table message_deliveries (
  organisation_id text not null,
  message_id text not null,
  position integer not null,
  outcome text not null,
  response text not null,
  at timestamp with time zone not null,
  constraint message_deliveries_pkey PRIMARY KEY (organisation_id, message_id, "position"),
  constraint message_deliveries_organisation_id_message_id_fkey FOREIGN KEY (organisation_id, message_id) REFERENCES messages(organisation_id, message_id),
  constraint message_deliveries_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'rejected'::text, 'temporary'::text])))
);

create table messages (
  organisation_id text not null,
  message_id text not null,
  source text not null,
  template text not null,
  recipient text not null,
  language text not null,
  payload jsonb not null,
  state text not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  next_try_at timestamp with time zone,
  tries integer not null default 0,
  lease_until timestamp with time zone,
  constraint messages_pkey PRIMARY KEY (organisation_id, message_id),
  constraint messages_organisation_id_source_key UNIQUE (organisation_id, source),
  constraint messages_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint messages_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX messages_to_send ON public.messages USING btree (organisation_id, next_try_at) WHERE (next_try_at IS NOT NULL);

create table organisation_tax_ids (
  organisation_id text not null,
  tax_id text not null,
  constraint organisation_tax_ids_pkey PRIMARY KEY (organisation_id, tax_id),
  constraint organisation_tax_ids_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);
CREATE INDEX organisation_tax_ids_by_tax_id ON public.organisation_tax_ids USING btree (tax_id);

create table organisations (
  organisation_id text not null,
  slug text not null,
  name text not null,
  mode text not null,
  accepts_any_supplier boolean not null default false,
  settings jsonb not null,
  created_at timestamp with time zone not null,
  constraint organisations_pkey PRIMARY KEY (organisation_id),
  constraint organisations_slug_key UNIQUE (slug),
  constraint organisations_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint organisations_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
);

create table payments (
  organisation_id text not null,
  payment_id text not null,
  access_token text not null,
  state text not null,
  visitor text not null,
  total bigint not null,
  currency text not null,
  language text not null,
  email text,
  terms_accepted_at timestamp with time zone,
  created_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  paid_on date,
  settled_by text,
  receipt_issued boolean not null default false,
  constraint payments_pkey PRIMARY KEY (organisation_id, payment_id),
  constraint payments_organisation_id_access_token_key UNIQUE (organisation_id, access_token),
  constraint payments_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint payments_check CHECK (((state = 'open'::text) = (paid_at IS NULL))),
  constraint payments_check1 CHECK (((paid_at IS NULL) = (paid_on IS NULL))),
  constraint payments_state_check CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text, 'set_aside'::text]))),
  constraint payments_total_check CHECK ((total > 0))
);
CREATE INDEX payments_awaiting_receipt ON public.payments USING btree (organisation_id, paid_at) WHERE ((state = 'paid'::text) AND (NOT receipt_issued));

create table provider_accounts (
  organisation_id text not null,
  provider_account_id text not null,
  provider text not null,
  mode text not null,
  sealed_secrets text not null,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  constraint provider_accounts_pkey PRIMARY KEY (organisation_id, provider_account_id),
  constraint provider_accounts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint provider_accounts_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text])))
);
CREATE UNIQUE INDEX provider_accounts_in_use ON public.provider_accounts USING btree (organisation_id, provider) WHERE (retired_at IS NULL);

create table provider_sweeps (
  organisation_id text not null,
  provider_account_id text not null,
  swept_until timestamp with time zone not null,
  next_sweep_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  constraint provider_sweeps_pkey PRIMARY KEY (organisation_id, provider_account_id),
  constraint provider_sweeps_organisation_id_provider_account_id_fkey FOREIGN KEY (organisation_id, provider_account_id) REFERENCES provider_accounts(organisation_id, provider_account_id)
);

create table rate_limits (
  bucket text not null,
  window_starts_at timestamp with time zone not null,
  tries integer not null,
  constraint rate_limits_pkey PRIMARY KEY (bucket, window_starts_at)
);

create table receipt_counters (
  organisation_id text not null,
  year integer not null,
  last_number integer not null,
  constraint receipt_counters_pkey PRIMARY KEY (organisation_id, year),
  constraint receipt_counters_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

-- Append only.
create table receipt_voids (
  organisation_id text not null,
  year integer not null,
  number integer not null,
  voided_at timestamp with time zone not null,
  constraint receipt_voids_pkey PRIMARY KEY (organisation_id, year, number),
  constraint receipt_voids_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint receipt_voids_number_check CHECK ((number > 0))
);

-- Append only.
create table receipts (
  organisation_id text not null,
  receipt_id text not null,
  payment_id text not null,
  year integer not null,
  number integer not null,
  verification_code text not null,
  amount bigint not null,
  currency text not null,
  issued_at timestamp with time zone not null,
  document jsonb not null,
  constraint receipts_pkey PRIMARY KEY (organisation_id, receipt_id),
  constraint receipts_organisation_id_payment_id_key UNIQUE (organisation_id, payment_id),
  constraint receipts_organisation_id_verification_code_key UNIQUE (organisation_id, verification_code),
  constraint receipts_organisation_id_year_number_key UNIQUE (organisation_id, year, number),
  constraint receipts_organisation_id_payment_id_fkey FOREIGN KEY (organisation_id, payment_id) REFERENCES payments(organisation_id, payment_id),
  constraint receipts_amount_check CHECK ((amount > 0)),
  constraint receipts_number_check CHECK ((number > 0))
);

create table refunds (
  organisation_id text not null,
  refund_id text not null,
  attempt_id text not null,
  suspense_item_id text not null,
  state text not null,
  amount bigint not null,
  currency text not null,
  reason text not null,
  requested_by text not null,
  provider_reference text,
  cause text,
  requested_at timestamp with time zone not null,
  outcome_known_at timestamp with time zone,
  next_ask_at timestamp with time zone,
  asked integer not null default 0,
  ask_lease_until timestamp with time zone,
  constraint refunds_pkey PRIMARY KEY (organisation_id, refund_id),
  constraint refunds_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id) REFERENCES attempts(organisation_id, attempt_id),
  constraint refunds_organisation_id_suspense_item_id_fkey FOREIGN KEY (organisation_id, suspense_item_id) REFERENCES suspense_items(organisation_id, suspense_item_id),
  constraint refunds_amount_check CHECK ((amount > 0)),
  constraint refunds_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'processing'::text, 'unknown'::text, 'succeeded'::text, 'failed'::text])))
);
CREATE INDEX refunds_by_attempt ON public.refunds USING btree (organisation_id, attempt_id);
CREATE INDEX refunds_to_ask ON public.refunds USING btree (organisation_id, next_ask_at) WHERE (next_ask_at IS NOT NULL);

create table schema_migrations (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migrations_pkey PRIMARY KEY (number),
  constraint schema_migrations_number_check CHECK ((number > 0))
);

create table staff (
  organisation_id text not null,
  staff_id text not null,
  email text not null,
  name text not null,
  role text not null,
  services text[],
  language text not null,
  password text,
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  constraint staff_pkey PRIMARY KEY (organisation_id, staff_id),
  constraint staff_organisation_id_email_key UNIQUE (organisation_id, email),
  constraint staff_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint staff_email_check CHECK ((email = lower(email))),
  constraint staff_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'accounting'::text, 'operator'::text, 'support'::text, 'auditor'::text])))
);

create table staff_authenticators (
  organisation_id text not null,
  staff_id text not null,
  sealed_secret text not null,
  last_step bigint not null default 0,
  proven_at timestamp with time zone,
  constraint staff_authenticators_pkey PRIMARY KEY (organisation_id, staff_id),
  constraint staff_authenticators_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id)
);

create table staff_challenges (
  organisation_id text not null,
  challenge_digest text not null,
  used_at timestamp with time zone not null,
  constraint staff_challenges_pkey PRIMARY KEY (organisation_id, challenge_digest),
  constraint staff_challenges_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

create table staff_links (
  organisation_id text not null,
  link_digest text not null,
  staff_id text not null,
  purpose text not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint staff_links_pkey PRIMARY KEY (organisation_id, link_digest),
  constraint staff_links_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint staff_links_purpose_check CHECK ((purpose = ANY (ARRAY['invitation'::text, 'new_password'::text])))
);

create table staff_passkeys (
  organisation_id text not null,
  credential_id text not null,
  staff_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint staff_passkeys_pkey PRIMARY KEY (organisation_id, credential_id),
  constraint staff_passkeys_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id)
);

create table staff_recovery_codes (
  organisation_id text not null,
  staff_id text not null,
  code_digest text not null,
  used_at timestamp with time zone,
  constraint staff_recovery_codes_pkey PRIMARY KEY (organisation_id, staff_id, code_digest),
  constraint staff_recovery_codes_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id)
);

create table staff_sessions (
  organisation_id text not null,
  session_digest text not null,
  staff_id text not null,
  begun_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  second_factor_at timestamp with time zone,
  confirmed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  browser text not null,
  constraint staff_sessions_pkey PRIMARY KEY (organisation_id, session_digest),
  constraint staff_sessions_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id)
);
CREATE INDEX staff_sessions_of_person ON public.staff_sessions USING btree (organisation_id, staff_id) WHERE (ended_at IS NULL);

-- Append only.
create table stray_movements (
  organisation_id text not null,
  provider_account_id text not null,
  kind text not null,
  provider_reference text not null,
  our_reference text not null,
  amount bigint not null,
  currency text not null,
  moved_at timestamp with time zone not null,
  found_at timestamp with time zone not null,
  constraint stray_movements_pkey PRIMARY KEY (organisation_id, provider_account_id, kind, provider_reference),
  constraint stray_movements_organisation_id_provider_account_id_fkey FOREIGN KEY (organisation_id, provider_account_id) REFERENCES provider_accounts(organisation_id, provider_account_id),
  constraint stray_movements_amount_check CHECK ((amount > 0)),
  constraint stray_movements_kind_check CHECK ((kind = ANY (ARRAY['charge'::text, 'refund'::text, 'dispute'::text, 'dispute_returned'::text])))
);

create table suspense_items (
  organisation_id text not null,
  suspense_item_id text not null,
  attempt_id text not null,
  reason text not null,
  amount bigint not null,
  currency text not null,
  created_at timestamp with time zone not null,
  returned bigint not null default 0,
  constraint suspense_items_pkey PRIMARY KEY (organisation_id, suspense_item_id),
  constraint suspense_items_organisation_id_attempt_id_key UNIQUE (organisation_id, attempt_id),
  constraint suspense_items_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id) REFERENCES attempts(organisation_id, attempt_id),
  constraint suspense_items_amount_check CHECK ((amount > 0)),
  constraint suspense_items_reason_check CHECK ((reason = ANY (ARRAY['already_settled'::text, 'withdrawn'::text, 'amount_conflict'::text]))),
  constraint suspense_never_over_returned CHECK (((returned >= 0) AND (returned <= amount)))
);

create table workers (
  worker_id text not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint workers_pkey PRIMARY KEY (worker_id)
);
