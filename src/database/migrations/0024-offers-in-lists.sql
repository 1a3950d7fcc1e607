-- Who owes a due that no invoice tells of is searched for by a part of the name or tax code, as invoices are.
create index dues_by_debtor on dues using gin (
  translate(lower(debtor_name || ' ' || coalesce(debtor_tax_id, '')), 'àáâãäåèéêëìíîïòóôõöùúûüñçý', 'aaaaaaeeeeiiiiooooouuuuncy') gin_trgm_ops)
  where debtor_name is not null;
-- The lists of services and of carts, newest first.
create index services_by_creation on services (organisation_id, created_at, service_id);
create index cart_items_by_addition on cart_items (organisation_id, added_at, cart_item_id);
create index discount_uses_by_taking on discount_uses (organisation_id, taken_at, discount_use_id);
-- By whole words first, as reports/searchable.ts writes it.
create index dues_by_debtor_words on dues using gin ((string_to_array(btrim(regexp_replace(
  case when octet_length(debtor_name || ' ' || coalesce(debtor_tax_id, '')) = char_length(debtor_name || ' ' || coalesce(debtor_tax_id, ''))
    then lower(debtor_name || ' ' || coalesce(debtor_tax_id, ''))
    else translate(lower(debtor_name || ' ' || coalesce(debtor_tax_id, '')), 'àáâãäåèéêëìíîïòóôõöùúûüñçý', 'aaaaaaeeeeiiiiooooouuuuncy') end,
  '[^[:alnum:]]+', ' ', 'g')), ' ') collate "C"))
  where debtor_name is not null;
