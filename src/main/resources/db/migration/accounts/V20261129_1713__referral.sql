-- A customer named somebody who could need us; who that is stands in the lead, and only there.
create table referral (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,                         -- the customer's who named them
    name_key     text        not null generated always as (fold(name)) stored,
    company_id   uuid        not null,
    person_id    uuid,                                         -- who named them
    lead_id      uuid,
    named_on     date        not null,
    thanked_on   date,
    thanks       text,
    note         text,
    task_id      uuid,                                         -- that they are to be thanked
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, person_id) references person,
    foreign key (workspace_id, lead_id) references lead on delete set null (lead_id),
    foreign key (workspace_id, task_id) references activity on delete set null (task_id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('referral');
create index referral_by_name on referral (workspace_id, name_key, id);
create index referral_newest on referral (workspace_id, created_at desc, id desc);
create index referral_company on referral (workspace_id, company_id, named_on desc);
create index referral_person on referral (workspace_id, person_id) where person_id is not null;
create index referral_lead on referral (workspace_id, lead_id) where lead_id is not null;
create index referral_task on referral (workspace_id, task_id) where task_id is not null;
create index referral_owner on referral (workspace_id, owner_id) where owner_id is not null;
create index referral_external on referral (workspace_id, external_id) where external_id is not null;
create index referral_created_in on referral (workspace_id, created_in) where created_in is not null;

-- A customer who left: why, what was lost, and when to come back to them.
create table win_back (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    company_id   uuid        not null,
    state        text        not null default 'waiting' check (state in ('waiting', 'open', 'returned', 'dropped')),
    reason       text        not null default 'other' check (reason in ('expired', 'price', 'product', 'service', 'competitor', 'closed', 'moved', 'other')),
    churned_on   date        not null,
    lost_minor   bigint      not null default 0,               -- what a year of them came to
    currency     char(3)     not null default 'EUR',
    return_on    date,                                         -- when to come back to them
    signal       text,                                         -- what would be a good moment, in words
    note         text,
    lead_id      uuid,
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, lead_id) references lead on delete set null (lead_id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('win_back');
-- A departure is listed once, taken off or not.
create unique index win_back_once on win_back (workspace_id, company_id, churned_on);
create index win_back_by_name on win_back (workspace_id, name_key, id);
create index win_back_newest on win_back (workspace_id, created_at desc, id desc);
create index win_back_waiting on win_back (workspace_id, return_on) where state = 'waiting' and deleted_at is null;
create index win_back_lead on win_back (workspace_id, lead_id) where lead_id is not null;
create index win_back_owner on win_back (workspace_id, owner_id) where owner_id is not null;
create index win_back_external on win_back (workspace_id, external_id) where external_id is not null;
create index win_back_created_in on win_back (workspace_id, created_in) where created_in is not null;
