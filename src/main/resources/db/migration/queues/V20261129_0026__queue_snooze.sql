-- An entry that a member put off in their queue. What is promised goes on: an entry that became more urgent shows again.
create table queue_snooze (
    workspace_id uuid        not null default current_workspace(),
    member_id    uuid        not null,
    kind         text        not null,
    record_type  text        not null,
    record_id    uuid        not null,
    urgency      smallint    not null,         -- when it was put off
    until        timestamptz not null,
    reason       text        not null check (reason in ('waiting', 'asked_later', 'unreachable', 'not_ready', 'other_first')),
    created_in   uuid,
    primary key (workspace_id, member_id, kind, record_id),
    foreign key (workspace_id, member_id) references member
);
call isolate('queue_snooze');
create index queue_snooze_created_in on queue_snooze (workspace_id, created_in) where created_in is not null;
-- What a person's erasure looks for.
create index queue_snooze_of_record on queue_snooze (workspace_id, record_id);
