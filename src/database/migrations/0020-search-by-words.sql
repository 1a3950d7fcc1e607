-- Names, numbers and reasons are found by whole words first, in the depth of a tree; by letters only where nothing has
-- the words. The expressions are those of reports/searchable.ts. Words are compared byte by byte, so that another
-- version of a system's alphabet leaves the index as it is.
create index invoices_by_words on invoices using gin ((string_to_array(btrim(regexp_replace(
  case when octet_length(customer_name || ' ' || number) = char_length(customer_name || ' ' || number) then lower(customer_name || ' ' || number)
    else translate(lower(customer_name || ' ' || number), 'àáâãäåèéêëìíîïòóôõöùúûüñçý', 'aaaaaaeeeeiiiiooooouuuuncy') end,
  '[^[:alnum:]]+', ' ', 'g')), ' ') collate "C"));
create index dues_by_words on dues using gin ((string_to_array(btrim(regexp_replace(
  case when octet_length(reason) = char_length(reason) then lower(reason)
    else translate(lower(reason), 'àáâãäåèéêëìíîïòóôõöùúûüñçý', 'aaaaaaeeeeiiiiooooouuuuncy') end,
  '[^[:alnum:]]+', ' ', 'g')), ' ') collate "C"))
  where invoice_id is null;
