-- A sequence: what is done with a lead, step by step. Its steps stand in versions; a run keeps the one that it began with.
create table sequence (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    state        text        not null default 'draft' check (state in ('draft', 'active', 'paused', 'archived')),
    owner_id     uuid        not null,
    window_from  smallint    not null default 510 check (window_from between 0 and 1439),   -- minutes of the person's day
    window_to    smallint    not null default 1080 check (window_to between 1 and 1440),
    away_days    smallint    not null default 3 check (away_days between 1 and 60),  -- working days after an absence without a date
    latest       integer     not null default 0,       -- the number of its newest version
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, owner_id) references member,
    check (window_to > window_from)
);
call isolate('sequence');
create index sequence_by_name on sequence (workspace_id, state, name_key, id);
create index sequence_created_in on sequence (workspace_id, created_in) where created_in is not null;

-- The steps as they stood at one time; never changed.
create table sequence_version (
    workspace_id uuid        not null default current_workspace(),
    sequence_id  uuid        not null,
    number       integer     not null,
    steps        jsonb       not null,
    member_id    uuid        not null,
    at           timestamptz not null default now(),
    created_in   uuid,                            -- of the first one: it goes with the sequence
    primary key (workspace_id, sequence_id, number),
    foreign key (workspace_id, sequence_id) references sequence on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('sequence_version');
create index sequence_version_created_in on sequence_version (workspace_id, created_in) where created_in is not null;

-- A lead's run through a sequence.
create table enrollment (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    sequence_id  uuid        not null,
    number       integer     not null,            -- of the version whose steps it follows
    lead_id      uuid        not null,
    person_id    uuid,
    owner_id     uuid        not null,            -- from whose mailbox it is written, and whose desk shows its tasks
    state        text        not null default 'running' check (state in ('running', 'paused', 'finished', 'stopped')),
    reason       text,                            -- why it stopped, paused or waits
    position     smallint    not null default 0,  -- of the step that comes next, or is being done
    waiting      boolean     not null default false,  -- the step is a task that somebody has to do
    outcome      text,                            -- of the last task
    due          timestamptz,                     -- when something is to be done by itself; null: nothing
    slot_at      timestamptz,                     -- the time kept free for its mail
    held_due     timestamptz,                     -- where due stood when it was paused
    answered_at  timestamptz,                     -- a human answered: from here on no mail leaves by itself
    enrolled_at  timestamptz not null default now(),
    ended_at     timestamptz,
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, sequence_id) references sequence,
    foreign key (workspace_id, lead_id) references lead on delete cascade,
    foreign key (workspace_id, person_id) references person,
    foreign key (workspace_id, owner_id) references member
);
call isolate('enrollment');
-- The tick: what is due.
create index enrollment_due on enrollment (workspace_id, due) where due is not null;
-- The desk: tasks of a member, the longest open first.
create index enrollment_tasks on enrollment (workspace_id, owner_id, updated_at, id) where waiting and state = 'running';
-- The desk: replies to a member, the oldest first.
create index enrollment_answered on enrollment (workspace_id, owner_id, answered_at, id) where answered_at is not null;
create index enrollment_newest on enrollment (workspace_id, enrolled_at desc, id desc);
create index enrollment_of_sequence on enrollment (workspace_id, sequence_id, state, enrolled_at desc, id desc);
create index enrollment_of_owner on enrollment (workspace_id, owner_id, enrolled_at desc, id desc);
create index enrollment_of_lead on enrollment (workspace_id, lead_id);
create index enrollment_of_person on enrollment (workspace_id, person_id) where person_id is not null;
create index enrollment_created_in on enrollment (workspace_id, created_in) where created_in is not null;

-- What was done in a run: a mail, a call, a task. Once per step: the key keeps a mail from leaving twice.
create table enrollment_step (
    workspace_id  uuid        not null default current_workspace(),
    enrollment_id uuid        not null,
    step          text        not null,           -- its key in the version
    sequence_id   uuid        not null,
    kind          text        not null check (kind in ('email', 'call', 'linkedin', 'task')),
    variant       text        not null default '',
    state         text        not null check (state in ('queued', 'sent', 'open', 'done', 'skipped', 'withdrawn', 'refused')),
    outcome       text,
    mail_id       uuid,
    at            timestamptz not null,
    sent_at       timestamptz,
    answered_at   timestamptz,
    met_at        timestamptz,
    bounced_at    timestamptz,
    opted_out_at  timestamptz,
    primary key (workspace_id, enrollment_id, step),
    foreign key (workspace_id, enrollment_id) references enrollment on delete cascade
);
call isolate('enrollment_step');
-- Which run a mail belongs to that was answered or came back.
create unique index enrollment_step_mail on enrollment_step (workspace_id, mail_id) where mail_id is not null;
-- A sequence's figures, step by step.
create index enrollment_step_figures on enrollment_step (workspace_id, sequence_id, step, variant);

-- How many mails of sequences a member's day holds already, by the zone of those who get them.
create table sending_day (
    workspace_id uuid        not null default current_workspace(),
    member_id    uuid        not null,
    day          date        not null,
    zone         text        not null,
    taken        integer     not null default 0,
    last_at      timestamptz not null,
    primary key (workspace_id, member_id, day, zone),
    foreign key (workspace_id, member_id) references member
);
call isolate('sending_day');

-- The workspaces in which a run has something due; one look into the index enrollment_due for each.
create function workspaces_with_due_enrollments(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
    select w.id from public.workspace w
    where exists (select from public.enrollment e where e.workspace_id = w.id and e.due <= at)
$$;
revoke all on function workspaces_with_due_enrollments from public;
grant execute on function workspaces_with_due_enrollments to ${app_user};
