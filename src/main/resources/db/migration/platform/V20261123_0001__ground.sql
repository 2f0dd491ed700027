-- What every workspace table stands on. Extensions are trusted ones, so an owner that isn't superuser can make them.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

-- The workspace of the present transaction; raises when none is set, so a forgotten scope fails loudly.
create function current_workspace() returns uuid
    language sql stable parallel safe
    return current_setting('diabolo.workspace')::uuid;

-- Text as people search and sort it: without case and accents. Immutable because the dictionary is named.
create function fold(value text) returns text
    language sql immutable strict parallel safe
    return lower(public.unaccent('public.unaccent'::regdictionary, value));

-- Makes a table one of a workspace: only rows of the current workspace are seen and written by the application.
create procedure isolate(relation text)
    language plpgsql as $$
begin
    execute format('alter table %I enable row level security', relation);
    execute format(
        'create policy workspace on %I using (workspace_id = (select current_setting(''diabolo.workspace'')::uuid)) '
        'with check (workspace_id = (select current_setting(''diabolo.workspace'')::uuid))', relation);
    execute format('grant select, insert, update, delete on %I to ${app_user}', relation);
end $$;

grant usage on schema public to ${app_user};

-- Tables of the frameworks: they know no workspace, events and jobs carry it in their data.
create table spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);
create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
create table event_publication (
    id                     uuid                     not null primary key,
    listener_id            text                     not null,
    event_type             text                     not null,
    serialized_event       text                     not null,
    publication_date       timestamp with time zone not null,
    completion_date        timestamp with time zone,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamp with time zone
);
create index event_publication_serialized_event_hash_idx on event_publication using hash (serialized_event);
create index event_publication_by_completion_date_idx on event_publication (completion_date);
create table scheduled_tasks (
    task_name            text                     not null,
    task_instance        text                     not null,
    task_data            bytea,
    execution_time       timestamp with time zone not null,
    picked               boolean                  not null,
    picked_by            text,
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures int,
    last_heartbeat       timestamp with time zone,
    version              bigint                   not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
grant select, insert, update, delete
    on spring_session, spring_session_attributes, event_publication, scheduled_tasks to ${app_user};
