-- A lead: one pursuit of one person or company, or, imported, of a row known only by its external id.
create table lead (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    journey_id   uuid        not null,
    name         text        not null,        -- the person's, else the company's, else the external id
    name_key     text        not null generated always as (fold(name)) stored,
    person_id    uuid,
    company_id   uuid,
    channel      text        not null default 'unknown' check (channel in ('inbound', 'outbound', 'unknown')),
    source       text,
    campaign     text,
    status       text        not null default 'new' check (status in ('new', 'working', 'nurturing', 'qualified', 'disqualified')),
    stage        text        not null default 'lead', -- copy of the journey's last entry, written by the ledger only
    stage_on     date,
    score        smallint    check (score between 0 and 100),
    reason       text,
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, person_id) references person,
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, owner_id) references member,
    foreign key (workspace_id, journey_id) references journey,
    check (num_nonnulls(person_id, company_id, external_id) > 0)
);
call isolate('lead');
create index lead_by_name on lead (workspace_id, name_key, id);
create index lead_newest on lead (workspace_id, created_at desc, id desc);
create index lead_of_owner on lead (workspace_id, owner_id, created_at desc, id desc);
create index lead_by_stage on lead (workspace_id, stage, created_at desc, id desc);
create index lead_by_status on lead (workspace_id, status, created_at desc, id desc);
create index lead_by_source on lead (workspace_id, source, created_at desc, id desc);
create index lead_of_person on lead (workspace_id, person_id) where person_id is not null;
create index lead_of_company on lead (workspace_id, company_id) where company_id is not null;
create index lead_of_journey on lead (workspace_id, journey_id);
create index lead_external on lead (workspace_id, external_id) where external_id is not null;
create index lead_created_in on lead (workspace_id, created_in) where created_in is not null;
