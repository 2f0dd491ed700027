-- An address outside that is told, with what it proves that it was us.
create table webhook (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    name           text        not null,
    name_key       text        not null generated always as (fold(name)) stored,
    url            text        not null,
    state          text        not null default 'on' check (state in ('on', 'off', 'stopped')),
    secret         bytea       not null,                       -- sealed
    old_secret     bytea,                                      -- sealed; signs beside the new one for a while
    old_until      timestamptz,
    failing_since  timestamptz,                                -- the first failure after the last success
    last_ok_at     timestamptz,
    owner_id       uuid        not null,
    version        integer     not null default 1,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    created_in     uuid,
    deleted_at     timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('webhook');
create index webhook_by_name on webhook (workspace_id, name_key, id) where deleted_at is null;
create index webhook_of_owner on webhook (workspace_id, owner_id);

-- One thing told to a webhook, with every attempt to tell it. The id goes with each, so that a receiver knows it again.
create table webhook_delivery (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    webhook_id   uuid        not null,
    action_id    uuid,                                         -- of which automation's run; null: a test, or a replay
    replay_of    uuid,
    event        text        not null,
    record_type  text,
    record_id    uuid,
    body         text        not null,
    state        text        not null default 'waiting' check (state in ('waiting', 'sending', 'delivered', 'failed')),
    tries        integer     not null default 0,
    next_at      timestamptz,                                  -- the next attempt, or when one that began counts as lost
    status       integer,                                      -- of the last answer
    answer       text,                                         -- its beginning
    trouble      text,                                         -- text key of why there was none
    millis       integer,
    created_at   timestamptz not null default now(),
    finished_at  timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, webhook_id) references webhook on delete cascade
);
call isolate('webhook_delivery');
create unique index webhook_delivery_once on webhook_delivery (workspace_id, action_id) where action_id is not null;
create index webhook_delivery_due on webhook_delivery (workspace_id, next_at) where next_at is not null;
create index webhook_delivery_log on webhook_delivery (workspace_id, created_at desc, id desc);
create index webhook_delivery_of on webhook_delivery (workspace_id, webhook_id, created_at desc, id desc);
create index webhook_delivery_state on webhook_delivery (workspace_id, state, created_at desc, id desc);

-- The workspaces in which an automation or a webhook has something to do.
create function workspaces_with_due_automations(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
    select w.id from public.workspace w
    where exists (select from public.automation_inbox i where i.workspace_id = w.id)
       or exists (select from public.automation_run r where r.workspace_id = w.id and r.state in ('waiting', 'acting') and r.due_at <= $1)
       or exists (select from public.automation a where a.workspace_id = w.id and a.next_at <= $1)
$$;
revoke all on function workspaces_with_due_automations from public;
grant execute on function workspaces_with_due_automations to ${app_user};

create function workspaces_with_due_deliveries(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
    select w.id from public.workspace w
    where exists (select from public.webhook_delivery d where d.workspace_id = w.id and d.next_at <= $1)
$$;
revoke all on function workspaces_with_due_deliveries from public;
grant execute on function workspaces_with_due_deliveries to ${app_user};
