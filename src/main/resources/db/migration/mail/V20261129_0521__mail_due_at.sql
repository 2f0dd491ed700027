-- In a function in SQL a column goes before a parameter of the same name: compared with the mail's own "at", one that was to
-- leave later than it was written was never found, unless another of its workspace was due.
create or replace function workspaces_with_due_mail(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
    select w.id from public.workspace w
    where exists (select from public.mail m where m.workspace_id = w.id and m.next_at <= $1)
$$;
