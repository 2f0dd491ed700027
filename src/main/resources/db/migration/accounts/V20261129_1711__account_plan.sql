-- What is wanted of an account in a period.
create table account_plan (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    company_id   uuid        not null,
    state        text        not null default 'draft' check (state in ('draft', 'active', 'done')),
    starts_on    date,
    ends_on      date,
    ambition     text,
    risks        text,
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
    foreign key (workspace_id, owner_id) references member
);
call isolate('account_plan');
create index account_plan_by_name on account_plan (workspace_id, name_key, id);
create index account_plan_newest on account_plan (workspace_id, created_at desc, id desc);
create index account_plan_company on account_plan (workspace_id, company_id, state);
create index account_plan_owner on account_plan (workspace_id, owner_id) where owner_id is not null;
create index account_plan_external on account_plan (workspace_id, external_id) where external_id is not null;
create index account_plan_created_in on account_plan (workspace_id, created_in) where created_in is not null;

create table account_objective (
    workspace_id uuid           not null default current_workspace(),
    id           uuid           not null default uuidv7(),
    name         text           not null,
    name_key     text           not null generated always as (fold(name)) stored,
    plan_id      uuid           not null,
    state        text           not null default 'open' check (state in ('open', 'reached', 'dropped')),
    target       numeric(19, 4),
    reached      numeric(19, 4),
    unit         text           not null default '',
    due_on       date,
    note         text,
    owner_id     uuid,
    external_id  text,
    custom       jsonb          not null default '{}',
    created_at   timestamptz    not null default now(),
    updated_at   timestamptz    not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer        not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, plan_id) references account_plan on delete cascade,
    foreign key (workspace_id, owner_id) references member
);
call isolate('account_objective');
create index account_objective_by_name on account_objective (workspace_id, name_key, id);
create index account_objective_newest on account_objective (workspace_id, created_at desc, id desc);
create index account_objective_plan on account_objective (workspace_id, plan_id, due_on);
create index account_objective_owner on account_objective (workspace_id, owner_id) where owner_id is not null;
create index account_objective_external on account_objective (workspace_id, external_id) where external_id is not null;
create index account_objective_created_in on account_objective (workspace_id, created_in) where created_in is not null;

-- What of the offer a customer, or one of its subsidiaries, doesn't want; all else of the whitespace follows from contracts and deals.
create table whitespace_refusal (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    company_id   uuid        not null,
    product_id   uuid        not null,
    reason       text        not null,
    member_id    uuid        not null,
    at           timestamptz not null,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company on delete cascade,
    foreign key (workspace_id, product_id) references product on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('whitespace_refusal');
create unique index whitespace_refusal_of on whitespace_refusal (workspace_id, company_id, product_id);
create index whitespace_refusal_product on whitespace_refusal (workspace_id, product_id);
create index whitespace_refusal_by on whitespace_refusal (workspace_id, member_id);
create index whitespace_refusal_created_in on whitespace_refusal (workspace_id, created_in) where created_in is not null;

-- A review meeting with a customer (QBR): of which period it speaks, in which language, what was decided.
create table account_review (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    company_id   uuid        not null,
    state        text        not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
    held_on      date        not null,
    from_on      date        not null,
    to_on        date        not null,
    language     text        not null default 'fr' check (language in ('fr', 'en')),
    agenda       text,
    decisions    text,
    file_id      uuid,                                         -- the document as it was shown, once the review was held
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
    foreign key (workspace_id, file_id) references stored_file,
    foreign key (workspace_id, owner_id) references member,
    check (to_on >= from_on)
);
call isolate('account_review');
create index account_review_by_name on account_review (workspace_id, name_key, id);
create index account_review_newest on account_review (workspace_id, created_at desc, id desc);
create index account_review_company on account_review (workspace_id, company_id, held_on desc);
create index account_review_planned on account_review (workspace_id, owner_id, held_on) where state = 'planned' and deleted_at is null;
create index account_review_owner on account_review (workspace_id, owner_id) where owner_id is not null;
create index account_review_file on account_review (workspace_id, file_id) where file_id is not null;
create index account_review_external on account_review (workspace_id, external_id) where external_id is not null;
create index account_review_created_in on account_review (workspace_id, created_in) where created_in is not null;
