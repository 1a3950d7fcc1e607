-- Counters of a due and of an allocation move soon after their rows were written, and stand in no index:
-- with room left in its page for the new version of a row, moving one touches no index either.
alter table dues set (fillfactor = 85);
alter table allocations set (fillfactor = 85);
