-- An organisation, prospect or customer: the SIREN; each SIRET is a site of it.
create table company (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    name           text        not null,
    name_key       text        not null generated always as (fold(name)) stored,
    domain         text,
    website        text,
    email          text,
    phone          text,
    siren          text,
    vat_number     text,
    naf            text,
    legal_form     text,
    industry       text,
    headcount      integer,
    turnover_minor bigint,
    currency       char(3)     not null default 'EUR',
    segment        text        check (segment in ('micro', 'smb', 'mid_market', 'enterprise')),
    segment_basis  text        check (segment_basis in ('register', 'computed', 'presumed', 'manual')),
    key_account    boolean     not null default false,
    street         text,
    postcode       text,
    city           text,
    region         text,
    country        char(2),
    description    text,
    parent_id      uuid,
    owner_id       uuid,
    external_id    text,
    custom         jsonb       not null default '{}',
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    created_in     uuid,
    deleted_at     timestamptz,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, parent_id) references company,
    foreign key (workspace_id, owner_id) references member
);
call isolate('company');
create index company_by_name on company (workspace_id, name_key, id);
create index company_newest on company (workspace_id, created_at desc, id desc);
create index company_of_owner on company (workspace_id, owner_id, created_at desc, id desc);
create index company_by_segment on company (workspace_id, segment, created_at desc, id desc);
create index company_external on company (workspace_id, external_id) where external_id is not null;
create index company_siren on company (workspace_id, siren) where siren is not null;
create index company_domain on company (workspace_id, domain) where domain is not null;
create index company_children on company (workspace_id, parent_id) where parent_id is not null;
create index company_created_in on company (workspace_id, created_in) where created_in is not null;
-- A site (établissement) of a company.
create table company_site (
    workspace_id uuid not null default current_workspace(),
    id           uuid not null default uuidv7(),
    company_id   uuid not null,
    siret        text,
    name         text,
    street       text,
    postcode     text,
    city         text,
    country      char(2),
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company on delete cascade
);
call isolate('company_site');
create index company_site_siret on company_site (workspace_id, siret) where siret is not null;
create index company_site_of_company on company_site (workspace_id, company_id);
create index company_site_created_in on company_site (workspace_id, created_in) where created_in is not null;
-- A human at one or more companies.
create table person (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    first_name   text,
    last_name    text,
    name         text        not null generated always as (
                     case when first_name is null and last_name is null then coalesce(email, external_id, '')
                          when first_name is null then last_name when last_name is null then first_name
                          else first_name || ' ' || last_name end) stored,
    name_key     text        not null generated always as (fold(
                     case when first_name is null and last_name is null then coalesce(email, external_id, '')
                          when first_name is null then last_name when last_name is null then first_name
                          else first_name || ' ' || last_name end)) stored,
    email        text,
    phone        text,
    mobile       text,
    title        text,
    seniority    text,
    linkedin     text,
    language     text,
    city         text,
    country      char(2),
    company_id   uuid,                         -- where they are now; positions tell where they were
    owner_id     uuid,
    consent      text        not null default 'unknown' check (consent in ('unknown', 'legitimate_interest', 'opted_in', 'opted_out')),
    consent_source text,
    consent_at   timestamptz,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, owner_id) references member
);
call isolate('person');
create index person_by_name on person (workspace_id, name_key, id);
create index person_newest on person (workspace_id, created_at desc, id desc);
create index person_of_owner on person (workspace_id, owner_id, created_at desc, id desc);
create index person_of_company on person (workspace_id, company_id, name_key) where company_id is not null;
create index person_email on person (workspace_id, email) where email is not null;
create index person_phone on person (workspace_id, phone) where phone is not null;
create index person_external on person (workspace_id, external_id) where external_id is not null;
create index person_created_in on person (workspace_id, created_in) where created_in is not null;
-- A person's time at a company.
create table person_position (
    workspace_id uuid not null default current_workspace(),
    id           uuid not null default uuidv7(),
    person_id    uuid not null,
    company_id   uuid not null,
    title        text,
    started_on   date,
    ended_on     date,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, person_id) references person on delete cascade,
    foreign key (workspace_id, company_id) references company on delete cascade
);
call isolate('person_position');
create index person_position_of_person on person_position (workspace_id, person_id, started_on desc);
create index person_position_of_company on person_position (workspace_id, company_id);
create index person_position_created_in on person_position (workspace_id, created_in) where created_in is not null;
-- What happened or is to be done with a record: note, call, mail, meeting, task.
create table activity (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    kind           text        not null check (kind in ('note', 'call', 'mail', 'meeting', 'task')),
    subject        text        not null default '',
    body           text        not null default '',
    company_id     uuid,
    person_id      uuid,
    lead_id        uuid,
    opportunity_id uuid,
    owner_id       uuid,
    at             timestamptz not null default now(),
    due_on         date,
    done_at        timestamptz,
    external_id    text,
    created_in     uuid,
    deleted_at     timestamptz,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, person_id) references person,
    check (num_nonnulls(company_id, person_id, lead_id, opportunity_id) > 0)
);
call isolate('activity');
create index activity_of_company on activity (workspace_id, company_id, at desc) where company_id is not null;
create index activity_of_person on activity (workspace_id, person_id, at desc) where person_id is not null;
create index activity_of_lead on activity (workspace_id, lead_id, at desc) where lead_id is not null;
create index activity_of_opportunity on activity (workspace_id, opportunity_id, at desc) where opportunity_id is not null;
create index activity_tasks on activity (workspace_id, owner_id, due_on) where kind = 'task' and done_at is null;
create index activity_external on activity (workspace_id, external_id) where external_id is not null;
create index activity_created_in on activity (workspace_id, created_in) where created_in is not null;
