-- What was promised to a customer: a result of a calculator that was signed, or anything else that somebody said would be.
create table promise (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    name           text        not null,
    name_key       text        not null generated always as (fold(name)) stored,
    state          text        not null default 'open' check (state in ('open', 'kept', 'broken', 'changed')),
    company_id     uuid,
    opportunity_id uuid,
    quote_id       uuid,
    product_id     uuid,
    metric         text,                       -- the result of the calculator
    measure        text        check (measure in ('number', 'money', 'percent', 'months')),
    currency       char(3)     not null default 'EUR',
    low            numeric(19, 4),
    expected       numeric(19, 4),
    high           numeric(19, 4),
    reached        numeric(19, 4),
    due_on         date,
    note           text,
    owner_id       uuid,
    external_id    text,
    custom         jsonb       not null default '{}',
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    created_in     uuid,
    deleted_at     timestamptz,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, opportunity_id) references opportunity,
    foreign key (workspace_id, quote_id) references quote,
    foreign key (workspace_id, product_id) references product on delete set null (product_id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('promise');
create index promise_by_name on promise (workspace_id, name_key, id);
create index promise_newest on promise (workspace_id, created_at desc, id desc);
-- One promise a signed result, however often its event comes.
create unique index promise_of_quote on promise (workspace_id, quote_id, product_id, metric) where quote_id is not null;
create index promise_of_company on promise (workspace_id, company_id) where company_id is not null;
create index promise_of_opportunity on promise (workspace_id, opportunity_id) where opportunity_id is not null;
create index promise_of_product on promise (workspace_id, product_id) where product_id is not null;
create index promise_of_owner on promise (workspace_id, owner_id) where owner_id is not null;
-- What is due next of what is still open.
create index promise_due on promise (workspace_id, due_on, id) where state = 'open';
create index promise_external on promise (workspace_id, external_id) where external_id is not null;
create index promise_created_in on promise (workspace_id, created_in) where created_in is not null;
