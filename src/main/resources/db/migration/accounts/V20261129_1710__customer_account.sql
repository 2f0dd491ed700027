-- What is known of each customer, one row a company that has or had a contract. Counted anew from what it is about
-- (contracts, hand-offs, people, usage, answers, tickets, plans), and never written by hand.
create table customer_account (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null,                       -- the company's
    name           text        not null,
    name_key       text        not null generated always as (fold(name)) stored,
    state          text        not null check (state in ('customer', 'churned')),
    segment        text,
    owner_id       uuid,                                       -- the customer's contact: the AE until the AM has taken it over
    ae_id          uuid,
    am_id          uuid,
    csm_id         uuid,
    yearly_minor   bigint      not null default 0,             -- what recurs in a year, in the workspace's currency
    currency       char(3)     not null,
    customer_since date,
    renewal_on     date,
    notice_on      date,
    churned_on     date,
    churn_reason   text,
    products       integer     not null default 0,
    product_names  text        not null default '',
    contacts       integer     not null default 0,
    new_contacts   integer     not null default 0,             -- of the last 90 days
    adoption       integer,                                    -- percent of the features that any customer uses; null: no usage comes in
    active_days    integer,                                    -- of the last 30
    usage_change   integer,                                    -- percent against the 30 days before
    limit_used     integer,                                    -- percent of what is included, of the allowance that is nearest to its end
    nps            integer,                                    -- the newest answer of a year
    value_reached  integer,                                    -- percent of the promised values, on average
    open_tickets   integer     not null default 0,
    open_offers    integer     not null default 0,
    sponsors_left  integer     not null default 0,
    planned        boolean     not null default false,
    next_action    text,
    next_action_on date,
    counted_at     timestamptz not null default now(),
    deleted_at     timestamptz,                                -- never: rules leave out what lies in a bin, whatever they look at
    primary key (workspace_id, id)
);
call isolate('customer_account');
create index customer_account_by_name on customer_account (workspace_id, name_key, id);
create index customer_account_by_value on customer_account (workspace_id, yearly_minor desc, id desc);
create index customer_account_of_owner on customer_account (workspace_id, owner_id, yearly_minor desc) where owner_id is not null;
create index customer_account_of_am on customer_account (workspace_id, am_id) where am_id is not null;
create index customer_account_of_csm on customer_account (workspace_id, csm_id) where csm_id is not null;

-- Who else belongs to an account's team; the AE, the AM and the CSM follow from contracts and hand-offs.
create table account_seat (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    company_id   uuid        not null,
    role         text        not null check (role in ('support', 'perf', 'se', 'ops', 'adv')),
    member_id    uuid        not null,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('account_seat');
create unique index account_seat_of on account_seat (workspace_id, company_id, role);
create index account_seat_member on account_seat (workspace_id, member_id);
create index account_seat_created_in on account_seat (workspace_id, created_in) where created_in is not null;
