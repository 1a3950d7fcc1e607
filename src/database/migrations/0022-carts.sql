alter table cart_items
  -- Of a free payment: [{"text", "minor"}] that add up to its amount.
  add column lines jsonb,
  -- What the payer wants to pay of a due that may be paid in parts; null for all of it.
  add column part bigint check (part > 0),
  -- When the payer was told that it is paid; it leaves the cart with the next change.
  add column told_at timestamptz;
