-- One organisation's whole data. Read by the application through the functions below only.
create table workspace (
    id         uuid        not null primary key default uuidv7(),
    slug       text        not null unique,
    created_at timestamptz not null default now()
);
-- What a workspace's members may see and administrators change of it.
create table workspace_setting (
    workspace_id uuid        not null default current_workspace() primary key,
    name         text        not null,
    locale       text        not null default 'fr' check (locale in ('fr', 'en')),
    time_zone    text        not null default 'Europe/Paris',
    currency     char(3)     not null default 'EUR',
    country      char(2)     not null default 'FR',
    -- limits of the segments: decree 2008-1354 by default; minor units of the workspace's currency
    segment_limits jsonb     not null default '{"micro":{"headcount":10,"turnover":200000000},"smb":{"headcount":250,"turnover":5000000000},"mid_market":{"headcount":5000,"turnover":150000000000}}',
    demo         boolean     not null default false,
    created_at   timestamptz not null default now()
);
call isolate('workspace_setting');

-- A sign-in: one person, who may be a member of several workspaces.
create table account (
    id            uuid        not null primary key default uuidv7(),
    email         text        not null unique check (email = lower(email)),
    password_hash text,
    created_at    timestamptz not null default now()
);
create table team (
    workspace_id uuid not null default current_workspace(),
    id           uuid not null default uuidv7(),
    name         text not null,
    name_key     text not null generated always as (fold(name)) stored,
    primary key (workspace_id, id),
    unique (workspace_id, name_key)
);
call isolate('team');
-- A member; a placeholder is an owner whom a file names and who hasn't been invited.
create table member (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    account_id    uuid        references account,
    name          text        not null,
    name_key      text        not null generated always as (fold(name)) stored,
    email         text,
    external_id   text,
    roles         text[]      not null default '{}',
    administrator boolean     not null default false,
    visibility    text        not null default 'all' check (visibility in ('own', 'team', 'reports', 'all')),
    manager_id    uuid,
    team_id       uuid,
    locale        text        not null default 'fr' check (locale in ('fr', 'en')),
    time_zone     text        not null default 'Europe/Paris',
    state         text        not null default 'active' check (state in ('placeholder', 'invited', 'active', 'left')),
    created_at    timestamptz not null default now(),
    created_in    uuid,
    version       integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, manager_id) references member,
    foreign key (workspace_id, team_id) references team,
    unique (workspace_id, account_id)
);
call isolate('member');
create unique index member_email on member (workspace_id, email) where email is not null and state <> 'left';
create index member_name on member (workspace_id, name_key);
create index member_reports on member (workspace_id, manager_id);
create index member_team on member (workspace_id, team_id);

-- An API token; only its SHA-256 is kept.
create table token (
    id           uuid        not null primary key default uuidv7(),
    hash         bytea       not null unique,
    workspace_id uuid        not null,
    member_id    uuid        not null,
    name         text        not null,
    scope        text        not null check (scope in ('read', 'write', 'admin')),
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    expires_at   timestamptz,
    revoked_at   timestamptz
);
create index token_of_member on token (workspace_id, member_id);
-- A one-time link: set-up of the installation, invitation, password reset. Only its SHA-256 is kept.
create table link (
    hash         bytea       not null primary key,
    purpose      text        not null check (purpose in ('setup', 'invitation', 'reset')),
    workspace_id uuid,
    member_id    uuid,
    account_id   uuid,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    used_at      timestamptz
);
-- Failed sign-ins, for the rate limit; the key is a hash of address and network origin.
create table sign_in_attempt (
    key          bytea       not null,
    attempted_at timestamptz not null default now()
);
create index sign_in_attempt_window on sign_in_attempt (key, attempted_at);
