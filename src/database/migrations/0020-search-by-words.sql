-- Names, numbers and reasons are found by whole words first, in the depth of a tree; by letters only where nothing has
-- the words. The expressions are those of reports/searchable.ts. Words are compared byte by byte, so that another
-- version of a system's alphabet leaves the index as it is.
create index invoices_by_words on invoices using gin ((array_remove(string_to_array(translate(
  translate(lower(customer_name || ' ' || number), 'àáâãäåèéêëìíîïòóôõöùúûüñçý', 'aaaaaaeeeeiiiiooooouuuuncy'),
  '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~‘’“”„–—«»·…°€§' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8239),
  repeat(' ', 99)), ' '), '')) collate "C");
create index dues_by_words on dues using gin ((array_remove(string_to_array(translate(
  translate(lower(reason), 'àáâãäåèéêëìíîïòóôõöùúûüñçý', 'aaaaaaeeeeiiiiooooouuuuncy'),
  '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~‘’“”„–—«»·…°€§' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8239),
  repeat(' ', 99)), ' '), '')) collate "C")
  where invoice_id is null;
