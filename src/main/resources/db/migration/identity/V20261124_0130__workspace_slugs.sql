-- What the console can be told to work on: with several workspaces, it never chooses one by itself.
create function workspace_slugs() returns text[]
    language sql stable security definer set search_path = public, pg_temp
    return (select coalesce(array_agg(slug order by created_at, id), '{}') from workspace);
revoke all on function workspace_slugs() from public;
grant execute on function workspace_slugs() to ${app_user};
