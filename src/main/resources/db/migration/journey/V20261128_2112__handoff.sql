-- The passing of a subject from one role to the next, with an answer within a time.
create table handoff (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    kind         text        not null,
    subject_type text        not null,
    subject_id   uuid        not null,
    from_member  uuid        not null,
    from_role    text        not null,
    to_role      text        not null,
    to_member    uuid,                        -- null: whoever of the role answers first
    note         text        not null default '',
    carried      jsonb       not null default '{}',  -- what was known when it was offered, by name
    checklist    jsonb       not null default '[]',  -- what was ticked off: [{"text": …, "done": …}]
    state        text        not null default 'offered' check (state in ('offered', 'accepted', 'returned', 'withdrawn')),
    offered_at   timestamptz not null,
    due_at       timestamptz not null,        -- copy of the clock's due instant
    clock_id     uuid        not null,
    answered_by  uuid,
    answered_at  timestamptz,
    reason       text,
    escalated_at timestamptz,
    outcome_type text,                        -- what came of it: the opportunity that was opened or joined
    outcome_id   uuid,
    created_in   uuid,
    version      integer     not null default 1,
    updated_at   timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, from_member) references member,
    foreign key (workspace_id, to_member) references member,
    foreign key (workspace_id, answered_by) references member,
    check (num_nonnulls(outcome_type, outcome_id) in (0, 2))
);
call isolate('handoff');
-- A second click offers nothing again.
create unique index handoff_one_open on handoff (workspace_id, kind, subject_type, subject_id) where state = 'offered';
-- Waiting for a role, for a member, for anybody; the first due on top.
create index handoff_waiting_role on handoff (workspace_id, to_role, due_at, id) where state = 'offered';
create index handoff_waiting_member on handoff (workspace_id, to_member, due_at, id) where state = 'offered';
create index handoff_waiting on handoff (workspace_id, due_at, id) where state = 'offered';
create index handoff_sent on handoff (workspace_id, from_member, offered_at desc, id desc);
create index handoff_answered on handoff (workspace_id, answered_by, answered_at desc, id desc) where answered_by is not null;
create index handoff_of_subject on handoff (workspace_id, subject_type, subject_id, offered_at desc);
create index handoff_created_in on handoff (workspace_id, created_in) where created_in is not null;

-- Within what time a kind of hand-off is answered, where the workspace doesn't keep to the default.
create table handoff_time (
    workspace_id uuid    not null default current_workspace(),
    kind         text    not null,
    amount       integer not null check (amount > 0),
    unit         text    not null check (unit in ('minutes', 'hours', 'days')),
    primary key (workspace_id, kind)
);
call isolate('handoff_time');
