-- When a member last opened a record's page; what the palette offers first.
create table recent_record (
    workspace_id uuid        not null default current_workspace(),
    member_id    uuid        not null,
    kind         text        not null,
    record_id    uuid        not null,
    opened_at    timestamptz not null,
    primary key (workspace_id, member_id, kind, record_id),
    foreign key (workspace_id, member_id) references member
);
call isolate('recent_record');
create index recent_record_newest on recent_record (workspace_id, member_id, opened_at desc);
