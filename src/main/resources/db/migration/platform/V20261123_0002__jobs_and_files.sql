-- A kept file, in pieces of at most 1 MiB so that no node needs a disk of its own.
create table stored_file (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    content_type text        not null default 'application/octet-stream',
    size         bigint      not null default 0,
    created_at   timestamptz not null default now(),
    primary key (workspace_id, id)
);
call isolate('stored_file');
create table stored_file_piece (
    workspace_id uuid    not null default current_workspace(),
    file_id      uuid    not null,
    position     integer not null,
    bytes        bytea   not null,
    primary key (workspace_id, file_id, position),
    foreign key (workspace_id, file_id) references stored_file on delete cascade
);
call isolate('stored_file_piece');

-- Long work: an import, an export, an undo. Progress and the wish to cancel are seen by every node.
create table job (
    workspace_id     uuid        not null default current_workspace(),
    id               uuid        not null default uuidv7(),
    kind             text        not null,
    member_id        uuid        not null,
    title            text        not null default '',
    input            jsonb       not null default '{}',
    state            text        not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
    done             bigint      not null default 0,
    total            bigint      not null default 0,
    cancel_requested boolean     not null default false,
    result           jsonb       not null default '{}',
    result_file_id   uuid,
    error            text,
    created_at       timestamptz not null default now(),
    finished_at      timestamptz,
    primary key (workspace_id, id)
);
call isolate('job');
-- A member's jobs, the newest on top.
create index job_list on job (workspace_id, kind, created_at desc, id);
