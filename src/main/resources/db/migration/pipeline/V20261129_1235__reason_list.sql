-- Why deals are won and lost and leads are disqualified, as a workspace says it; without a row, as it comes with Diabolo.
create table reason_list (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    kind         text        not null check (kind in ('won', 'lost', 'disqualified')),
    reasons      jsonb       not null default '[]', -- in order: key, words (fr, en; both empty: Diabolo's own), aside
    version      integer     not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    primary key (workspace_id, id)
);
call isolate('reason_list');
create unique index reason_list_kind on reason_list (workspace_id, kind);
