-- A person who takes part in an opportunity on the customer's side.
create table stakeholder (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    opportunity_id uuid        not null,
    person_id      uuid        not null,
    part           text        not null default 'other' check (part in
        ('economic_buyer', 'champion', 'user', 'technical', 'legal', 'procurement', 'other')),
    influence      text        not null default 'medium' check (influence in ('high', 'medium', 'low')),
    stance         text        not null default 'unknown' check (stance in ('supports', 'neutral', 'opposes', 'unknown')),
    reports_to     uuid,                                  -- another stakeholder of the same opportunity
    note           text        not null default '',
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    created_in     uuid,
    deleted_at     timestamptz,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, opportunity_id) references opportunity,
    foreign key (workspace_id, person_id) references person,
    foreign key (workspace_id, reports_to) references stakeholder on delete set null (reports_to),
    check (reports_to <> id)
);
call isolate('stakeholder');
-- The map of an opportunity; somebody takes part once.
create unique index stakeholder_once on stakeholder (workspace_id, opportunity_id, person_id) where deleted_at is null;
create index stakeholder_of_person on stakeholder (workspace_id, person_id);
create index stakeholder_reports_to on stakeholder (workspace_id, reports_to) where reports_to is not null;
create index stakeholder_newest on stakeholder (workspace_id, created_at desc, id desc);
create index stakeholder_created_in on stakeholder (workspace_id, created_in) where created_in is not null;

-- Who sways whom, beside who reports to whom.
create table stakeholder_influence (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    from_id      uuid        not null,
    to_id        uuid        not null,
    created_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, from_id) references stakeholder on delete cascade,
    foreign key (workspace_id, to_id) references stakeholder on delete cascade,
    check (from_id <> to_id)
);
call isolate('stakeholder_influence');
-- One row for two of them, taken away or not: what is said again is taken back from the bin.
create unique index stakeholder_influence_once on stakeholder_influence (workspace_id, from_id, to_id);
create index stakeholder_influence_to on stakeholder_influence (workspace_id, to_id);
create index stakeholder_influence_created_in on stakeholder_influence (workspace_id, created_in) where created_in is not null;

-- What stands in the way of a signature. Whose it is to solve and until when is its clock's.
create table blocker (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    opportunity_id uuid        not null,
    stakeholder_id uuid,                                  -- who blocks; null: nobody in particular
    text           text        not null,
    clock_id       uuid        not null,
    solved_at      timestamptz,
    solution       text        not null default '',
    created_at     timestamptz not null default now(),
    created_in     uuid,
    deleted_at     timestamptz,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, opportunity_id) references opportunity,
    foreign key (workspace_id, stakeholder_id) references stakeholder on delete set null (stakeholder_id)
);
call isolate('blocker');
create index blocker_of_opportunity on blocker (workspace_id, opportunity_id, created_at desc);
create index blocker_of_stakeholder on blocker (workspace_id, stakeholder_id) where stakeholder_id is not null;
create index blocker_created_in on blocker (workspace_id, created_in) where created_in is not null;
