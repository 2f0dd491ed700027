-- What an opportunity looked like from one Monday to the next at which it looked otherwise: as many lines as it had looks,
-- not as many as there were weeks. A week reads those with from_week <= week < to_week. No key to the opportunity: an undo
-- may take it away, and what was said of it stays.
create table forecast_line (
    workspace_id   uuid    not null default current_workspace(),
    opportunity_id uuid    not null,
    from_week      date    not null,
    to_week        date    not null default '9999-12-31',
    owner_id       uuid,
    type           text    not null,
    stage          text    not null,                -- won for all that comes after the signature
    category       text    not null,
    amount_minor   bigint  not null,
    currency       char(3) not null,
    close_date     date,
    primary key (workspace_id, opportunity_id, from_week),
    check (from_week < to_week)
);
call isolate('forecast_line');
-- The deals that a week expected, or saw closed, in a period.
create index forecast_line_of_period on forecast_line (workspace_id, close_date, from_week, to_week);

-- That a week was noted down, and how far that came.
create table forecast_snapshot (
    workspace_id uuid        not null default current_workspace(),
    week         date        not null,               -- a Monday
    taken_at     timestamptz not null default now(),
    done_up_to   uuid,                               -- opportunities up to this id are noted; the next step goes on there
    complete     boolean     not null default false,
    rebuilt      boolean     not null default false, -- from the ledger, afterwards
    primary key (workspace_id, week),
    check (extract(isodow from week) = 1)
);
call isolate('forecast_snapshot');

-- What the statistics said for a period in a week, for everybody's deals; in the workspace's currency.
create table forecast_estimate (
    workspace_id uuid    not null default current_workspace(),
    week         date    not null,
    period       text    not null,
    low_minor    bigint  not null,                   -- 10 %
    middle_minor bigint  not null,                   -- 50 %
    high_minor   bigint  not null,                   -- 90 %
    currency     char(3) not null,
    primary key (workspace_id, period, week),
    foreign key (workspace_id, week) references forecast_snapshot on delete cascade
);
call isolate('forecast_estimate');

-- What a manager says a member's line, a team or everybody will bring in a period, and why. The newest counts.
create table forecast_adjustment (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    period         text        not null check (period ~ '^\d{4}-(Q[1-4]|0[1-9]|1[0-2])$'),
    line_id        uuid,                             -- the member whose line it is: they and all below them
    team_id        uuid,                             -- neither: everybody
    amount_minor   bigint,                           -- empty: it was taken back, the computed figure counts again
    computed_minor bigint      not null,             -- what was computed when it was said
    currency       char(3)     not null,
    comment        text        not null check (length(comment) between 1 and 2000),
    member_id      uuid        not null,             -- who said it
    created_at     timestamptz not null default now(),
    created_in     uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, line_id) references member,
    foreign key (workspace_id, team_id) references team on delete cascade,
    foreign key (workspace_id, member_id) references member,
    check (num_nonnulls(line_id, team_id) <= 1)
);
call isolate('forecast_adjustment');
create index forecast_adjustment_of_period on forecast_adjustment (workspace_id, period, created_at desc, id desc);
create index forecast_adjustment_created_in on forecast_adjustment (workspace_id, created_in) where created_in is not null;
