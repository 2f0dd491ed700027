-- A strategic choice of the manager for a while, which profiles, lists, targets and queues cite.
create table priority (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    importance   text        not null default 'normal' check (importance in ('high', 'normal', 'low')),
    segment      text        check (segment in ('micro', 'smb', 'mid_market', 'enterprise')),
    territory    text,                         -- as the manager calls it: a country, a region, postcodes
    product_id   uuid,
    starts_on    date,
    ends_on      date,
    note         text,
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, product_id) references product,
    foreign key (workspace_id, owner_id) references member
);
call isolate('priority');
create index priority_newest on priority (workspace_id, created_at desc, id desc);
create index priority_by_name on priority (workspace_id, name_key, id);
create index priority_of_product on priority (workspace_id, product_id) where product_id is not null;
create index priority_created_in on priority (workspace_id, created_in) where created_in is not null;

-- Whom one wants to sell to: conditions on the company and on the person, each a rule on a line of its own.
create table target_profile (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    companies    text        not null default '',
    people       text        not null default '',
    priority_id  uuid,
    note         text,
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, priority_id) references priority,
    foreign key (workspace_id, owner_id) references member
);
call isolate('target_profile');
create index target_profile_newest on target_profile (workspace_id, created_at desc, id desc);
create index target_profile_by_name on target_profile (workspace_id, name_key, id);
create index target_profile_of_priority on target_profile (workspace_id, priority_id) where priority_id is not null;
create index target_profile_created_in on target_profile (workspace_id, created_in) where created_in is not null;

-- Companies or people that somebody works through.
create table target_list (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    kind         text        not null default 'static' check (kind in ('static', 'dynamic')),
    holds        text        not null default 'company' check (holds in ('company', 'person')),
    profile_id   uuid,
    priority_id  uuid,
    most         integer     check (most > 0),   -- null: all that match
    note         text,
    refreshed_at timestamptz,                    -- when a dynamic one last followed its profile
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, profile_id) references target_profile,
    foreign key (workspace_id, priority_id) references priority,
    foreign key (workspace_id, owner_id) references member,
    check (kind = 'static' or profile_id is not null)
);
call isolate('target_list');
create index target_list_newest on target_list (workspace_id, created_at desc, id desc);
create index target_list_by_name on target_list (workspace_id, name_key, id);
create index target_list_of_owner on target_list (workspace_id, owner_id, created_at desc, id desc);
create index target_list_of_profile on target_list (workspace_id, profile_id) where profile_id is not null;
create index target_list_of_priority on target_list (workspace_id, priority_id) where priority_id is not null;
create index target_list_dynamic on target_list (workspace_id, refreshed_at) where kind = 'dynamic' and deleted_at is null;
create index target_list_created_in on target_list (workspace_id, created_in) where created_in is not null;

-- A company or person on a list, now or once.
create table target_list_entry (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    list_id      uuid        not null,
    company_id   uuid,
    person_id    uuid,
    added_at     timestamptz not null default now(),
    left_at      timestamptz,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, list_id) references target_list,
    foreign key (workspace_id, company_id) references company on delete cascade,
    foreign key (workspace_id, person_id) references person on delete cascade,
    check (num_nonnulls(company_id, person_id) = 1)
);
call isolate('target_list_entry');
-- What a list holds, and whether somebody is on it already.
create unique index target_list_entry_company on target_list_entry (workspace_id, list_id, company_id) where company_id is not null and left_at is null;
create unique index target_list_entry_person on target_list_entry (workspace_id, list_id, person_id) where person_id is not null and left_at is null;
-- On which lists a company or person stands.
create index target_list_entry_of_company on target_list_entry (workspace_id, company_id) where company_id is not null;
create index target_list_entry_of_person on target_list_entry (workspace_id, person_id) where person_id is not null;
create index target_list_entry_created_in on target_list_entry (workspace_id, created_in) where created_in is not null;

-- Who works on a company until when, so that nobody else does.
create table claim (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    company_id   uuid        not null,
    member_id    uuid        not null,
    claimed_at   timestamptz not null,
    until        timestamptz not null,         -- copy of the clock's due instant
    clock_id     uuid,
    released_at  timestamptz,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('claim');
-- Two who claim at once: one wins.
create unique index claim_one on claim (workspace_id, company_id) where released_at is null;
create index claim_of_company on claim (workspace_id, company_id, claimed_at desc);
create index claim_of_member on claim (workspace_id, member_id, until) where released_at is null;
create index claim_created_in on claim (workspace_id, created_in) where created_in is not null;

-- For how long a claim lasts, and who counts as contacted lately; without a row the usual.
create table prospecting_setting (
    workspace_id uuid     not null default current_workspace(),
    claim_days   smallint not null default 10 check (claim_days between 1 and 90),    -- working days
    recent_days  smallint not null default 30 check (recent_days between 0 and 365),
    primary key (workspace_id)
);
call isolate('prospecting_setting');

-- A journey that began in the market has no record of its own yet: it is the company's that entered, also after the lead that
-- it led to was taken back.
create or replace view journey_fact with (security_invoker = true) as
select j.workspace_id, j.id,
       l.id as lead_id,
       o.id as opportunity_id,
       coalesce(o.type, case when l.id is null then j.type else 'new_business' end) as type,
       coalesce(o.name, l.name, j.name) as name,
       at.company_id,
       coalesce(o.person_id, l.person_id) as person_id,
       coalesce(l.channel, o.channel, j.channel) as channel,
       case when l.id is null then o.source else l.source end as source,
       l.campaign,
       coalesce(o.owner_id, l.owner_id, market.owner_id) as owner_id,
       coalesce(l.owner_id, market.owner_id) as lead_owner_id,
       coalesce(o.currency, j.currency) as currency,
       coalesce(o.one_off_minor, 0) as one_off_minor,
       -- recurring money counts for its first twelve months
       coalesce(o.amount_minor - o.one_off_minor, 0) as recurring_minor,
       company.segment, company.industry, company.country
from journey j
left join lateral (select * from lead
                   where lead.workspace_id = j.workspace_id and lead.journey_id = j.id and lead.deleted_at is null
                   order by lead.created_at, lead.id limit 1) l on true
left join lateral (select * from opportunity
                   where opportunity.workspace_id = j.workspace_id and opportunity.journey_id = j.id
                     and opportunity.deleted_at is null
                   order by opportunity.created_at desc, opportunity.id desc limit 1) o on true
left join lateral (select e.subject_id as company_id, e.member_id as owner_id from journey_entry e
                   where l.id is null and o.id is null and e.workspace_id = j.workspace_id and e.journey_id = j.id
                     and e.subject_type = 'company' and e.to_stage = 1
                   order by e.seq limit 1) market on true
cross join lateral (select case when o.company_id is not null then o.company_id
                                when l.company_id is not null then l.company_id
                                else market.company_id end as company_id) at
left join company on company.workspace_id = j.workspace_id and company.id = at.company_id
where num_nonnulls(l.id, o.id, j.lead_id, j.opportunity_id) > 0;

-- A value found out about a company or person: where it is from, how sure it is, and what a member said to it.
create table enrichment (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    company_id   uuid,
    person_id    uuid,
    field        text        not null,
    value        text        not null,
    source       text        not null check (source in ('workspace', 'register', 'pattern', 'provider')),
    detail       text        not null default '',    -- the other record, the pattern, the provider
    confidence   smallint    not null check (confidence between 0 and 100),
    state        text        not null default 'proposed' check (state in ('proposed', 'applied', 'refused')),
    found_at     timestamptz not null,
    decided_by   uuid,
    decided_at   timestamptz,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company on delete cascade,
    foreign key (workspace_id, person_id) references person on delete cascade,
    foreign key (workspace_id, decided_by) references member,
    check (num_nonnulls(company_id, person_id) = 1)
);
call isolate('enrichment');
-- A value is found once; one that was refused stays here, and so doesn't come back.
create unique index enrichment_of_company on enrichment (workspace_id, company_id, field, value) where company_id is not null;
create unique index enrichment_of_person on enrichment (workspace_id, person_id, field, value) where person_id is not null;
-- What waits for an answer.
create index enrichment_proposed on enrichment (workspace_id, found_at desc, id) where state = 'proposed';
create index enrichment_created_in on enrichment (workspace_id, created_in) where created_in is not null;
