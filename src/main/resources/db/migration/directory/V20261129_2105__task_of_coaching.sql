-- A task that was agreed in a talk between a member and their manager stands on no record, and is theirs alone.
alter table activity add column coaching_note_id uuid;
alter table activity drop constraint activity_check;
alter table activity add constraint activity_of_something
    check (num_nonnulls(company_id, person_id, lead_id, opportunity_id, coaching_note_id) > 0) not valid;
alter table activity validate constraint activity_of_something;
create index activity_of_coaching on activity (workspace_id, coaching_note_id) where coaching_note_id is not null;
