-- A version of what was offered. Versions of one offer share the series, and the number that the first got when it was sent.
create table quote (
    workspace_id    uuid        not null default current_workspace(),
    id              uuid        not null default uuidv7(),
    series_id       uuid        not null,
    issue           integer     not null default 1,       -- which version of the offer
    opportunity_id  uuid        not null,
    price_list_id   uuid,
    number          text,                                 -- given at sending
    state           text        not null default 'draft' check (state in ('draft', 'sent', 'accepted', 'declined', 'replaced', 'discarded')),
    title           text        not null,
    language        text        not null default 'fr' check (language in ('fr', 'en')),
    currency        char(3)     not null,
    intro           text        not null default '',
    delivery        text        not null default '',      -- when it is delivered or done, as it stands on the document
    discount        integer     not null default 0 check (discount between 0 and 10000),  -- hundredths of a percent, on the whole
    term_months     integer     check (term_months between 1 and 120),
    valid_until     date        not null,
    customer_name   text        not null default '',
    customer_address text       not null default '',
    customer_siren  text        not null default '',
    recipient_id    uuid,                                 -- the person; the words stay as they were sent
    recipient_name  text        not null default '',
    recipient_email text        not null default '',
    one_off_minor   bigint      not null default 0,       -- before tax
    recurring_minor bigint      not null default 0,       -- before tax, of a year
    net_minor       bigint      not null default 0,       -- before tax, over the whole term
    link            text,                                 -- the address of its public page, known to the customer
    sent_at         timestamptz,
    sent_by         uuid,
    file_id         uuid,                                 -- the PDF as it was sent
    file_hash       text,                                 -- its SHA-256
    seller          jsonb       not null default '{}',    -- who sold, as it was when it was sent
    seen_at         timestamptz,
    decided_at      timestamptz,
    reason          text,                                 -- why it was declined
    created_by      uuid        not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    created_in      uuid,
    version         integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, opportunity_id) references opportunity,
    foreign key (workspace_id, price_list_id) references price_list on delete set null (price_list_id),
    foreign key (workspace_id, recipient_id) references person on delete set null (recipient_id),
    check ((state in ('draft', 'discarded')) = (number is null))
);
call isolate('quote');
create index quote_of_opportunity on quote (workspace_id, opportunity_id, created_at);
create index quote_newest on quote (workspace_id, created_at desc, id desc);
create index quote_of_recipient on quote (workspace_id, recipient_id) where recipient_id is not null;
create index quote_created_in on quote (workspace_id, created_in) where created_in is not null;
create unique index quote_version on quote (workspace_id, series_id, issue);
create unique index quote_by_number on quote (workspace_id, number, issue) where number is not null;
create unique index quote_by_link on quote (workspace_id, link) where link is not null;

-- A line of a quote: a product, something else, or words between them.
create table quote_line (
    workspace_id uuid           not null default current_workspace(),
    id           uuid           not null default uuidv7(),
    quote_id     uuid           not null,
    position     integer        not null,
    kind         text           not null default 'item' check (kind in ('item', 'text')),
    product_id   uuid,
    name         text           not null,
    description  text           not null default '',
    unit         text           not null default '',
    quantity     numeric(13, 3) not null default 1,
    unit_price   numeric(19, 6) not null default 0,
    discount     integer        not null default 0 check (discount between 0 and 10000),
    vat_rate     integer        not null default 2000 check (vat_rate between 0 and 10000),
    vat_reason   text           not null default '',
    period       text           check (period in ('month', 'quarter', 'year')),  -- null: once
    unit_cost    numeric(19, 6),
    optional     boolean        not null default false,
    chosen       boolean        not null default false,    -- an option that the customer takes
    primary key (workspace_id, id),
    foreign key (workspace_id, quote_id) references quote on delete cascade,
    foreign key (workspace_id, product_id) references product on delete set null (product_id)
);
call isolate('quote_line');
create index quote_line_of_quote on quote_line (workspace_id, quote_id, position);
create index quote_line_of_product on quote_line (workspace_id, product_id) where product_id is not null;

-- The last number given in a year; whoever sends holds the row until the quote is sent, so that none is left out.
create table quote_series (
    workspace_id uuid    not null default current_workspace(),
    year         integer not null,
    last         integer not null,
    primary key (workspace_id, year)
);
call isolate('quote_series');

-- What the customer and the seller say to each other below a quote.
create table quote_comment (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    quote_id     uuid        not null,
    member_id    uuid,                          -- null: the customer
    author       text        not null,
    body         text        not null,
    at           timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, quote_id) references quote on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('quote_comment');
create index quote_comment_of_quote on quote_comment (workspace_id, quote_id, at);

-- The one-time code that was mailed last; of it the hash is kept.
create table quote_code (
    workspace_id uuid        not null default current_workspace(),
    quote_id     uuid        not null,
    hash         bytea       not null,
    expires_at   timestamptz not null,
    primary key (workspace_id, quote_id),
    foreign key (workspace_id, quote_id) references quote on delete cascade
);
call isolate('quote_code');

-- That a quote was accepted, with what proves it. Added, never changed.
create table quote_acceptance (
    workspace_id uuid        not null default current_workspace(),
    quote_id     uuid        not null,
    way          text        not null check (way in ('page', 'file')),
    name         text        not null,
    position     text        not null default '',
    email        text        not null default '',   -- where the code went
    consent      text        not null default '',   -- the sentence that was agreed to
    signature    text        not null default '',   -- as typed
    drawn        text        not null default '',   -- as drawn: an SVG path
    address      text        not null default '',
    agent        text        not null default '',
    options      uuid[]      not null default '{}',
    document_hash text       not null,              -- of the PDF that was looked at
    file_id      uuid        not null,              -- the signed PDF, or the file that was handed in
    file_hash    text        not null,
    recorded_by  uuid,                              -- the member, when it was accepted outside the page
    accepted_at  timestamptz not null,
    primary key (workspace_id, quote_id),
    foreign key (workspace_id, quote_id) references quote,
    foreign key (workspace_id, recorded_by) references member
);
call isolate('quote_acceptance');
revoke update, delete on quote_acceptance from ${app_user};
