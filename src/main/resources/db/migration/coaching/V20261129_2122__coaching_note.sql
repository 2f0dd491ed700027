-- What a manager and a member said to each other about the member's work, and what they agreed on. Both read it, nobody else.
create table coaching_note (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,                          -- what it was about
    name_key     text        not null generated always as (fold(name)) stored,
    member_id    uuid        not null,                          -- with whom
    held_on      date        not null,
    note         text,
    agreed       text,                                          -- what is done next, and by whom
    next_on      date,                                          -- when they talk again
    owner_id     uuid        not null,                          -- who wrote it
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, owner_id) references member
);
call isolate('coaching_note');
create index coaching_note_by_name on coaching_note (workspace_id, name_key, id);
create index coaching_note_newest on coaching_note (workspace_id, created_at desc, id desc);
-- The notes of one member, and those that say when to talk again: both people's desks.
create index coaching_note_of_member on coaching_note (workspace_id, member_id, next_on);
create index coaching_note_owner on coaching_note (workspace_id, owner_id, next_on);
create index coaching_note_external on coaching_note (workspace_id, external_id) where external_id is not null;
create index coaching_note_created_in on coaching_note (workspace_id, created_in) where created_in is not null;
