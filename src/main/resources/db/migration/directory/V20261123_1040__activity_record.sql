-- Activities are records like others: in lists and the API, with history, undo and bin.
alter table activity add column created_at timestamptz not null default now();
alter table activity add column updated_at timestamptz not null default now();
alter table activity add column custom jsonb not null default '{}';
create index activity_newest on activity (workspace_id, at desc, id desc);
