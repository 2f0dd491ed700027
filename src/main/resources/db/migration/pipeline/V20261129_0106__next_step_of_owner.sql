-- A desk: the next steps that are due.
create index opportunity_next_step on opportunity (workspace_id, owner_id, next_step_on) where next_step_on is not null;
