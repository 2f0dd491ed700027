-- What was learned from the workspace's leads, and how good it is; the newest row is in use.
create table lead_model (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    trained_at   timestamptz not null,
    leads        integer     not null,          -- learned from, and how many of them were qualified
    qualified    integer     not null,
    imported     integer     not null,          -- how many of them a file brought in
    cut_at       timestamptz not null,          -- tried on leads that came from then on
    goodness     jsonb       not null,
    left_out     text[]      not null default '{}',
    predictor    jsonb       not null,          -- terms with their weights: words that came twenty times, no person's
    primary key (workspace_id, id)
);
call isolate('lead_model');
create index lead_model_newest on lead_model (workspace_id, trained_at desc, id desc);
-- How likely the lead is to be qualified, in percent, from what was known at first contact; nothing is decided by it.
alter table lead add column predicted smallint check (predicted between 0 and 100);
