-- The rules of a workspace for one purpose; as long as there is no row, those that come with Diabolo hold.
create table rule_set (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    purpose      text        not null,
    rules        jsonb       not null default '[]', -- in order: id, name, expression, points, outcome, active
    settings     jsonb       not null default '{}', -- numbers that go with them, such as a half-life in days
    version      integer     not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    primary key (workspace_id, id)
);
call isolate('rule_set');
create unique index rule_set_purpose on rule_set (workspace_id, purpose) where deleted_at is null;
