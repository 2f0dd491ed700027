-- How often journeys of a workspace have changed: figures computed at one stamp hold until the next.
create table journey_stamp (
    workspace_id uuid   not null default current_workspace() primary key,
    stamp        bigint not null default 1
);
call isolate('journey_stamp');
-- Recurring money: signed journeys are few among all leads.
create index journey_signed on journey (workspace_id, on_7) where furthest_stage >= 7;
-- What comes back from customers.
create index journey_growing on journey (workspace_id, type) where type <> 'new_business';
-- The sources and countries that a funnel can be filtered by, each found by one step.
create index journey_sources on journey (workspace_id, source) where source is not null;
create index journey_countries on journey (workspace_id, country) where country is not null;
