-- A question to customers: whether they recommend us, how satisfied they are, how easy it was; asked again and again, or once.
create table survey (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    name           text        not null,
    name_key       text        not null generated always as (fold(name)) stored,
    kind           text        not null default 'nps' check (kind in ('nps', 'csat', 'ces')),
    state          text        not null default 'draft' check (state in ('draft', 'running', 'ended')),
    question       text,                                       -- own words for the usual question
    occasion       text        not null default 'schedule' check (occasion in ('schedule', 'go_live', 'link')),
    starts_on      date,                                       -- on a schedule: from which day people are asked (next)
    every_months   integer     check (every_months between 1 and 36),   -- null: once
    after_days     integer     not null default 30 check (after_days between 0 and 365),  -- after the go-live
    segment        text        check (segment in ('micro', 'smb', 'mid_market', 'enterprise')),
    sample_percent integer     not null default 100 check (sample_percent between 1 and 100),
    quiet_days     integer     not null default 90 check (quiet_days between 7 and 730),
    trouble        text,                                       -- text key of why nothing leaves
    owner_id       uuid,
    external_id    text,
    custom         jsonb       not null default '{}',
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    created_in     uuid,
    deleted_at     timestamptz,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('survey');
create index survey_by_name on survey (workspace_id, name_key, id);
create index survey_newest on survey (workspace_id, created_at desc, id desc);
create index survey_running on survey (workspace_id, occasion, starts_on) where state = 'running' and deleted_at is null;
create index survey_of_owner on survey (workspace_id, owner_id) where owner_id is not null;
create index survey_external on survey (workspace_id, external_id) where external_id is not null;
create index survey_created_in on survey (workspace_id, created_in) where created_in is not null;

-- That somebody was asked, and by which link they answer: of it the hash is kept. With a refusal nobody was asked.
create table survey_ask (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    survey_id    uuid        not null,
    person_id    uuid,
    company_id   uuid,
    address      text        not null default '',
    channel      text        not null check (channel in ('mail', 'link')),
    occasion     text        not null,                         -- the day of the round, or which onboarding went live
    mail_id      uuid,
    refusal      text,
    hash         bytea,
    asked_at     timestamptz not null,
    expires_at   timestamptz not null,
    created_in   uuid,                                         -- never one: what a merge moved is moved back by it
    primary key (workspace_id, id),
    foreign key (workspace_id, survey_id) references survey on delete cascade,
    foreign key (workspace_id, person_id) references person,
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, mail_id) references mail on delete set null (mail_id)
);
call isolate('survey_ask');
create index survey_ask_created_in on survey_ask (workspace_id, created_in) where created_in is not null;
create unique index survey_ask_link on survey_ask (workspace_id, hash) where hash is not null;
create unique index survey_ask_once on survey_ask (workspace_id, survey_id, occasion, person_id)
    where channel = 'mail' and person_id is not null;
create index survey_ask_period on survey_ask (workspace_id, asked_at, survey_id);
create index survey_ask_address on survey_ask (workspace_id, address, asked_at desc);
create index survey_ask_person on survey_ask (workspace_id, person_id) where person_id is not null;
create index survey_ask_company on survey_ask (workspace_id, company_id) where company_id is not null;
create index survey_ask_mail on survey_ask (workspace_id, mail_id) where mail_id is not null;

-- What was answered: one answer to each question asked.
create table survey_response (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,                         -- such as NPS 9/10
    name_key     text        not null generated always as (fold(name)) stored,
    survey_id    uuid        not null,
    ask_id       uuid,
    kind         text        not null check (kind in ('nps', 'csat', 'ces')),
    score        integer     not null check (score between 0 and 10),
    comment      text,
    person_id    uuid,
    company_id   uuid,
    segment      text,                                         -- the company's, when it answered
    answered_at  timestamptz not null,
    task_id      uuid,                                         -- what was made of an unhappy answer
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, survey_id) references survey on delete cascade,
    foreign key (workspace_id, ask_id) references survey_ask on delete set null (ask_id),
    foreign key (workspace_id, person_id) references person,
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, task_id) references activity on delete set null (task_id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('survey_response');
create unique index survey_response_once on survey_response (workspace_id, ask_id) where ask_id is not null;
create index survey_response_by_name on survey_response (workspace_id, name_key, id);
create index survey_response_newest on survey_response (workspace_id, created_at desc, id desc);
create index survey_response_answered on survey_response (workspace_id, kind, answered_at);
create index survey_response_survey on survey_response (workspace_id, survey_id, answered_at);
create index survey_response_person on survey_response (workspace_id, person_id) where person_id is not null;
create index survey_response_company on survey_response (workspace_id, company_id, answered_at desc) where company_id is not null;
create index survey_response_task on survey_response (workspace_id, task_id) where task_id is not null;
create index survey_response_owner on survey_response (workspace_id, owner_id) where owner_id is not null;
create index survey_response_external on survey_response (workspace_id, external_id) where external_id is not null;
create index survey_response_created_in on survey_response (workspace_id, created_in) where created_in is not null;
