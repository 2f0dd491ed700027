-- What managers note about those they lead: read by the reporting line above, and by the member once it is shared.
create table coaching_note (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    member_id    uuid        not null,        -- whom it is about
    author_id    uuid        not null,
    body         text        not null,
    talked_on    date        not null,
    shared_at    timestamptz,                 -- null: the member hasn't been given it
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, author_id) references member
);
call isolate('coaching_note');
create index coaching_note_of_member on coaching_note (workspace_id, member_id, talked_on desc, id desc);

-- The calls and deals that it speaks of; what its reader may not see stays hidden.
create table coaching_subject (
    workspace_id   uuid     not null default current_workspace(),
    note_id        uuid     not null,
    position       smallint not null,
    activity_id    uuid,
    opportunity_id uuid,
    primary key (workspace_id, note_id, position),
    foreign key (workspace_id, note_id) references coaching_note on delete cascade,
    check (num_nonnulls(activity_id, opportunity_id) = 1)
);
call isolate('coaching_subject');
create index coaching_subject_activity on coaching_subject (workspace_id, activity_id) where activity_id is not null;
create index coaching_subject_opportunity on coaching_subject (workspace_id, opportunity_id) where opportunity_id is not null;
