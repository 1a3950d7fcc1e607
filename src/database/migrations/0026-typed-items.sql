-- What a payer typed for a free item, by the fields of its form: so that it can be changed where it waits.
alter table cart_items add column typed jsonb;
