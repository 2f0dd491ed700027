-- The end of a contract's term, seen coming: the sale by which it goes on, or doesn't.
create table renewal (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    contract_id    uuid        not null,
    opportunity_id uuid        not null,
    renewal_on     date        not null,                                   -- the first day after the term
    notice_on      date        not null,
    yearly_minor   bigint      not null,                                   -- what a year comes to before it, in the contract's currency
    change_percent integer     not null default 0 check (change_percent between -5000 and 10000),  -- of the price, in hundredths
    state          text        not null default 'open' check (state in ('open', 'won', 'lost')),
    opened_at      timestamptz not null,
    decided_at     timestamptz,
    created_in     uuid,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, contract_id) references contract on delete cascade,
    foreign key (workspace_id, opportunity_id) references opportunity on delete cascade
);
call isolate('renewal');
-- A term has one renewal, however often it is looked for.
create unique index renewal_of_term on renewal (workspace_id, contract_id, renewal_on);
create unique index renewal_of_opportunity on renewal (workspace_id, opportunity_id);
create index renewal_by_day on renewal (workspace_id, renewal_on, id);
create index renewal_open on renewal (workspace_id, notice_on) where state = 'open';
create index renewal_created_in on renewal (workspace_id, created_in) where created_in is not null;
-- Whose notice comes near.
create index contract_notice_ahead on contract (workspace_id, notice_on) where state = 'running' and deleted_at is null;

create table renewal_setting (
    workspace_id uuid     not null default current_workspace(),
    days_ahead   smallint not null default 60 check (days_ahead between 0 and 365),   -- of the last day of notice
    version      integer  not null default 1,
    primary key (workspace_id)
);
call isolate('renewal_setting');
