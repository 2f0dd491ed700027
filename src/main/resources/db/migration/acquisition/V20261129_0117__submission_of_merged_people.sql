-- A merge lets a submission name the person who stays, and its undo lets it name the other again: the undo knows the tables
-- that it writes by this column. It stays empty, for no undo takes away what a visitor sent.
alter table submission add created_in uuid;
