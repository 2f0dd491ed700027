-- What was signed and has to be delivered: one order a signed quote.
create table sales_order (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    name           text        not null,
    name_key       text        not null generated always as (fold(name)) stored,
    quote_id       uuid        not null,
    opportunity_id uuid        not null,
    company_id     uuid,
    state          text        not null default 'open' check (state in ('open', 'delivered', 'cancelled')),
    one_off_minor  bigint      not null default 0,
    currency       char(3)     not null,
    ordered_on     date        not null,
    owner_id       uuid,
    external_id    text,
    custom         jsonb       not null default '{}',
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    created_in     uuid,
    deleted_at     timestamptz,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, quote_id) references quote,
    foreign key (workspace_id, opportunity_id) references opportunity,
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, owner_id) references member
);
call isolate('sales_order');
create unique index sales_order_of_quote on sales_order (workspace_id, quote_id);
create index sales_order_of_opportunity on sales_order (workspace_id, opportunity_id);
create index sales_order_of_company on sales_order (workspace_id, company_id) where company_id is not null;
create index sales_order_newest on sales_order (workspace_id, created_at desc, id desc);
create index sales_order_by_name on sales_order (workspace_id, name_key, id);
create index sales_order_of_owner on sales_order (workspace_id, owner_id) where owner_id is not null;
create index sales_order_external on sales_order (workspace_id, external_id) where external_id is not null;
create index sales_order_created_in on sales_order (workspace_id, created_in) where created_in is not null;

-- What is paid again and again, and until when: one contract a signed quote with recurring lines.
create table contract (
    workspace_id     uuid        not null default current_workspace(),
    id               uuid        not null default uuidv7(),
    name             text        not null,
    name_key         text        not null generated always as (fold(name)) stored,
    order_id         uuid        not null,
    quote_id         uuid        not null,
    opportunity_id   uuid        not null,
    company_id       uuid,
    state            text        not null default 'running' check (state in ('running', 'ended')),
    recurring_minor  bigint      not null default 0,   -- before tax, of a year
    currency         char(3)     not null,
    starts_on        date        not null,
    term_months      integer     not null default 12 check (term_months between 1 and 120),
    renewal_on       date        not null,
    owner_id         uuid,
    external_id      text,
    custom           jsonb       not null default '{}',
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    created_in       uuid,
    deleted_at       timestamptz,
    version          integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, order_id) references sales_order,
    foreign key (workspace_id, quote_id) references quote,
    foreign key (workspace_id, opportunity_id) references opportunity,
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, owner_id) references member
);
call isolate('contract');
create unique index contract_of_quote on contract (workspace_id, quote_id);
create index contract_of_order on contract (workspace_id, order_id);
create index contract_of_opportunity on contract (workspace_id, opportunity_id);
create index contract_of_company on contract (workspace_id, company_id) where company_id is not null;
create index contract_newest on contract (workspace_id, created_at desc, id desc);
create index contract_by_name on contract (workspace_id, name_key, id);
create index contract_renewal on contract (workspace_id, renewal_on, id);
create index contract_of_owner on contract (workspace_id, owner_id) where owner_id is not null;
create index contract_external on contract (workspace_id, external_id) where external_id is not null;
create index contract_created_in on contract (workspace_id, created_in) where created_in is not null;
