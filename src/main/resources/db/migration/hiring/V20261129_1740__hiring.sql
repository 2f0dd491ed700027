-- The text by which somebody is looked for: written from what the role does here, then edited, then published by a link.
create table job_description (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    name           text        not null,                          -- the title as it is advertised
    name_key       text        not null generated always as (fold(name)) stored,
    position_id    uuid        not null,
    language       text        not null default 'fr' check (language in ('fr', 'en')),
    inclusive      text        not null default 'both' check (inclusive in ('both', 'point', 'doublet')),
    state          text        not null default 'draft' check (state in ('draft', 'published', 'closed')),
    intro          text,
    missions       text,
    goals          text,
    colleagues     text,
    profile        text,
    offer          text,
    process        text,
    legal          text,
    written        jsonb       not null default '{}',             -- each part as it was last written by Diabolo: what differs was edited
    salary_min     bigint,                                        -- gross, a year, in minor units
    salary_max     bigint,
    variable       bigint,                                        -- on top, at 100 % of the targets
    currency       char(3),
    contract       text        check (contract in ('permanent', 'fixed_term', 'apprenticeship', 'internship', 'freelance')),
    part_time      boolean     not null default false,
    city           text,
    postal_code    text,
    country        char(2),
    remote         text        check (remote in ('none', 'partial', 'full')),
    starts_on      date,
    apply_until    date,
    link           text,                                          -- the public page's address; null before it is published
    published_at   timestamptz,
    owner_id       uuid,
    external_id    text,
    custom         jsonb       not null default '{}',
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    created_in     uuid,
    deleted_at     timestamptz,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, position_id) references position,
    foreign key (workspace_id, owner_id) references member,
    -- Directive (EU) 2023/970: whoever applies knows the pay or its range beforehand.
    check (state <> 'published' or (salary_min is not null and salary_max is not null and salary_max >= salary_min and link is not null))
);
call isolate('job_description');
create index job_description_by_name on job_description (workspace_id, name_key, id);
create index job_description_newest on job_description (workspace_id, created_at desc, id desc);
create index job_description_position on job_description (workspace_id, position_id);
create unique index job_description_link on job_description (workspace_id, link) where link is not null;
create index job_description_owner on job_description (workspace_id, owner_id) where owner_id is not null;
create index job_description_external on job_description (workspace_id, external_id) where external_id is not null;
create index job_description_created_in on job_description (workspace_id, created_in) where created_in is not null;

-- Somebody who applied, kept two years at most after the last contact.
create table candidate (
    workspace_id       uuid        not null default current_workspace(),
    id                 uuid        not null default uuidv7(),
    name               text        not null,
    name_key           text        not null generated always as (fold(name)) stored,
    job_description_id uuid,                                      -- null: applied of their own accord
    stage              text        not null default 'applied' check (stage in ('applied', 'interview', 'offer', 'hired', 'refused')),
    email              text,
    phone              text,
    profile            text,                                      -- address of a profile or résumé
    message            text,
    source             text,                                      -- public page, referral, search …
    reason             text,                                      -- why they were refused
    pool               boolean     not null default false,        -- agreed to be kept for other openings
    applied_on         date        not null,
    contact_on         date        not null,                      -- the last contact: from here the time is counted
    member_id          uuid,                                      -- who they became
    owner_id           uuid,
    external_id        text,
    custom             jsonb       not null default '{}',
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    created_in         uuid,
    deleted_at         timestamptz,
    version            integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, job_description_id) references job_description,
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, owner_id) references member
);
call isolate('candidate');
create index candidate_by_name on candidate (workspace_id, name_key, id);
create index candidate_newest on candidate (workspace_id, created_at desc, id desc);
create index candidate_pipeline on candidate (workspace_id, stage, job_description_id) where deleted_at is null;
create index candidate_job on candidate (workspace_id, job_description_id) where job_description_id is not null;
create index candidate_due on candidate (workspace_id, contact_on, id);
create index candidate_email on candidate (workspace_id, email) where email is not null;
create index candidate_member on candidate (workspace_id, member_id) where member_id is not null;
create index candidate_owner on candidate (workspace_id, owner_id) where owner_id is not null;
create index candidate_external on candidate (workspace_id, external_id) where external_id is not null;
create index candidate_created_in on candidate (workspace_id, created_in) where created_in is not null;

-- The résumé that a candidate sent: beside them and not among the kept files, so that it goes when they go.
create table candidate_file (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    candidate_id uuid        not null,
    name         text        not null,
    content      bytea       not null check (octet_length(content) <= 5242880),
    created_at   timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, candidate_id) references candidate on delete cascade
);
call isolate('candidate_file');
create index candidate_file_of on candidate_file (workspace_id, candidate_id, created_at);

-- One interviewer's talk with a candidate; its questions and answers are a sheet.
create table interview (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    candidate_id uuid        not null,
    held_on      date,
    verdict      text        check (verdict in ('strong_yes', 'yes', 'no', 'strong_no')),
    owner_id     uuid        not null,                            -- who holds it
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, candidate_id) references candidate on delete cascade,
    foreign key (workspace_id, owner_id) references member
);
call isolate('interview');
create index interview_by_name on interview (workspace_id, name_key, id);
create index interview_newest on interview (workspace_id, created_at desc, id desc);
create index interview_candidate on interview (workspace_id, candidate_id);
create index interview_owner on interview (workspace_id, owner_id);
create index interview_external on interview (workspace_id, external_id) where external_id is not null;
create index interview_created_in on interview (workspace_id, created_in) where created_in is not null;

-- What every job description of a workspace says, and how long candidates are kept; without a row: nothing, and two years.
create table hiring_setting (
    workspace_id uuid        not null default current_workspace(),
    about_fr     text        not null default '',                 -- the employer in some sentences
    about_en     text        not null default '',
    perks_fr     text        not null default '',                 -- what is offered besides pay
    perks_en     text        not null default '',
    agreement    text        not null default '',                 -- the collective agreement that is applied
    contact      text        not null default '',                 -- whom candidates write to about their data
    months       smallint    not null default 24 check (months between 1 and 24),
    changed_at   timestamptz not null,
    primary key (workspace_id)
);
call isolate('hiring_setting');
