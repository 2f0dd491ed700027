-- A position: one role's seat in the organisation, and the share of a full-time week that it takes. Who holds several roles
-- fills several positions.
create table position (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,                          -- the title
    name_key     text        not null generated always as (fold(name)) stored,
    role         text        not null,                          -- a canonical role, such as account-executive
    state        text        not null default 'open' check (state in ('filled', 'open', 'planned')),
    member_id    uuid,                                          -- who fills it
    team_id      uuid,
    manager_id   uuid,                                          -- to whom it reports
    starts_on    date,
    share        integer     not null default 100 check (share between 1 and 100),  -- percent of a full-time week
    stages       text[],                                        -- null: those of the role
    channels     text[],                                        -- null: all, and so below
    segments     text[],
    territory    text,
    languages    text[],
    quota        bigint,                                        -- signed value a year, in minor units
    quota_currency char(3),
    ramp_months  integer     check (ramp_months between 0 and 24),   -- until full output; null: the workspace's usual ramp-up
    note         text,
    opened_at    timestamptz,                                   -- since when somebody is looked for
    filled_at    timestamptz,
    owner_id     uuid,                                          -- who looks for somebody
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, manager_id) references member,
    foreign key (workspace_id, owner_id) references member,
    foreign key (workspace_id, team_id) references team on delete set null (team_id),
    check ((state = 'filled') = (member_id is not null))
);
call isolate('position');
create index position_by_name on position (workspace_id, name_key, id);
create index position_newest on position (workspace_id, created_at desc, id desc);
create index position_state on position (workspace_id, state, starts_on) where deleted_at is null;
create index position_of_member on position (workspace_id, member_id) where member_id is not null;
create index position_of_manager on position (workspace_id, manager_id) where manager_id is not null;
create index position_of_team on position (workspace_id, team_id) where team_id is not null;
create index position_owner on position (workspace_id, owner_id) where owner_id is not null;
create index position_external on position (workspace_id, external_id) where external_id is not null;
create index position_created_in on position (workspace_id, created_in) where created_in is not null;
