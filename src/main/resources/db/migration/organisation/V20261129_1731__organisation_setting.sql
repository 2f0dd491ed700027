-- How the team works, as far as positions don't say it, and what capacity is computed from.
create table organisation_setting (
    workspace_id uuid        not null default current_workspace() primary key,
    discovery    text        not null default 'closer' check (discovery in ('closer', 'presales')),  -- who holds discovery
    answered_at  timestamptz,                                   -- when the eight questions were answered
    assumed      jsonb       not null default '{}',             -- typed-in assumptions, by their name
    version      integer     not null default 1
);
call isolate('organisation_setting');
