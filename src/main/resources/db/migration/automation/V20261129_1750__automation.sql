-- What sales operations let happen by itself: on an event, before or after a date, or at certain times.
create table automation (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    state        text        not null default 'draft' check (state in ('draft', 'on', 'off', 'stopped')),
    number       integer     not null default 1,               -- the present version of its plan
    record_type  text        not null,
    begins       text        not null check (begins in ('event', 'date', 'schedule')),
    plan         jsonb       not null,                         -- trigger, conditions, actions and guards
    keeper_id    uuid        not null,                         -- who saved it last: with whose rights it acts
    trouble      text,                                         -- text key of why it was stopped
    on_since     timestamptz,
    next_at      timestamptz,                                  -- of a date or a schedule: when it is looked at next
    version      integer     not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, keeper_id) references member
);
call isolate('automation');
create index automation_by_name on automation (workspace_id, name_key, id) where deleted_at is null;
create index automation_on on automation (workspace_id, record_type) where state = 'on' and deleted_at is null;
create index automation_due on automation (workspace_id, next_at) where next_at is not null;
create index automation_of_keeper on automation (workspace_id, keeper_id);

-- Each plan that an automation had: who wrote it, and when.
create table automation_version (
    workspace_id  uuid        not null default current_workspace(),
    automation_id uuid        not null,
    number        integer     not null,
    name          text        not null,
    plan          jsonb       not null,
    member_id     uuid        not null,
    at            timestamptz not null,
    primary key (workspace_id, automation_id, number),
    foreign key (workspace_id, automation_id) references automation on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('automation_version');

-- What happened and wasn't looked at yet; written in the transaction in which it happened. A command has one row, however many
-- records it wrote.
create table automation_inbox (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    key           text        not null,                        -- of the happening: twice told is once here
    change_set_id uuid,
    event         text,                                        -- null: all that the change set says
    record_type   text,
    record_id     uuid,
    detail        text,                                        -- which hand-off, which clock
    at            timestamptz not null default now(),
    from_record   uuid,                                        -- how far a large command was read
    primary key (workspace_id, id)
);
call isolate('automation_inbox');
create unique index automation_inbox_once on automation_inbox (workspace_id, key);

-- One automation and one record: what happened, what was judged, and what came of it.
create table automation_run (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    automation_id uuid        not null,
    number        integer     not null,                        -- of the plan by which it was judged
    key           text        not null,                        -- of the happening: nothing runs twice
    event         text        not null,
    record_type   text        not null,
    record_id     uuid        not null,
    detail        text,
    at            timestamptz not null,                        -- when it happened
    due_at        timestamptz not null,                        -- when it is judged
    state         text        not null default 'waiting'
        check (state in ('waiting', 'unmet', 'held', 'acting', 'done', 'failed', 'skipped')),
    reason        text,                                        -- text key: why it was held, skipped or failed
    verdicts      jsonb       not null default '[]',           -- each condition and whether it held
    change_set_id uuid,                                        -- of what happened
    cause_id      uuid,                                        -- the run that made it happen
    depth         integer     not null default 0,
    acted_at      timestamptz,
    finished_at   timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, automation_id) references automation on delete cascade
);
call isolate('automation_run');
create unique index automation_run_once on automation_run (workspace_id, automation_id, key);
create index automation_run_due on automation_run (workspace_id, due_at, id) where state in ('waiting', 'acting');
create index automation_run_waiting on automation_run (workspace_id, automation_id, record_id) where state = 'waiting';
create index automation_run_log on automation_run (workspace_id, at desc, id desc);
create index automation_run_of_automation on automation_run (workspace_id, automation_id, at desc, id desc);
create index automation_run_of_state on automation_run (workspace_id, state, at desc, id desc);
create index automation_run_of_record on automation_run (workspace_id, record_type, record_id, at desc);
create index automation_run_acted on automation_run (workspace_id, automation_id, acted_at) where acted_at is not null;

-- What a run does, one after the other. Its id is the one id under which it is done.
create table automation_action (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    run_id        uuid        not null,
    position      integer     not null,
    kind          text        not null,
    told          jsonb       not null,                        -- what to do, as the plan said
    state         text        not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
    note          text,                                        -- text key of what was done, or why it couldn't be
    note_args     jsonb       not null default '[]',
    change_set_id uuid,
    mail_id       uuid,
    delivery_id   uuid,
    tries         integer     not null default 0,
    at            timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, run_id) references automation_run on delete cascade,
    foreign key (workspace_id, mail_id) references mail on delete set null (mail_id)
);
call isolate('automation_action');
create unique index automation_action_of_run on automation_action (workspace_id, run_id, position);
create index automation_action_mail on automation_action (workspace_id, mail_id) where mail_id is not null;

-- Which command an automation caused, so that none sets itself off again.
create table automation_cause (
    workspace_id  uuid        not null default current_workspace(),
    change_set_id uuid        not null,
    run_id        uuid        not null,
    primary key (workspace_id, change_set_id),
    foreign key (workspace_id, run_id) references automation_run on delete cascade
);
call isolate('automation_cause');
create index automation_cause_of_run on automation_cause (workspace_id, run_id);

-- The records that a schedule found last time: only what is new since is acted upon.
create table automation_match (
    workspace_id  uuid not null default current_workspace(),
    automation_id uuid not null,
    record_id     uuid not null,
    primary key (workspace_id, automation_id, record_id),
    foreign key (workspace_id, automation_id) references automation on delete cascade
);
call isolate('automation_match');
