-- What a company or person was merged into: it stays, outside all lists (deleted_at), and its id leads to the survivor.
alter table company add column merged_into uuid;
alter table company add constraint company_merged_into_fkey foreign key (workspace_id, merged_into) references company;
create index company_merged on company (workspace_id, merged_into) where merged_into is not null;
alter table person add column merged_into uuid;
alter table person add constraint person_merged_into_fkey foreign key (workspace_id, merged_into) references person;
create index person_merged on person (workspace_id, merged_into) where merged_into is not null;
-- Two companies, or two people, that may be one, as the last search judged them, and what a member said to it.
create table duplicate_pair (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    record_type  text        not null check (record_type in ('company', 'person')),
    one_id       uuid        not null,                     -- of the two the lesser id, which is the older record
    other_id     uuid        not null,
    score        smallint    not null check (score between 0 and 100),
    reasons      jsonb       not null default '[]',
    state        text        not null default 'open' check (state in ('open', 'later', 'different')),
    decided_by   uuid,
    decided_at   timestamptz,
    found_in     uuid,                                     -- the job that saw it last
    created_at   timestamptz not null default now(),
    primary key (workspace_id, id),
    check (one_id < other_id)
);
call isolate('duplicate_pair');
create unique index duplicate_pair_once on duplicate_pair (workspace_id, record_type, one_id, other_id);
-- The review list: the surest first.
create index duplicate_pair_review on duplicate_pair (workspace_id, record_type, state, score desc, id);
-- Where duplicates are looked for each night: a task knows no workspace.
create function workspaces_to_search() returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as 'select id from workspace';
revoke all on function workspaces_to_search() from public;
grant execute on function workspaces_to_search() to ${app_user};
-- Who may be there already, while one types.
create index company_phone on company (workspace_id, phone) where phone is not null;
create index company_email on company (workspace_id, email) where email is not null;
create index person_mobile on person (workspace_id, mobile) where mobile is not null;
