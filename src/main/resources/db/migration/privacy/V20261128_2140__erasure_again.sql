-- Of each record of the person the sha256 of workspace and id: by it an erasure is recognised in a backup from before it.
alter table erasure add column person_keys bytea[] not null default '{}';
-- It was done already, after the backup that was restored: it is done again without being asked for again.
alter table erasure add column repeats boolean not null default false;
-- Where there are such ones: a task knows no workspace.
create function workspaces_with_repeated_erasures() returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct workspace_id from erasure where repeats and state <> 'done' $$;
revoke all on function workspaces_with_repeated_erasures() from public;
grant execute on function workspaces_with_repeated_erasures() to ${app_user};
