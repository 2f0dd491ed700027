-- How a customer is: what was measured of it, and the score that the rules give for it. A row for each company with a running
-- contract, made and renewed by Diabolo only.
create table health (
    workspace_id       uuid        not null default current_workspace(),
    id                 uuid        not null default uuidv7(),
    company_id         uuid        not null,
    owner_id           uuid,                             -- who looks after it: the CSM, else whose company it is
    am_id              uuid,                             -- whose contract it is
    company_owner_id   uuid,
    -- what was measured; null: nobody knows
    mrr_minor          bigint      not null default 0,   -- a month's recurring money, in the workspace's currency
    currency           char(3)     not null,
    mrr_change         integer,                          -- percent, over the last three months
    customer_since     date,
    contracts          integer     not null default 0,
    notice_on          date,
    days_to_notice     integer,
    renewal_on         date,
    days_to_renewal    integer,
    notice_given       boolean     not null default false,
    usage_days         integer,                          -- of the last thirty
    usage_trend        integer,                          -- percent, against the thirty days before
    features_used      integer,
    adoption           integer,                          -- percent of the features that anybody used
    idle_days          integer,                          -- since it was used last
    open_tickets       integer     not null default 0,
    urgent_tickets     integer     not null default 0,
    breached_promises  integer     not null default 0,   -- of its tickets, within ninety days
    csat               integer,
    nps                integer,
    sponsor_left       boolean     not null default false,
    silent_days        integer,                          -- since we spoke last
    onboarding_late    integer     not null default 0,   -- days
    value_reached      integer,                          -- percent of what was promised
    values_missed      integer     not null default 0,
    late_orders        integer     not null default 0,
    -- what follows from it
    score              smallint    not null default 0 check (score between 0 and 100),
    band               text        not null default 'watch' check (band in ('good', 'watch', 'risk')),
    change             smallint    not null default 0,   -- of the score, against thirty days ago
    lines              jsonb       not null default '[]',-- the rules that hold, each with its points
    churn              smallint    check (churn between 0 and 100),  -- how likely it leaves within half a year, in percent
    measured_at        timestamptz not null,
    created_in         uuid,                             -- never one: what a merge moved is moved back by it
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company on delete cascade,
    foreign key (workspace_id, owner_id) references member,
    foreign key (workspace_id, am_id) references member,
    foreign key (workspace_id, company_owner_id) references member
);
call isolate('health');
create unique index health_of on health (workspace_id, company_id);
-- The list: the worst first, and those of a band.
create index health_by_score on health (workspace_id, score, id);
create index health_by_band on health (workspace_id, band, score, id);
create index health_by_change on health (workspace_id, change, id);
create index health_of_owner on health (workspace_id, owner_id, score, id) where owner_id is not null;
create index health_of_am on health (workspace_id, am_id) where am_id is not null;
create index health_of_company_owner on health (workspace_id, company_owner_id) where company_owner_id is not null;
create index health_created_in on health (workspace_id, created_in) where created_in is not null;

-- How it was: a row for a day on which score, band or reasons changed.
create table health_day (
    workspace_id uuid     not null default current_workspace(),
    id           uuid     not null default uuidv7(),
    company_id   uuid     not null,
    day          date     not null,
    score        smallint not null,
    band         text     not null,
    lines        jsonb    not null,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company on delete cascade
);
call isolate('health_day');
create unique index health_day_of on health_day (workspace_id, company_id, day);
create index health_day_created_in on health_day (workspace_id, created_in) where created_in is not null;

-- A customer in danger, with the playbook that is worked through; over when it recovered, left, or somebody put it aside.
create table health_risk (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    company_id   uuid        not null,
    playbook     text        not null,
    reason       text        not null,                   -- the rule that said so, in the workspace's language
    score        smallint    not null,                   -- when it began
    owner_id     uuid,
    opened_at    timestamptz not null,
    ended_at     timestamptz,
    outcome      text        check (outcome in ('recovered', 'left', 'aside')),
    note         text        not null default '',
    ended_by     uuid,
    created_in   uuid,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company on delete cascade,
    foreign key (workspace_id, owner_id) references member,
    foreign key (workspace_id, ended_by) references member,
    check (num_nonnulls(ended_at, outcome) in (0, 2))
);
call isolate('health_risk');
-- One at a time, also when two look at once.
create unique index health_risk_open on health_risk (workspace_id, company_id) where ended_at is null;
create index health_risk_of on health_risk (workspace_id, company_id, opened_at desc);
create index health_risk_of_owner on health_risk (workspace_id, owner_id, opened_at) where ended_at is null;
create index health_risk_by on health_risk (workspace_id, ended_by) where ended_by is not null;
create index health_risk_created_in on health_risk (workspace_id, created_in) where created_in is not null;

-- Which tasks a risk began.
create table health_task (
    workspace_id uuid    not null default current_workspace(),
    id           uuid    not null default uuidv7(),
    risk_id      uuid    not null,
    activity_id  uuid    not null,
    position     integer not null,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, risk_id) references health_risk on delete cascade,
    foreign key (workspace_id, activity_id) references activity on delete cascade
);
call isolate('health_task');
create unique index health_task_of on health_task (workspace_id, risk_id, position);
create index health_task_is on health_task (workspace_id, activity_id);
create index health_task_created_in on health_task (workspace_id, created_in) where created_in is not null;

-- What is done about a risk: own playbooks, and own versions of those that come with Diabolo.
create table playbook (
    workspace_id uuid    not null default current_workspace(),
    id           uuid    not null default uuidv7(),
    key          text    not null,
    name         text    not null,
    tasks        jsonb   not null,                       -- in order: what, by whom, after how many days
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer not null default 1,
    primary key (workspace_id, id)
);
call isolate('playbook');
create unique index playbook_of on playbook (workspace_id, key) where deleted_at is null;
create index playbook_created_in on playbook (workspace_id, created_in) where created_in is not null;

-- What was learned from the workspace's customers who left or stayed, and how good it is; the newest row is in use.
create table churn_model (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    trained_at   timestamptz not null,
    cases        integer     not null,          -- customers, each looked at every three months
    churned      integer     not null,          -- cases whose customer left within half a year
    cut_at       timestamptz not null,          -- tried on cases from then on
    goodness     jsonb       not null,
    left_out     text[]      not null default '{}',
    predictor    jsonb       not null,
    primary key (workspace_id, id)
);
call isolate('churn_model');
create index churn_model_newest on churn_model (workspace_id, trained_at desc, id desc);
