-- A role as this workspace has it: based on one of the catalogue, with a name and stages of its own.
create table own_role (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    based_on     text        not null,                          -- a canonical role
    replaces     boolean     not null default false,            -- whether the map shows it instead of the canonical one
    stages       text[],                                        -- null: those of the canonical role
    channels     text[],
    note         text,
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('own_role');
create index own_role_by_name on own_role (workspace_id, name_key, id);
create index own_role_newest on own_role (workspace_id, created_at desc, id desc);
create index own_role_owner on own_role (workspace_id, owner_id) where owner_id is not null;
create index own_role_external on own_role (workspace_id, external_id) where external_id is not null;
create index own_role_created_in on own_role (workspace_id, created_in) where created_in is not null;

alter table position
    add column own_role_id uuid,
    add column question text,                                   -- the question about the team from whose answer it came
    add foreign key (workspace_id, own_role_id) references own_role on delete set null (own_role_id);
create index position_own_role on position (workspace_id, own_role_id) where own_role_id is not null;
