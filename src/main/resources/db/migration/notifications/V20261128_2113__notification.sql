-- What a member is told, each from an event, with its reason.
create table notification (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    member_id    uuid        not null,
    kind         text        not null,
    event_key    text        not null,        -- of which event it tells; nobody is told twice
    about        text        not null,        -- the kind of clock or hand-off
    subject_type text        not null,
    subject_id   uuid        not null,
    other_id     uuid,                        -- the member who did it
    reason       text,
    path         text        not null,
    at           timestamptz not null,
    shown_from   timestamptz not null,        -- later than at when it came in the member's quiet hours
    read_at      timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, other_id) references member
);
call isolate('notification');
create unique index notification_once on notification (workspace_id, member_id, event_key);
-- The bell and the page: unread ones first.
create index notification_unread on notification (workspace_id, member_id, at desc, id desc) where read_at is null;
create index notification_read on notification (workspace_id, member_id, at desc, id desc) where read_at is not null;

-- Where a kind of notification reaches a member, if not where it usually does.
create table notification_preference (
    workspace_id uuid not null default current_workspace(),
    member_id    uuid not null,
    kind         text not null,
    channel      text not null check (channel in ('page', 'mail', 'digest', 'none')),
    primary key (workspace_id, member_id, kind),
    foreign key (workspace_id, member_id) references member
);
call isolate('notification_preference');

-- When a member isn't told anything; over midnight where it ends before it begins.
create table quiet_hours (
    workspace_id uuid     not null default current_workspace(),
    member_id    uuid     not null,
    from_minute  smallint not null check (from_minute between 0 and 1439),
    to_minute    smallint not null check (to_minute between 0 and 1439),
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references member
);
call isolate('quiet_hours');
