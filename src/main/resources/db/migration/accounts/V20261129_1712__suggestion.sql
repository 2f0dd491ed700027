-- What could be done with a customer, and by which signs: more sold, somebody asked for a recommendation, a sponsor replaced.
create table suggestion (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    name           text        not null,                       -- the company's
    name_key       text        not null generated always as (fold(name)) stored,
    kind           text        not null check (kind in ('upsell', 'cross_sell', 'referral', 'sponsor', 'win_back')),
    state          text        not null default 'open' check (state in ('open', 'accepted', 'dismissed', 'expired')),
    company_id     uuid        not null,
    product_id     uuid,
    person_id      uuid,
    rule_id        uuid,                                       -- by which rule; null: by none
    reason_fr      text        not null,                       -- why, as the rule said it then
    reason_en      text        not null,
    facts          jsonb       not null default '{}',          -- what was known of the account, by the name that rules use
    owner_id       uuid,                                       -- whose it is: the customer's contact
    csm_id         uuid,
    decided_by     uuid,
    decided_at     timestamptz,
    dismissal      text        check (dismissal in ('not_now', 'no_budget', 'no_need', 'relationship', 'wrong', 'other')),
    note           text        not null default '',
    quiet_until    date,                                       -- not again before
    opportunity_id uuid,
    lead_id        uuid,
    task_id        uuid,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    created_in     uuid,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, product_id) references product on delete set null (product_id),
    foreign key (workspace_id, person_id) references person on delete set null (person_id),
    foreign key (workspace_id, owner_id) references member,
    foreign key (workspace_id, csm_id) references member,
    foreign key (workspace_id, decided_by) references member,
    foreign key (workspace_id, opportunity_id) references opportunity on delete set null (opportunity_id),
    foreign key (workspace_id, lead_id) references lead on delete set null (lead_id),
    foreign key (workspace_id, task_id) references activity on delete set null (task_id)
);
call isolate('suggestion');
-- One of a kind waits for an answer at a customer; of sponsors one each.
create unique index suggestion_open_once on suggestion (workspace_id, company_id, kind, person_id) nulls not distinct where state = 'open';
create index suggestion_of_company on suggestion (workspace_id, company_id, created_at desc);
create index suggestion_newest on suggestion (workspace_id, created_at desc, id desc);
create index suggestion_by_name on suggestion (workspace_id, name_key, id);
create index suggestion_open_of_owner on suggestion (workspace_id, owner_id, created_at) where state = 'open';
create index suggestion_open_of_csm on suggestion (workspace_id, csm_id, created_at) where state = 'open';
create index suggestion_decided on suggestion (workspace_id, decided_by, decided_at) where decided_by is not null;
create index suggestion_product on suggestion (workspace_id, product_id) where product_id is not null;
create index suggestion_person on suggestion (workspace_id, person_id) where person_id is not null;
create index suggestion_opportunity on suggestion (workspace_id, opportunity_id) where opportunity_id is not null;
create index suggestion_lead on suggestion (workspace_id, lead_id) where lead_id is not null;
create index suggestion_task on suggestion (workspace_id, task_id) where task_id is not null;
create index suggestion_created_in on suggestion (workspace_id, created_in) where created_in is not null;

-- How much of a feature comes with one unit of a product, in thirty days.
create table usage_allowance (
    workspace_id uuid           not null default current_workspace(),
    id           uuid           not null default uuidv7(),
    name         text           not null,
    name_key     text           not null generated always as (fold(name)) stored,
    product_id   uuid           not null,
    feature      text           not null,
    per_unit     numeric(19, 3) not null check (per_unit > 0),
    owner_id     uuid,
    external_id  text,
    custom       jsonb          not null default '{}',
    created_at   timestamptz    not null default now(),
    updated_at   timestamptz    not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer        not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, product_id) references product,
    foreign key (workspace_id, owner_id) references member
);
call isolate('usage_allowance');
create index usage_allowance_by_name on usage_allowance (workspace_id, name_key, id);
create index usage_allowance_newest on usage_allowance (workspace_id, created_at desc, id desc);
create index usage_allowance_product on usage_allowance (workspace_id, product_id, feature);
create index usage_allowance_owner on usage_allowance (workspace_id, owner_id) where owner_id is not null;
create index usage_allowance_external on usage_allowance (workspace_id, external_id) where external_id is not null;
create index usage_allowance_created_in on usage_allowance (workspace_id, created_in) where created_in is not null;
