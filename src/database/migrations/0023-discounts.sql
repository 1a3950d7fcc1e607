-- When the job looks again at a use of a discount; null when it was paid for, and so is used up for good.
alter table discount_uses drop column payment_id, add column look_at timestamptz;
create index discount_uses_to_look_at on discount_uses (organisation_id, look_at)
  where released_at is null and look_at is not null;
create index discount_uses_by_discount on discount_uses (organisation_id, discount_id, payer_key)
  where released_at is null;

-- A due that staff made has lines too once its price depends on the day or on a discount.
alter table due_details drop constraint due_details_origin_check,
  add constraint due_details_origin_check check (origin in ('file', 'free', 'hand'));
