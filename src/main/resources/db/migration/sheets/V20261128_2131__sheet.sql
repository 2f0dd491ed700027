-- A sheet of questions that a workspace wrote or changed; those that come with Diabolo need no row until then.
create table sheet_template (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    key          text        not null check (key ~ '^[a-z][a-z0-9_]{0,40}$'),
    name         text        not null,
    questions    jsonb       not null default '[]', -- in order: id, label, hint, kind, choices, required
    in_use       boolean     not null default false,
    version      integer     not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    primary key (workspace_id, id)
);
call isolate('sheet_template');
create unique index sheet_template_key on sheet_template (workspace_id, key) where deleted_at is null;
create unique index sheet_template_in_use on sheet_template (workspace_id, in_use) where in_use and deleted_at is null;
-- An answer to a question, with its evidence. Nothing is overwritten: a record's newest answer to a question holds.
create table sheet_answer (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    subject_type text        not null,
    subject_id   uuid        not null,
    sheet        text        not null,           -- the template's key
    question     text        not null,
    value        text        not null default '', -- as it was said; empty: taken back
    said_by      text        not null default '',
    said_on      date,
    source       text        check (source in ('meeting', 'call', 'mail', 'form', 'other')),
    note         text        not null default '',
    member_id    uuid        not null,
    at           timestamptz not null default now(),
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member
);
call isolate('sheet_answer');
-- A record's answers, the newest of each question on top.
create index sheet_answer_of_subject on sheet_answer (workspace_id, subject_id, question, at desc, id desc);
create index sheet_answer_created_in on sheet_answer (workspace_id, created_in) where created_in is not null;
