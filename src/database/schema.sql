-- What the migrations make, read from the catalogue. Made by `npm run docs`; do not edit.

create table allocations (
  organisation_id text not null,
  payment_id text not null,
  due_id text not null,
  position integer not null,
  amount bigint not null,
  applied bigint not null default 0,
  refunded bigint not null default 0,
  disputed bigint not null default 0,
  constraint allocations_pkey PRIMARY KEY (organisation_id, payment_id, due_id),
  constraint allocations_organisation_id_due_id_fkey FOREIGN KEY (organisation_id, due_id) REFERENCES dues(organisation_id, due_id),
  constraint allocations_organisation_id_payment_id_fkey FOREIGN KEY (organisation_id, payment_id) REFERENCES payments(organisation_id, payment_id),
  constraint allocations_amount_check CHECK ((amount > 0)),
  constraint allocations_never_over_refunded CHECK (((refunded >= 0) AND (disputed >= 0) AND ((refunded + disputed) <= applied))),
  constraint allocations_within_amount CHECK (((applied >= 0) AND (applied <= amount)))
) with (fillfactor=85);
CREATE INDEX allocations_by_due ON public.allocations USING btree (organisation_id, due_id);

create table approvals (
  organisation_id text not null,
  approval_id text not null,
  action text not null,
  subject text not null,
  request jsonb not null,
  amount bigint,
  currency text,
  reason text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  decision text,
  decided_by text,
  decided_at timestamp with time zone,
  result text,
  constraint approvals_pkey PRIMARY KEY (organisation_id, approval_id),
  constraint approvals_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint approvals_by_two_people CHECK (((decision IS DISTINCT FROM 'agreed'::text) OR (decided_by <> proposed_by))),
  constraint approvals_decided_whole CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL)))),
  constraint approvals_decision_check CHECK ((decision = ANY (ARRAY['agreed'::text, 'refused'::text])))
);
CREATE INDEX approvals_open ON public.approvals USING btree (organisation_id, approval_id) WHERE (decision IS NULL);

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
CREATE INDEX attempts_disputed ON public.attempts USING btree (organisation_id, attempt_id) WHERE (disputed > 0);
CREATE UNIQUE INDEX attempts_one_live ON public.attempts USING btree (organisation_id, payment_id) WHERE (state = ANY (ARRAY['created'::text, 'action_required'::text, 'processing'::text, 'unknown'::text, 'conflicted'::text]));
CREATE INDEX attempts_to_ask ON public.attempts USING btree (organisation_id, next_ask_at) WHERE (next_ask_at IS NOT NULL);

create table audit_chains (
  organisation_id text not null,
  sequence bigint not null,
  hash text not null,
  constraint audit_chains_pkey PRIMARY KEY (organisation_id),
  constraint audit_chains_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

create table audit_personal (
  organisation_id text not null,
  audit_record_id text not null,
  salt text not null,
  personal jsonb not null,
  constraint audit_personal_pkey PRIMARY KEY (organisation_id, audit_record_id),
  constraint audit_personal_organisation_id_audit_record_id_fkey FOREIGN KEY (organisation_id, audit_record_id) REFERENCES audit_records(organisation_id, audit_record_id)
);

-- Append only.
create table audit_records (
  organisation_id text not null,
  audit_record_id text not null,
  at timestamp with time zone not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  personal_digest text,
  constraint audit_records_pkey PRIMARY KEY (organisation_id, audit_record_id),
  constraint audit_records_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);
CREATE INDEX audit_records_by_subject ON public.audit_records USING btree (organisation_id, subject, audit_record_id);

-- Append only.
create table audit_seals (
  organisation_id text not null,
  sequence bigint not null,
  audit_record_id text not null,
  previous text not null,
  hash text not null,
  constraint audit_seals_pkey PRIMARY KEY (organisation_id, sequence),
  constraint audit_seals_organisation_id_audit_record_id_key UNIQUE (organisation_id, audit_record_id),
  constraint audit_seals_organisation_id_audit_record_id_fkey FOREIGN KEY (organisation_id, audit_record_id) REFERENCES audit_records(organisation_id, audit_record_id),
  constraint audit_seals_sequence_check CHECK ((sequence > 0))
);

create table audit_waiting (
  organisation_id text not null,
  audit_record_id text not null,
  constraint audit_waiting_pkey PRIMARY KEY (organisation_id, audit_record_id),
  constraint audit_waiting_organisation_id_audit_record_id_fkey FOREIGN KEY (organisation_id, audit_record_id) REFERENCES audit_records(organisation_id, audit_record_id)
);

create table cart_items (
  organisation_id text not null,
  cart_item_id text not null,
  cart_id text not null,
  position integer not null,
  due_id text,
  charge_type_id text,
  charge_type_version integer,
  debtor jsonb,
  answers jsonb,
  amount bigint not null,
  currency text not null,
  discount_id text,
  added_at timestamp with time zone not null,
  lines jsonb,
  part bigint,
  told_at timestamp with time zone,
  typed jsonb,
  constraint cart_items_pkey PRIMARY KEY (organisation_id, cart_item_id),
  constraint cart_items_organisation_id_cart_id_due_id_key UNIQUE (organisation_id, cart_id, due_id),
  constraint cart_items_organisation_id_cart_id_fkey FOREIGN KEY (organisation_id, cart_id) REFERENCES carts(organisation_id, cart_id),
  constraint cart_items_organisation_id_charge_type_id_fkey FOREIGN KEY (organisation_id, charge_type_id) REFERENCES charge_types(organisation_id, charge_type_id),
  constraint cart_items_organisation_id_due_id_fkey FOREIGN KEY (organisation_id, due_id) REFERENCES dues(organisation_id, due_id),
  constraint cart_items_amount_check CHECK ((amount > 0)),
  constraint cart_items_of_something CHECK (((due_id IS NOT NULL) OR (charge_type_id IS NOT NULL))),
  constraint cart_items_part_check CHECK ((part > 0))
);
CREATE INDEX cart_items_by_addition ON public.cart_items USING btree (organisation_id, added_at, cart_item_id);
CREATE INDEX cart_items_by_cart ON public.cart_items USING btree (organisation_id, cart_id, "position");
CREATE INDEX cart_items_by_due ON public.cart_items USING btree (organisation_id, due_id) WHERE (due_id IS NOT NULL);

create table carts (
  organisation_id text not null,
  cart_id text not null,
  visitor text not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint carts_pkey PRIMARY KEY (organisation_id, cart_id),
  constraint carts_organisation_id_visitor_key UNIQUE (organisation_id, visitor),
  constraint carts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);
CREATE INDEX carts_by_change ON public.carts USING btree (organisation_id, changed_at);

create table charge_types (
  organisation_id text not null,
  charge_type_id text not null,
  service_id text not null,
  position integer not null,
  state text not null,
  version integer not null,
  kind text not null,
  definition jsonb not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint charge_types_pkey PRIMARY KEY (organisation_id, charge_type_id),
  constraint charge_types_organisation_id_service_id_fkey FOREIGN KEY (organisation_id, service_id) REFERENCES services(organisation_id, service_id),
  constraint charge_types_kind_check CHECK ((kind = ANY (ARRAY['dues'::text, 'free'::text]))),
  constraint charge_types_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text]))),
  constraint charge_types_version_check CHECK ((version > 0))
);
CREATE INDEX charge_types_by_service ON public.charge_types USING btree (organisation_id, service_id);

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

create table discount_uses (
  organisation_id text not null,
  discount_use_id text not null,
  discount_id text not null,
  due_id text not null,
  payer_key text not null,
  position integer not null,
  taken_at timestamp with time zone not null,
  released_at timestamp with time zone,
  look_at timestamp with time zone,
  constraint discount_uses_pkey PRIMARY KEY (organisation_id, discount_use_id),
  constraint discount_uses_organisation_id_discount_id_fkey FOREIGN KEY (organisation_id, discount_id) REFERENCES discounts(organisation_id, discount_id),
  constraint discount_uses_organisation_id_due_id_fkey FOREIGN KEY (organisation_id, due_id) REFERENCES dues(organisation_id, due_id),
  constraint discount_uses_position_check CHECK (("position" > 0))
);
CREATE INDEX discount_uses_by_discount ON public.discount_uses USING btree (organisation_id, discount_id, payer_key) WHERE (released_at IS NULL);
CREATE INDEX discount_uses_by_taking ON public.discount_uses USING btree (organisation_id, taken_at, discount_use_id);
CREATE UNIQUE INDEX discount_uses_one_per_due ON public.discount_uses USING btree (organisation_id, due_id) WHERE (released_at IS NULL);
CREATE INDEX discount_uses_to_look_at ON public.discount_uses USING btree (organisation_id, look_at) WHERE ((released_at IS NULL) AND (look_at IS NOT NULL));
CREATE UNIQUE INDEX discount_uses_within_payer ON public.discount_uses USING btree (organisation_id, discount_id, payer_key, "position") WHERE (released_at IS NULL);

create table discounts (
  organisation_id text not null,
  discount_id text not null,
  charge_type_id text not null,
  code text,
  kind text not null,
  value bigint not null,
  currency text not null,
  names jsonb not null,
  valid_from date,
  valid_until date,
  most_uses integer,
  most_uses_per_payer integer,
  used integer not null default 0,
  is_public boolean not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  version integer not null default 1,
  constraint discounts_pkey PRIMARY KEY (organisation_id, discount_id),
  constraint discounts_organisation_id_charge_type_id_fkey FOREIGN KEY (organisation_id, charge_type_id) REFERENCES charge_types(organisation_id, charge_type_id),
  constraint discounts_kind_check CHECK ((kind = ANY (ARRAY['amount'::text, 'percent'::text]))),
  constraint discounts_most_uses_check CHECK ((most_uses > 0)),
  constraint discounts_most_uses_per_payer_check CHECK ((most_uses_per_payer > 0)),
  constraint discounts_never_overused CHECK (((used >= 0) AND ((most_uses IS NULL) OR (used <= most_uses)))),
  constraint discounts_percent_below_whole CHECK (((kind = 'amount'::text) OR (value < 10000))),
  constraint discounts_value_check CHECK ((value > 0)),
  constraint discounts_version_check CHECK ((version > 0))
);
CREATE INDEX discounts_by_charge_type ON public.discounts USING btree (organisation_id, charge_type_id);
CREATE UNIQUE INDEX discounts_by_code ON public.discounts USING btree (organisation_id, code) WHERE ((code IS NOT NULL) AND (ended_at IS NULL));

-- Append only.
create table dispute_evidence (
  organisation_id text not null,
  dispute_id text not null,
  position integer not null,
  text text not null,
  actor text not null,
  at timestamp with time zone not null,
  constraint dispute_evidence_pkey PRIMARY KEY (organisation_id, dispute_id, "position"),
  constraint dispute_evidence_organisation_id_dispute_id_fkey FOREIGN KEY (organisation_id, dispute_id) REFERENCES disputes(organisation_id, dispute_id)
);

create table dispute_lines (
  organisation_id text not null,
  dispute_id text not null,
  position integer not null,
  payment_id text not null,
  due_id text not null,
  amount bigint not null,
  returned bigint not null default 0,
  constraint dispute_lines_pkey PRIMARY KEY (organisation_id, dispute_id, "position"),
  constraint dispute_lines_organisation_id_dispute_id_fkey FOREIGN KEY (organisation_id, dispute_id) REFERENCES disputes(organisation_id, dispute_id),
  constraint dispute_lines_organisation_id_payment_id_due_id_fkey FOREIGN KEY (organisation_id, payment_id, due_id) REFERENCES allocations(organisation_id, payment_id, due_id),
  constraint dispute_lines_amount_check CHECK ((amount > 0)),
  constraint dispute_lines_check CHECK (((returned >= 0) AND (returned <= amount)))
);
CREATE INDEX dispute_lines_by_due ON public.dispute_lines USING btree (organisation_id, due_id);

create table disputes (
  organisation_id text not null,
  dispute_id text not null,
  attempt_id text not null,
  provider_reference text not null,
  state text not null,
  amount bigint not null,
  currency text not null,
  fee bigint not null default 0,
  reason text not null,
  answer_by timestamp with time zone,
  opened_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  lost bigint not null default 0,
  constraint disputes_pkey PRIMARY KEY (organisation_id, dispute_id),
  constraint disputes_organisation_id_attempt_id_provider_reference_key UNIQUE (organisation_id, attempt_id, provider_reference),
  constraint disputes_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id) REFERENCES attempts(organisation_id, attempt_id),
  constraint disputes_amount_check CHECK ((amount > 0)),
  constraint disputes_fee_check CHECK ((fee >= 0)),
  constraint disputes_lost_within_amount CHECK (((lost >= 0) AND (lost <= amount))),
  constraint disputes_state_check CHECK ((state = ANY (ARRAY['opened'::text, 'evidence_sent'::text, 'won'::text, 'lost'::text, 'accepted'::text])))
);
CREATE INDEX disputes_open ON public.disputes USING btree (organisation_id, answer_by) WHERE (state = ANY (ARRAY['opened'::text, 'evidence_sent'::text]));

-- Append only.
create table due_changes (
  organisation_id text not null,
  due_change_id text not null,
  due_id text not null,
  kind text not null,
  before jsonb,
  after jsonb not null,
  credited bigint not null default 0,
  reason text not null,
  actor text not null,
  at timestamp with time zone not null,
  constraint due_changes_pkey PRIMARY KEY (organisation_id, due_change_id),
  constraint due_changes_organisation_id_due_id_fkey FOREIGN KEY (organisation_id, due_id) REFERENCES dues(organisation_id, due_id),
  constraint due_changes_kind_check CHECK ((kind = ANY (ARRAY['create'::text, 'change'::text, 'withdraw'::text, 'settle_otherwise'::text, 'reprice'::text])))
);
CREATE INDEX due_changes_by_due ON public.due_changes USING btree (organisation_id, due_id);

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

create table due_details (
  organisation_id text not null,
  due_id text not null,
  origin text not null,
  notice_number text,
  source_key text,
  content_digest text,
  lines jsonb,
  answers jsonb,
  charge_type_version integer,
  pagopa jsonb,
  constraint due_details_pkey PRIMARY KEY (organisation_id, due_id),
  constraint due_details_organisation_id_notice_number_key UNIQUE (organisation_id, notice_number),
  constraint due_details_organisation_id_source_key_key UNIQUE (organisation_id, source_key),
  constraint due_details_organisation_id_due_id_fkey FOREIGN KEY (organisation_id, due_id) REFERENCES dues(organisation_id, due_id),
  constraint due_details_origin_check CHECK ((origin = ANY (ARRAY['file'::text, 'free'::text, 'hand'::text])))
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
  debtor_name text,
  debtor_tax_id text,
  debtor_email text,
  access_token text,
  charge_type_id text,
  plan_id text,
  plan_part text,
  valid_from date,
  valid_until date,
  least_part bigint,
  pricing jsonb,
  constraint dues_pkey PRIMARY KEY (organisation_id, due_id),
  constraint dues_organisation_id_invoice_id_position_key UNIQUE (organisation_id, invoice_id, "position"),
  constraint dues_organisation_id_charge_type_id_fkey FOREIGN KEY (organisation_id, charge_type_id) REFERENCES charge_types(organisation_id, charge_type_id),
  constraint dues_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint dues_organisation_id_invoice_id_fkey FOREIGN KEY (organisation_id, invoice_id) REFERENCES invoices(organisation_id, invoice_id),
  constraint dues_amount_check CHECK ((amount > 0)),
  constraint dues_collectable_check CHECK ((collectable = ANY (ARRAY['by_payer'::text, 'direct_debit'::text, 'treasury'::text]))),
  constraint dues_in_a_plan CHECK (((plan_id IS NULL) = (plan_part IS NULL))),
  constraint dues_least_part_check CHECK ((least_part > 0)),
  constraint dues_never_overpaid CHECK (((settled >= 0) AND (credited >= 0) AND ((settled + credited) <= amount))),
  constraint dues_plan_part_check CHECK ((plan_part = ANY (ARRAY['whole'::text, 'instalment'::text])))
) with (fillfactor=85);
CREATE UNIQUE INDEX dues_by_access_token ON public.dues USING btree (organisation_id, access_token) WHERE (access_token IS NOT NULL);
CREATE INDEX dues_by_charge_type ON public.dues USING btree (organisation_id, charge_type_id, due_id) WHERE (charge_type_id IS NOT NULL);
CREATE INDEX dues_by_creation ON public.dues USING btree (organisation_id, created_at, due_id);
CREATE INDEX dues_by_day ON public.dues USING btree (organisation_id, due_on, due_id) WHERE (due_on IS NOT NULL);
CREATE INDEX dues_by_debtor ON public.dues USING gin (translate(lower(((debtor_name || ' '::text) || COALESCE(debtor_tax_id, ''::text))), 'àáâãäåèéêëìíîïòóôõöùúûüñçý'::text, 'aaaaaaeeeeiiiiooooouuuuncy'::text) gin_trgm_ops) WHERE (debtor_name IS NOT NULL);
CREATE INDEX dues_by_debtor_email ON public.dues USING btree (organisation_id, lower(debtor_email)) WHERE (debtor_email IS NOT NULL);
CREATE INDEX dues_by_debtor_words ON public.dues USING gin (string_to_array(btrim(regexp_replace(
CASE
    WHEN (octet_length(((debtor_name || ' '::text) || COALESCE(debtor_tax_id, ''::text))) = char_length(((debtor_name || ' '::text) || COALESCE(debtor_tax_id, ''::text)))) THEN lower(((debtor_name || ' '::text) || COALESCE(debtor_tax_id, ''::text)))
    ELSE translate(lower(((debtor_name || ' '::text) || COALESCE(debtor_tax_id, ''::text))), 'àáâãäåèéêëìíîïòóôõöùúûüñçý'::text, 'aaaaaaeeeeiiiiooooouuuuncy'::text)
END, '[^[:alnum:]]+'::text, ' '::text, 'g'::text)), ' '::text) COLLATE "C") WHERE (debtor_name IS NOT NULL);
CREATE INDEX dues_by_letters ON public.dues USING gin (translate(lower(reason), 'àáâãäåèéêëìíîïòóôõöùúûüñçý'::text, 'aaaaaaeeeeiiiiooooouuuuncy'::text) gin_trgm_ops) WHERE (invoice_id IS NULL);
CREATE INDEX dues_by_plan ON public.dues USING btree (organisation_id, plan_id) WHERE (plan_id IS NOT NULL);
CREATE INDEX dues_by_words ON public.dues USING gin (string_to_array(btrim(regexp_replace(
CASE
    WHEN (octet_length(reason) = char_length(reason)) THEN lower(reason)
    ELSE translate(lower(reason), 'àáâãäåèéêëìíîïòóôõöùúûüñçý'::text, 'aaaaaaeeeeiiiiooooouuuuncy'::text)
END, '[^[:alnum:]]+'::text, ' '::text, 'g'::text)), ' '::text) COLLATE "C") WHERE (invoice_id IS NULL);

create table export_pieces (
  organisation_id text not null,
  export_id text not null,
  position integer not null,
  content bytea not null,
  constraint export_pieces_pkey PRIMARY KEY (organisation_id, export_id, "position"),
  constraint export_pieces_organisation_id_export_id_fkey FOREIGN KEY (organisation_id, export_id) REFERENCES exports(organisation_id, export_id)
);

create table export_schedules (
  organisation_id text not null,
  export_schedule_id text not null,
  list text not null,
  parameters jsonb not null,
  services text[],
  format text not null,
  language text not null,
  every text not null,
  requested_by text not null,
  recipient text not null,
  next_at timestamp with time zone,
  made_on timestamp with time zone not null,
  constraint export_schedules_pkey PRIMARY KEY (organisation_id, export_schedule_id),
  constraint export_schedules_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint export_schedules_every_check CHECK ((every = ANY (ARRAY['day'::text, 'week'::text, 'month'::text]))),
  constraint export_schedules_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text, 'json'::text])))
);
CREATE INDEX export_schedules_due ON public.export_schedules USING btree (organisation_id, next_at) WHERE (next_at IS NOT NULL);

create table exports (
  organisation_id text not null,
  export_id text not null,
  order_key text not null,
  list text not null,
  parameters jsonb not null,
  services text[],
  format text not null,
  language text not null,
  requested_by text not null,
  recipient text not null,
  state text not null,
  requested_at timestamp with time zone not null,
  row_count bigint not null default 0,
  byte_count bigint not null default 0,
  sums jsonb,
  made_at timestamp with time zone,
  next_try_at timestamp with time zone,
  tries integer not null default 0,
  lease_until timestamp with time zone,
  constraint exports_pkey PRIMARY KEY (organisation_id, export_id),
  constraint exports_organisation_id_order_key_key UNIQUE (organisation_id, order_key),
  constraint exports_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint exports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text, 'json'::text]))),
  constraint exports_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'made'::text, 'failed'::text])))
);
CREATE INDEX exports_by_person ON public.exports USING btree (organisation_id, requested_by, export_id);
CREATE INDEX exports_to_make ON public.exports USING btree (organisation_id, next_try_at) WHERE (next_try_at IS NOT NULL);

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
  upload_id text,
  constraint import_files_pkey PRIMARY KEY (organisation_id, import_file_id),
  constraint import_files_organisation_id_sha256_key UNIQUE (organisation_id, sha256),
  constraint import_files_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint import_files_organisation_id_upload_id_fkey FOREIGN KEY (organisation_id, upload_id) REFERENCES uploads(organisation_id, upload_id)
);
CREATE INDEX import_files_by_upload ON public.import_files USING btree (organisation_id, upload_id) WHERE (upload_id IS NOT NULL);

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
CREATE INDEX inbox_events_by_reference ON public.inbox_events USING btree (organisation_id, our_reference) WHERE (our_reference IS NOT NULL);
CREATE INDEX inbox_events_parked ON public.inbox_events USING btree (organisation_id, received_at) WHERE (parked_because IS NOT NULL);
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
CREATE INDEX invoices_by_customer ON public.invoices USING gin (customer_tax_ids);
CREATE INDEX invoices_by_import ON public.invoices USING btree (organisation_id, import_file_id);
CREATE INDEX invoices_by_letters ON public.invoices USING gin (translate(lower(((customer_name || ' '::text) || number)), 'àáâãäåèéêëìíîïòóôõöùúûüñçý'::text, 'aaaaaaeeeeiiiiooooouuuuncy'::text) gin_trgm_ops);
CREATE INDEX invoices_by_number ON public.invoices USING btree (organisation_id, number_key);
CREATE INDEX invoices_by_words ON public.invoices USING gin (string_to_array(btrim(regexp_replace(
CASE
    WHEN (octet_length(((customer_name || ' '::text) || number)) = char_length(((customer_name || ' '::text) || number))) THEN lower(((customer_name || ' '::text) || number))
    ELSE translate(lower(((customer_name || ' '::text) || number)), 'àáâãäåèéêëìíîïòóôõöùúûüñçý'::text, 'aaaaaaeeeeiiiiooooouuuuncy'::text)
END, '[^[:alnum:]]+'::text, ' '::text, 'g'::text)), ' '::text) COLLATE "C");

-- Append only.
create table ledger_accounts (
  organisation_id text not null,
  account text not null,
  currency text not null,
  kind text not null,
  constraint ledger_accounts_pkey PRIMARY KEY (organisation_id, account, currency),
  constraint ledger_accounts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint ledger_accounts_kind_check CHECK ((kind = ANY (ARRAY['asset'::text, 'liability'::text, 'income'::text, 'expense'::text])))
);

create table ledger_chains (
  organisation_id text not null,
  sequence bigint not null,
  hash text not null,
  constraint ledger_chains_pkey PRIMARY KEY (organisation_id),
  constraint ledger_chains_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
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
CREATE INDEX ledger_entries_by_day ON public.ledger_entries USING btree (organisation_id, effective_on, entry_id);

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
create table ledger_seals (
  organisation_id text not null,
  sequence bigint not null,
  entry_ids text[] not null,
  previous text not null,
  hash text not null,
  constraint ledger_seals_pkey PRIMARY KEY (organisation_id, sequence),
  constraint ledger_seals_entry_ids_check CHECK ((cardinality(entry_ids) > 0)),
  constraint ledger_seals_sequence_check CHECK ((sequence > 0))
);

create table ledger_waiting (
  organisation_id text not null,
  entry_id text not null,
  constraint ledger_waiting_pkey PRIMARY KEY (organisation_id, entry_id)
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
CREATE INDEX messages_by_creation ON public.messages USING btree (organisation_id, created_at, message_id);
CREATE INDEX messages_by_recipient ON public.messages USING btree (organisation_id, lower(recipient) COLLATE "C", created_at, message_id);
CREATE INDEX messages_by_subject ON public.messages USING btree (organisation_id, "substring"(source, '[a-z]{3}_[0-9a-z]{26}'::text)) WHERE ("substring"(source, '[a-z]{3}_[0-9a-z]{26}'::text) IS NOT NULL);
CREATE INDEX messages_failed ON public.messages USING btree (organisation_id, created_at, message_id) WHERE (state = 'failed'::text);
CREATE INDEX messages_to_send ON public.messages USING btree (organisation_id, next_try_at) WHERE (next_try_at IS NOT NULL);

create table opinions (
  organisation_id text not null,
  opinion_id text not null,
  page text not null,
  language text not null,
  helped boolean not null,
  words text,
  given_at timestamp with time zone not null,
  constraint opinions_pkey PRIMARY KEY (organisation_id, opinion_id),
  constraint opinions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);
CREATE INDEX opinions_by_page ON public.opinions USING btree (organisation_id, page, opinion_id);

-- Append only.
create table orders_done (
  organisation_id text not null,
  order_key text not null,
  action text not null,
  subject text not null,
  ordered_at timestamp with time zone not null,
  constraint orders_done_pkey PRIMARY KEY (organisation_id, order_key),
  constraint orders_done_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

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

create table payment_list_requests (
  organisation_id text not null,
  payment_list_request_id text not null,
  order_key text not null,
  sealed_identity text not null,
  from_on date not null,
  to_on date not null,
  language text not null,
  requested_at timestamp with time zone not null,
  constraint payment_list_requests_pkey PRIMARY KEY (organisation_id, payment_list_request_id),
  constraint payment_list_requests_organisation_id_order_key_key UNIQUE (organisation_id, order_key),
  constraint payment_list_requests_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
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
  terms_version integer,
  constraint payments_pkey PRIMARY KEY (organisation_id, payment_id),
  constraint payments_organisation_id_access_token_key UNIQUE (organisation_id, access_token),
  constraint payments_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint payments_check CHECK (((state = 'open'::text) = (paid_at IS NULL))),
  constraint payments_check1 CHECK (((paid_at IS NULL) = (paid_on IS NULL))),
  constraint payments_state_check CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text, 'set_aside'::text]))),
  constraint payments_total_check CHECK ((total > 0))
);
CREATE INDEX payments_awaiting_receipt ON public.payments USING btree (organisation_id, paid_at) WHERE ((state = 'paid'::text) AND (NOT receipt_issued));
CREATE INDEX payments_by_creation ON public.payments USING btree (organisation_id, created_at, payment_id);
CREATE INDEX payments_by_day ON public.payments USING btree (organisation_id, paid_on, payment_id) WHERE (paid_on IS NOT NULL);
CREATE INDEX payments_by_email ON public.payments USING btree (organisation_id, lower(email) COLLATE "C", created_at, payment_id) WHERE (email IS NOT NULL);
CREATE INDEX payments_set_aside ON public.payments USING btree (organisation_id, created_at, payment_id) WHERE (state = 'set_aside'::text);

create table proposed_accounts (
  organisation_id text not null,
  provider_account_id text not null,
  provider text not null,
  mode text not null,
  sealed_secrets text not null,
  verdict text not null,
  verdict_cause text,
  tried_at timestamp with time zone not null,
  made_by text not null,
  expires_at timestamp with time zone not null,
  approval_id text,
  constraint proposed_accounts_pkey PRIMARY KEY (organisation_id, provider_account_id),
  constraint proposed_accounts_organisation_id_approval_id_fkey FOREIGN KEY (organisation_id, approval_id) REFERENCES approvals(organisation_id, approval_id),
  constraint proposed_accounts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint proposed_accounts_cause CHECK (((verdict = 'accepted'::text) = (verdict_cause IS NULL))),
  constraint proposed_accounts_mode_check CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint proposed_accounts_verdict_check CHECK ((verdict = ANY (ARRAY['accepted'::text, 'refused'::text, 'unknown'::text])))
);
CREATE INDEX proposed_accounts_by_approval ON public.proposed_accounts USING btree (organisation_id, approval_id) WHERE (approval_id IS NOT NULL);

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
CREATE INDEX receipts_by_issue ON public.receipts USING btree (organisation_id, issued_at, receipt_id);

create table refund_lines (
  organisation_id text not null,
  refund_id text not null,
  position integer not null,
  payment_id text,
  due_id text,
  suspense_item_id text,
  amount bigint not null,
  after_refund text,
  kept bigint not null default 0,
  constraint refund_lines_pkey PRIMARY KEY (organisation_id, refund_id, "position"),
  constraint refund_lines_organisation_id_payment_id_due_id_fkey FOREIGN KEY (organisation_id, payment_id, due_id) REFERENCES allocations(organisation_id, payment_id, due_id),
  constraint refund_lines_organisation_id_refund_id_fkey FOREIGN KEY (organisation_id, refund_id) REFERENCES refunds(organisation_id, refund_id),
  constraint refund_lines_organisation_id_suspense_item_id_fkey FOREIGN KEY (organisation_id, suspense_item_id) REFERENCES suspense_items(organisation_id, suspense_item_id),
  constraint refund_lines_after_refund_check CHECK ((after_refund = ANY (ARRAY['owed_again'::text, 'settled_otherwise'::text]))),
  constraint refund_lines_amount_check CHECK ((amount > 0)),
  constraint refund_lines_check CHECK (((kept >= 0) AND (kept <= amount))),
  constraint refund_lines_take_from_one CHECK ((((payment_id IS NULL) = (due_id IS NULL)) AND ((payment_id IS NULL) <> (suspense_item_id IS NULL)) AND ((payment_id IS NULL) = (after_refund IS NULL))))
);
CREATE INDEX refund_lines_by_due ON public.refund_lines USING btree (organisation_id, due_id) WHERE (due_id IS NOT NULL);
CREATE INDEX refund_lines_by_item ON public.refund_lines USING btree (organisation_id, suspense_item_id) WHERE (suspense_item_id IS NOT NULL);
CREATE INDEX refund_lines_by_payment ON public.refund_lines USING btree (organisation_id, payment_id) WHERE (payment_id IS NOT NULL);

create table refunds (
  organisation_id text not null,
  refund_id text not null,
  attempt_id text not null,
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
  way text not null default 'provider'::text,
  paid_from text,
  constraint refunds_pkey PRIMARY KEY (organisation_id, refund_id),
  constraint refunds_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id) REFERENCES attempts(organisation_id, attempt_id),
  constraint refunds_amount_check CHECK ((amount > 0)),
  constraint refunds_by_hand_from_somewhere CHECK (((way = 'by_hand'::text) = (paid_from IS NOT NULL))),
  constraint refunds_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'processing'::text, 'unknown'::text, 'succeeded'::text, 'failed'::text]))),
  constraint refunds_way_check CHECK ((way = ANY (ARRAY['provider'::text, 'by_hand'::text])))
);
CREATE INDEX refunds_by_attempt ON public.refunds USING btree (organisation_id, attempt_id);
CREATE INDEX refunds_to_ask ON public.refunds USING btree (organisation_id, next_ask_at) WHERE (next_ask_at IS NOT NULL);

create table report_figures (
  organisation_id text not null,
  name text not null,
  as_of timestamp with time zone not null,
  value jsonb not null,
  constraint report_figures_pkey PRIMARY KEY (organisation_id, name),
  constraint report_figures_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

create table saved_views (
  organisation_id text not null,
  saved_view_id text not null,
  staff_id text not null,
  list text not null,
  name text not null,
  parameters jsonb not null,
  is_shared boolean not null,
  created_at timestamp with time zone not null,
  constraint saved_views_pkey PRIMARY KEY (organisation_id, saved_view_id),
  constraint saved_views_organisation_id_staff_id_list_name_key UNIQUE (organisation_id, staff_id, list, name),
  constraint saved_views_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

create table schema_migrations (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migrations_pkey PRIMARY KEY (number),
  constraint schema_migrations_number_check CHECK ((number > 0))
);

create table seal_notes (
  organisation_id text not null,
  chain text not null,
  sequence bigint not null,
  noted_at timestamp with time zone not null,
  constraint seal_notes_pkey PRIMARY KEY (organisation_id, chain),
  constraint seal_notes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint seal_notes_chain_check CHECK ((chain = ANY (ARRAY['audit'::text, 'ledger'::text])))
);

create table services (
  organisation_id text not null,
  service_id text not null,
  position integer not null,
  state text not null,
  version integer not null,
  definition jsonb not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint services_pkey PRIMARY KEY (organisation_id, service_id),
  constraint services_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint services_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text]))),
  constraint services_version_check CHECK ((version > 0))
);
CREATE INDEX services_by_creation ON public.services USING btree (organisation_id, created_at, service_id);

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

create table staff_identity_providers (
  organisation_id text not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  sealed_secret text not null,
  changed_at timestamp with time zone not null,
  constraint staff_identity_providers_pkey PRIMARY KEY (organisation_id),
  constraint staff_identity_providers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
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
  constraint stray_movements_kind_check CHECK ((kind = ANY (ARRAY['charge'::text, 'refund'::text, 'dispute'::text, 'dispute_returned'::text, 'dispute_fee'::text])))
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
  resolved bigint not null default 0,
  constraint suspense_items_pkey PRIMARY KEY (organisation_id, suspense_item_id),
  constraint suspense_items_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id) REFERENCES attempts(organisation_id, attempt_id),
  constraint suspense_items_amount_check CHECK ((amount > 0)),
  constraint suspense_items_reason_check CHECK ((reason = ANY (ARRAY['already_settled'::text, 'withdrawn'::text, 'amount_conflict'::text, 'refund_came_back'::text, 'dispute_returned'::text]))),
  constraint suspense_never_over_returned CHECK (((returned >= 0) AND (resolved >= 0) AND ((returned + resolved) <= amount)))
);
CREATE INDEX suspense_items_by_attempt ON public.suspense_items USING btree (organisation_id, attempt_id);
CREATE UNIQUE INDEX suspense_items_one_per_capture ON public.suspense_items USING btree (organisation_id, attempt_id) WHERE (reason = ANY (ARRAY['already_settled'::text, 'withdrawn'::text, 'amount_conflict'::text]));
CREATE INDEX suspense_items_open ON public.suspense_items USING btree (organisation_id, suspense_item_id) WHERE ((returned + resolved) < amount);

-- Append only.
create table suspense_resolutions (
  organisation_id text not null,
  suspense_resolution_id text not null,
  way text not null,
  suspense_item_id text,
  provider_account_id text,
  kind text,
  provider_reference text,
  payment_id text,
  amount bigint not null,
  currency text not null,
  reason text not null,
  actor text not null,
  at timestamp with time zone not null,
  constraint suspense_resolutions_pkey PRIMARY KEY (organisation_id, suspense_resolution_id),
  constraint suspense_resolutions_organisation_id_payment_id_key UNIQUE (organisation_id, payment_id),
  constraint suspense_resolutions_organisation_id_provider_account_id_ki_key UNIQUE (organisation_id, provider_account_id, kind, provider_reference),
  constraint suspense_resolutions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint suspense_resolutions_organisation_id_payment_id_fkey FOREIGN KEY (organisation_id, payment_id) REFERENCES payments(organisation_id, payment_id),
  constraint suspense_resolutions_organisation_id_provider_account_id_k_fkey FOREIGN KEY (organisation_id, provider_account_id, kind, provider_reference) REFERENCES stray_movements(organisation_id, provider_account_id, kind, provider_reference),
  constraint suspense_resolutions_organisation_id_suspense_item_id_fkey FOREIGN KEY (organisation_id, suspense_item_id) REFERENCES suspense_items(organisation_id, suspense_item_id),
  constraint suspense_resolutions_amount_check CHECK ((amount > 0)),
  constraint suspense_resolutions_check CHECK (((suspense_item_id IS NOT NULL) OR (provider_reference IS NOT NULL))),
  constraint suspense_resolutions_check1 CHECK (((way = 'set_against_due'::text) = (payment_id IS NOT NULL))),
  constraint suspense_resolutions_way_check CHECK ((way = ANY (ARRAY['set_against_due'::text, 'left_by_stray'::text, 'lost_dispute'::text, 'explained'::text, 'written_off'::text])))
);
CREATE INDEX suspense_resolutions_by_item ON public.suspense_resolutions USING btree (organisation_id, suspense_item_id);

-- Append only.
create table terms_versions (
  organisation_id text not null,
  version integer not null,
  texts jsonb not null,
  actor text not null,
  valid_from timestamp with time zone not null,
  constraint terms_versions_pkey PRIMARY KEY (organisation_id, version),
  constraint terms_versions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint terms_versions_version_check CHECK ((version > 0))
);

create table ticket_attachments (
  organisation_id text not null,
  ticket_attachment_id text not null,
  ticket_id text not null,
  position integer not null,
  name text not null,
  type text not null,
  size integer not null,
  content bytea not null,
  constraint ticket_attachments_pkey PRIMARY KEY (organisation_id, ticket_attachment_id),
  constraint ticket_attachments_organisation_id_ticket_id_position_fkey FOREIGN KEY (organisation_id, ticket_id, "position") REFERENCES ticket_messages(organisation_id, ticket_id, "position"),
  constraint ticket_attachments_size_check CHECK ((size > 0)),
  constraint ticket_attachments_type_check CHECK ((type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text])))
);
CREATE INDEX ticket_attachments_by_ticket ON public.ticket_attachments USING btree (organisation_id, ticket_id);

create table ticket_counters (
  organisation_id text not null,
  year integer not null,
  last_number integer not null,
  constraint ticket_counters_pkey PRIMARY KEY (organisation_id, year),
  constraint ticket_counters_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id)
);

create table ticket_messages (
  organisation_id text not null,
  ticket_id text not null,
  position integer not null,
  author text not null,
  actor text not null,
  order_key text not null,
  words text not null,
  at timestamp with time zone not null,
  constraint ticket_messages_pkey PRIMARY KEY (organisation_id, ticket_id, "position"),
  constraint ticket_messages_organisation_id_ticket_id_order_key_key UNIQUE (organisation_id, ticket_id, order_key),
  constraint ticket_messages_organisation_id_ticket_id_fkey FOREIGN KEY (organisation_id, ticket_id) REFERENCES tickets(organisation_id, ticket_id),
  constraint ticket_messages_author_check CHECK ((author = ANY (ARRAY['payer'::text, 'staff'::text]))),
  constraint ticket_messages_position_check CHECK (("position" > 0))
);

create table tickets (
  organisation_id text not null,
  ticket_id text not null,
  access_token text not null,
  year integer not null,
  number integer not null,
  order_key text not null,
  team text not null,
  kind text not null,
  state text not null,
  language text not null,
  email text,
  name text,
  payment_id text,
  context jsonb,
  details jsonb not null,
  assigned_to text,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  erased_at timestamp with time zone,
  constraint tickets_pkey PRIMARY KEY (organisation_id, ticket_id),
  constraint tickets_organisation_id_access_token_key UNIQUE (organisation_id, access_token),
  constraint tickets_organisation_id_order_key_key UNIQUE (organisation_id, order_key),
  constraint tickets_organisation_id_year_number_key UNIQUE (organisation_id, year, number),
  constraint tickets_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint tickets_organisation_id_payment_id_fkey FOREIGN KEY (organisation_id, payment_id) REFERENCES payments(organisation_id, payment_id),
  constraint tickets_kind_check CHECK ((kind = ANY (ARRAY['no_receipt'::text, 'wrong_address'::text, 'split_payment_by_mistake'::text, 'error_in_invoice'::text, 'portal_error'::text, 'other'::text]))),
  constraint tickets_number_check CHECK ((number > 0)),
  constraint tickets_state_check CHECK ((state = ANY (ARRAY['open'::text, 'waiting_for_payer'::text, 'answered'::text, 'closed'::text]))),
  constraint tickets_team_check CHECK ((team = ANY (ARRAY['administration'::text, 'technical'::text])))
);
CREATE INDEX tickets_by_change ON public.tickets USING btree (organisation_id, changed_at DESC, ticket_id DESC);
CREATE INDEX tickets_by_email ON public.tickets USING btree (organisation_id, lower(email)) WHERE (email IS NOT NULL);
CREATE INDEX tickets_by_payment ON public.tickets USING btree (organisation_id, payment_id) WHERE (payment_id IS NOT NULL);

create table upload_files (
  organisation_id text not null,
  upload_id text not null,
  position integer not null,
  part integer not null,
  name text not null,
  sha256 text not null,
  content bytea,
  stage text not null,
  judgement jsonb,
  earlier jsonb,
  constraint upload_files_pkey PRIMARY KEY (organisation_id, upload_id, "position"),
  constraint upload_files_organisation_id_upload_id_fkey FOREIGN KEY (organisation_id, upload_id) REFERENCES uploads(organisation_id, upload_id),
  constraint upload_files_stage_check CHECK ((stage = ANY (ARRAY['waiting'::text, 'judged'::text, 'loaded'::text])))
);
CREATE INDEX upload_files_by_stage ON public.upload_files USING btree (organisation_id, upload_id, stage, "position");

create table upload_pieces (
  organisation_id text not null,
  upload_id text not null,
  part integer not null,
  position integer not null,
  name text,
  content bytea not null,
  constraint upload_pieces_pkey PRIMARY KEY (organisation_id, upload_id, part, "position"),
  constraint upload_pieces_organisation_id_upload_id_fkey FOREIGN KEY (organisation_id, upload_id) REFERENCES uploads(organisation_id, upload_id)
);

create table uploads (
  organisation_id text not null,
  upload_id text not null,
  order_key text,
  uploaded_by text not null,
  recipient text not null,
  language text not null,
  state text not null,
  way text,
  replaces boolean not null,
  refused boolean not null default false,
  uploaded_at timestamp with time zone not null,
  ordered_at timestamp with time zone,
  ended_at timestamp with time zone,
  part_count integer not null default 0,
  byte_count bigint not null default 0,
  file_count integer not null default 0,
  done_count integer not null default 0,
  figures jsonb,
  next_at timestamp with time zone,
  tries integer not null default 0,
  lease_until timestamp with time zone,
  erased_at timestamp with time zone,
  services text[],
  constraint uploads_pkey PRIMARY KEY (organisation_id, upload_id),
  constraint uploads_organisation_id_order_key_key UNIQUE (organisation_id, order_key),
  constraint uploads_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(organisation_id),
  constraint uploads_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'unpacking'::text, 'judging'::text, 'judged'::text, 'loading'::text, 'loaded'::text, 'left'::text, 'failed'::text]))),
  constraint uploads_way_check CHECK ((way = ANY (ARRAY['good'::text, 'all'::text])))
);
CREATE INDEX uploads_by_person ON public.uploads USING btree (organisation_id, uploaded_by, upload_id);
CREATE INDEX uploads_kept ON public.uploads USING btree (organisation_id) WHERE (erased_at IS NULL);
CREATE INDEX uploads_to_do ON public.uploads USING btree (organisation_id, next_at) WHERE (next_at IS NOT NULL);

create table workers (
  worker_id text not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint workers_pkey PRIMARY KEY (worker_id)
);
