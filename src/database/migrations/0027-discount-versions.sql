-- Counts the changes of a discount, so that nobody writes over what somebody else has saved meanwhile.
alter table discounts add column version integer not null default 1 check (version > 0);
