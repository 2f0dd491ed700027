-- Figures of promises kept: what ended in a period, by what it was about.
create index clock_stopped on clock (workspace_id, subject_type, stopped_at) where stopped_at is not null;
