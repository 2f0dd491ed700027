-- Who else sells to the same customers.
create table competitor (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    website      text,
    strengths    text,
    weaknesses   text,
    threats      text,
    battlecard   text,                                    -- what to say and to ask when they are in the race
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id)
);
call isolate('competitor');
create index competitor_by_name on competitor (workspace_id, name_key, id);
create index competitor_newest on competitor (workspace_id, created_at desc, id desc);
create index competitor_external on competitor (workspace_id, external_id) where external_id is not null;
create index competitor_created_in on competitor (workspace_id, created_in) where created_in is not null;

-- A competitor in an opportunity: one row, taken away or not.
create table opportunity_competitor (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    opportunity_id uuid        not null,
    competitor_id  uuid        not null,
    status         text        not null default 'suspected' check (status in
        ('suspected', 'confirmed', 'shortlisted', 'eliminated', 'chosen', 'beaten')),
    note           text        not null default '',
    created_at     timestamptz not null default now(),
    created_in     uuid,
    deleted_at     timestamptz,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, opportunity_id) references opportunity,
    foreign key (workspace_id, competitor_id) references competitor
);
call isolate('opportunity_competitor');
create unique index opportunity_competitor_once on opportunity_competitor (workspace_id, opportunity_id, competitor_id);
create index opportunity_competitor_of_competitor on opportunity_competitor (workspace_id, competitor_id, status);
create index opportunity_competitor_created_in on opportunity_competitor (workspace_id, created_in) where created_in is not null;
