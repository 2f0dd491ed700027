-- The workspaces in which a ticket was solved before this; one look into the index ticket_solved for each.
create index ticket_to_close on ticket (workspace_id, solved_at) where status = 'solved' and deleted_at is null;
create function workspaces_with_solved_tickets(before timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
    select w.id from public.workspace w
    where exists (select from public.ticket t
                  where t.workspace_id = w.id and t.status = 'solved' and t.deleted_at is null and t.solved_at <= before)
$$;
revoke all on function workspaces_with_solved_tickets from public;
grant execute on function workspaces_with_solved_tickets to ${app_user};
