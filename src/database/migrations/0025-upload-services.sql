-- For which services whoever sent an upload may load; null for all.
alter table uploads add column services text[];
