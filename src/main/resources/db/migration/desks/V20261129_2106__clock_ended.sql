-- How promises were kept in the last weeks, whatever they were about.
create index clock_ended on clock (workspace_id, stopped_at) where stopped_at is not null;
