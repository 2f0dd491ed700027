-- One import: files dropped together, their mapping, what it asks and what came of it.
create table import (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    member_id     uuid        not null,
    state         text        not null default 'reading' check (state in ('reading', 'mapping', 'previewing', 'ready', 'applying', 'done', 'failed', 'cancelled', 'undone')),
    mapping       jsonb       not null default '{}',
    questions     jsonb       not null default '[]',
    job_id        uuid,
    change_set_id uuid,
    rows_total    bigint      not null default 0,
    rows_read     bigint      not null default 0,
    created       bigint      not null default 0,
    updated       bigint      not null default 0,
    unchanged     bigint      not null default 0,
    skipped       bigint      not null default 0,
    rejected      bigint      not null default 0,
    rejects_file_id uuid,
    error         text,
    summary       jsonb       not null default '{}',
    created_at    timestamptz not null default now(),
    finished_at   timestamptz,
    version       integer     not null default 1,
    primary key (workspace_id, id)
);
call isolate('import');
create index import_list on import (workspace_id, created_at desc, id);
create table import_file (
    workspace_id uuid    not null default current_workspace(),
    import_id    uuid    not null,
    position     integer not null,
    file_id      uuid    not null,
    name         text    not null,
    profile      jsonb   not null default '{}',
    primary key (workspace_id, import_id, position),
    foreign key (workspace_id, import_id) references import on delete cascade,
    foreign key (workspace_id, file_id) references stored_file
);
call isolate('import_file');
-- A mapping kept for the next file with the same headers.
create table saved_mapping (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    fingerprint  text        not null,         -- of the headers
    mapping      jsonb       not null,
    member_id    uuid        not null,
    created_at   timestamptz not null default now(),
    primary key (workspace_id, id)
);
call isolate('saved_mapping');
create index saved_mapping_headers on saved_mapping (workspace_id, fingerprint, created_at desc);
