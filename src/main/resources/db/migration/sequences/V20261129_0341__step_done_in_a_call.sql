-- The call at the call desk by which a step was done: when the call is taken back, the task is open again.
alter table enrollment_step add column done_in uuid;
create index enrollment_step_done_in on enrollment_step (workspace_id, done_in) where done_in is not null;
