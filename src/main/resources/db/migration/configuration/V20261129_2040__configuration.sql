-- What was set: an item of a section as it was and as it became, in the words of the configuration file.
create table configuration_change (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    change_set_id uuid,                           -- the command that set it; what takes it back
    member_id     uuid        not null,
    section       text        not null,
    item          text        not null,
    before        jsonb,                          -- null: there was none
    after         jsonb,                          -- null: it was taken away
    at            timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member
);
call isolate('configuration_change');
-- The history of one section; of one member.
create index configuration_change_of_section on configuration_change (workspace_id, section, id desc);
create index configuration_change_of_member on configuration_change (workspace_id, member_id, id desc);

-- A configuration file that somebody gave: compared first, then taken over.
create table configuration_import (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    name          text        not null,           -- the file's
    document      text        not null,           -- as it was given, with the order of its items
    faults        jsonb       not null default '[]', -- what trying it out found: field, key, args
    state         text        not null default 'compared' check (state in ('compared', 'applied', 'undone')),
    sections      text[]      not null default '{}', -- those that were taken over
    set_back      jsonb       not null default '[]', -- what the change log can't take back: section, key, before, after
    kept          text[]      not null default '{}', -- after undoing: what somebody had changed since, and so stays
    change_set_id uuid,
    member_id     uuid        not null,
    at            timestamptz not null default now(),
    applied_by    uuid,
    applied_at    timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, applied_by) references member
);
call isolate('configuration_import');
create index configuration_import_of_change_set on configuration_import (workspace_id, change_set_id) where change_set_id is not null;
create index configuration_import_of_member on configuration_import (workspace_id, member_id);
create index configuration_import_applied_by on configuration_import (workspace_id, applied_by) where applied_by is not null;
