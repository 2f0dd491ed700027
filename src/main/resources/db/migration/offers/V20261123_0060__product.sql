-- What is sold, at its list price.
create table product (
    workspace_id     uuid          not null default current_workspace(),
    id               uuid          not null default uuidv7(),
    name             text          not null,
    name_key         text          not null generated always as (fold(name)) stored,
    family           text,
    list_price       numeric(19, 6),
    currency         char(3)       not null default 'EUR',
    recurring_period text          check (recurring_period in ('month', 'quarter', 'year')), -- null: one-off
    external_id      text,
    custom           jsonb         not null default '{}',
    created_at       timestamptz   not null default now(),
    updated_at       timestamptz   not null default now(),
    created_in       uuid,
    deleted_at       timestamptz,
    version          integer       not null default 1,
    primary key (workspace_id, id)
);
call isolate('product');
create index product_by_name on product (workspace_id, name_key, id);
create index product_external on product (workspace_id, external_id) where external_id is not null;
create index product_created_in on product (workspace_id, created_in) where created_in is not null;
-- What an opportunity is about.
create table opportunity_product (
    workspace_id   uuid           not null default current_workspace(),
    opportunity_id uuid           not null,
    product_id     uuid           not null,
    quantity       numeric(12, 3) not null default 1,
    created_in     uuid,
    primary key (workspace_id, opportunity_id, product_id),
    foreign key (workspace_id, opportunity_id) references opportunity on delete cascade,
    foreign key (workspace_id, product_id) references product
);
call isolate('opportunity_product');
create index opportunity_product_of_product on opportunity_product (workspace_id, product_id);
create index opportunity_product_created_in on opportunity_product (workspace_id, created_in) where created_in is not null;
