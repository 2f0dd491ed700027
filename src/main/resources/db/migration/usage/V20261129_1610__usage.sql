-- How often a customer used a feature on a day. It is added to as events come in, and nothing else is kept of them.
create table usage_day (
    workspace_id uuid    not null default current_workspace(),
    id           uuid    not null default uuidv7(),
    company_id   uuid    not null,
    feature      text    not null,
    day          date    not null,          -- in the workspace's zone
    count        bigint  not null,
    events       integer not null,
    created_in   uuid,                      -- never one: what a merge moved is moved back by it
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company
);
call isolate('usage_day');
create index usage_day_created_in on usage_day (workspace_id, created_in) where created_in is not null;
create unique index usage_day_of on usage_day (workspace_id, company_id, day, feature);
create index usage_day_all on usage_day (workspace_id, day, company_id);

-- Which events were counted, so that one that comes twice counts once; forgotten when it would be refused as too old.
create table usage_event (
    workspace_id uuid not null default current_workspace(),
    event_id     text not null,
    day          date not null,
    primary key (workspace_id, event_id)
);
call isolate('usage_event');
create index usage_event_day on usage_event (workspace_id, day);
