-- Entries are counted by the beginning of their source; only in this order can an index find them so.
alter table ledger_entries alter column source type text collate "C";
