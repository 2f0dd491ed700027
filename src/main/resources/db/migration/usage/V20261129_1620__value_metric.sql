-- What a customer was promised that it brings: from where, to what, until when, and what was measured.
create table value_metric (
    workspace_id uuid           not null default current_workspace(),
    id           uuid           not null default uuidv7(),
    name         text           not null,
    name_key     text           not null generated always as (fold(name)) stored,
    state        text           not null default 'open' check (state in ('open', 'reached', 'missed')),
    company_id   uuid,
    contract_id  uuid,
    promise_id   uuid,
    unit         text           not null default '',
    baseline     numeric(19, 4) not null default 0,
    target       numeric(19, 4) not null,
    due_on       date,
    formula      text,                              -- over usage; null: values are typed or sent
    measured     numeric(19, 4),                    -- the newest value, and its day
    measured_on  date,
    reached      numeric(19, 2),                    -- percent of the way from the baseline to the target
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
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, contract_id) references contract,
    foreign key (workspace_id, promise_id) references promise on delete set null (promise_id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('value_metric');
create index value_metric_by_name on value_metric (workspace_id, name_key, id);
create index value_metric_newest on value_metric (workspace_id, created_at desc, id desc);
create index value_metric_open on value_metric (workspace_id, due_on, id) where state = 'open' and deleted_at is null;
create index value_metric_company on value_metric (workspace_id, company_id) where company_id is not null;
create index value_metric_contract on value_metric (workspace_id, contract_id) where contract_id is not null;
create index value_metric_promise on value_metric (workspace_id, promise_id) where promise_id is not null;
create index value_metric_owner on value_metric (workspace_id, owner_id) where owner_id is not null;
create index value_metric_external on value_metric (workspace_id, external_id) where external_id is not null;
create index value_metric_created_in on value_metric (workspace_id, created_in) where created_in is not null;

-- One value a day; a later word about the same day replaces the earlier.
create table value_measure (
    workspace_id uuid           not null default current_workspace(),
    id           uuid           not null default uuidv7(),
    metric_id    uuid           not null,
    day          date           not null,
    value        numeric(19, 4) not null,
    source       text           not null check (source in ('typed', 'api', 'formula')),
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, metric_id) references value_metric on delete cascade
);
call isolate('value_measure');
create unique index value_measure_of on value_measure (workspace_id, metric_id, day);
create index value_measure_created_in on value_measure (workspace_id, created_in) where created_in is not null;
