-- What a product needs to stand on a quote: its words, its VAT, what it costs, and how its price falls with the quantity.
alter table product
    add column description text     not null default '',
    add column unit        text     not null default '',
    add column vat_rate    numeric(5, 2) not null default 20 check (vat_rate between 0 and 100),  -- percent
    add column vat_reason  text     not null default '',  -- why there is none, as the law is cited on the document
    add column unit_cost   numeric(19, 6),
    add column pricing     text     not null default 'flat' check (pricing in ('flat', 'volume', 'graduated')),
    add column tiers       text     not null default '';  -- "10: 9.50; 100: 8": from this quantity on, this price

-- Prices for one kind of customer, country, currency and time; without any of them for all.
create table price_list (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    segment      text        check (segment in ('micro', 'smb', 'mid_market', 'enterprise')),
    country      text,
    currency     char(3)     not null default 'EUR',
    valid_from   date,
    valid_to     date,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    check (valid_from is null or valid_to is null or valid_to >= valid_from)
);
call isolate('price_list');
create index price_list_by_name on price_list (workspace_id, name_key, id);
create index price_list_newest on price_list (workspace_id, created_at desc, id desc);
create index price_list_external on price_list (workspace_id, external_id) where external_id is not null;
create index price_list_created_in on price_list (workspace_id, created_in) where created_in is not null;

-- What a product costs on a price list; its tiers as the product's own.
create table price (
    workspace_id  uuid           not null default current_workspace(),
    price_list_id uuid           not null,
    product_id    uuid           not null,
    unit_price    numeric(19, 6) not null check (unit_price >= 0),
    tiers         text           not null default '',
    created_in    uuid,
    primary key (workspace_id, price_list_id, product_id),
    foreign key (workspace_id, price_list_id) references price_list on delete cascade,
    foreign key (workspace_id, product_id) references product on delete cascade
);
call isolate('price');
create index price_of_product on price (workspace_id, product_id);
create index price_created_in on price (workspace_id, created_in) where created_in is not null;

-- How much of one currency another was worth on a day; it holds until the next one.
create table exchange_rate (
    workspace_id uuid           not null default current_workspace(),
    from_currency char(3)       not null,
    to_currency  char(3)        not null,
    valid_on     date           not null,
    rate         numeric(19, 9) not null check (rate > 0),
    primary key (workspace_id, from_currency, to_currency, valid_on),
    check (from_currency <> to_currency)
);
call isolate('exchange_rate');

-- Who sells, as the law wants it on each document, and what holds for each quote.
create table seller (
    workspace_id  uuid    not null default current_workspace(),
    name          text    not null default '',
    legal_form    text    not null default '',   -- SAS au capital de 10 000 €
    address       text    not null default '',
    siren         text    not null default '',
    registry      text    not null default '',   -- RCS Rennes
    vat_number    text    not null default '',
    email         text    not null default '',
    phone         text    not null default '',
    payment       text    not null default '',   -- conditions of payment, as they stand on the document
    terms_fr      text    not null default '',
    terms_en      text    not null default '',
    vat_exempt    boolean not null default false, -- art. 293 B of the CGI: no VAT on anything
    validity_days integer not null default 30 check (validity_days between 1 and 365),
    version       integer not null default 1,
    primary key (workspace_id)
);
call isolate('seller');
