-- A promise of time: until when somebody does something, counted in their working hours.
create table clock (
    workspace_id      uuid        not null default current_workspace(),
    id                uuid        not null default uuidv7(),
    kind              text        not null,   -- whose promise it is, such as the id of a hand-off
    subject_type      text        not null,
    subject_id        uuid        not null,
    owner_id          uuid,                   -- who promised; nobody in person where a whole role did
    owner_role        text,
    started_at        timestamptz not null,
    budget            integer     not null check (budget > 0),
    unit              text        not null check (unit in ('minutes', 'hours', 'days')),
    grace             integer     not null default 0 check (grace >= 0),  -- working minutes from the breach to the escalation
    due_at            timestamptz not null,
    warn_at           timestamptz not null,
    escalate_at       timestamptz not null,
    warned_at         timestamptz,
    breached_at       timestamptz,
    escalated_at      timestamptz,
    next_at           timestamptz,            -- the first step not taken yet; null while paused, and at the end
    paused_at         timestamptz,
    pause_reason      text,
    remaining_seconds bigint,                 -- working time that was left when it was paused; below zero when it was late
    stopped_at        timestamptz,
    outcome           text        check (outcome in ('met', 'breached', 'cancelled')),
    created_in        uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, owner_id) references member,
    check (num_nonnulls(stopped_at, outcome) in (0, 2)),
    check (num_nonnulls(owner_id, owner_role) > 0)
);
call isolate('clock');
-- The sweeper: what has to be said now.
create index clock_due on clock (workspace_id, next_at) where next_at is not null;
create index clock_of_subject on clock (workspace_id, subject_type, subject_id);
create index clock_of_owner on clock (workspace_id, owner_id, due_at, id) where stopped_at is null;
create index clock_of_role on clock (workspace_id, owner_role, due_at, id) where stopped_at is null;
create index clock_created_in on clock (workspace_id, created_in) where created_in is not null;

-- The workspaces in which a clock has something to say; one look into the index clock_due for each.
create function workspaces_with_due_clocks(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
    select w.id from public.workspace w
    where exists (select from public.clock c where c.workspace_id = w.id and c.next_at <= at)
$$;
revoke all on function workspaces_with_due_clocks from public;
grant execute on function workspaces_with_due_clocks to ${app_user};
