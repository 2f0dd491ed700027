-- What somebody new in a role reaches of a full target, in each month since they began; afterwards it is all of it.
create table ramp_plan (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    role         text        not null,                          -- a sales role, such as sdr
    shares       integer[]   check (cardinality(shares) between 1 and 24), -- percent; empty once it was taken away
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    version      integer     not null default 1,
    primary key (workspace_id, id)
);
call isolate('ramp_plan');
create unique index ramp_plan_of_role on ramp_plan (workspace_id, role);
create index ramp_plan_created_in on ramp_plan (workspace_id, created_in) where created_in is not null;

-- A member to whom a role's plan doesn't apply as it stands.
create table member_ramp (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    member_id    uuid        not null,
    role         text        not null,
    mode         text        not null default 'plan' check (mode in ('plan', 'own', 'none')), -- none: targets count as they are typed
    starts_on    date,                                          -- null: that of the position which the member fills
    shares       integer[]   check (cardinality(shares) between 1 and 24), -- percent, where mode is own
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member,
    check (mode <> 'own' or shares is not null)
);
call isolate('member_ramp');
create unique index member_ramp_of_member on member_ramp (workspace_id, member_id, role);
create index member_ramp_created_in on member_ramp (workspace_id, created_in) where created_in is not null;

-- How a year spreads over its months, for one figure or for all that have no profile of their own.
create table season_profile (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    figure       text        not null default '',               -- empty: for all
    shares       integer[]   check (cardinality(shares) = 12),  -- hundredths of a percent, January first; empty once it was taken away
    origin       text        not null default 'typed' check (origin in ('typed', 'history')),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    version      integer     not null default 1,
    primary key (workspace_id, id)
);
call isolate('season_profile');
create unique index season_profile_of_figure on season_profile (workspace_id, figure);
create index season_profile_created_in on season_profile (workspace_id, created_in) where created_in is not null;

-- Whether members are compared with each other by name, and the day on which they were told so.
create table ranking_setting (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    shown        boolean     not null default false,
    told_on      date,
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    version      integer     not null default 1,
    primary key (workspace_id),
    check (not shown or told_on is not null)
);
call isolate('ranking_setting');
create index ranking_setting_created_in on ranking_setting (workspace_id, created_in) where created_in is not null;
