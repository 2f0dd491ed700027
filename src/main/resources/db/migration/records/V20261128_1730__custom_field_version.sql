-- Renamed and retired fields stand in the change log, and an undo raises the version of what it puts back.
alter table custom_field add column version integer not null default 1;
