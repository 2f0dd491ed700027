-- A notification that a member wants by mail, until it has left. Its words aren't kept here: they are read when it leaves.
create table notice_mail (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    member_id    uuid        not null,
    event_key    text        not null,        -- which of their notifications
    channel      text        not null check (channel in ('mail', 'digest')),
    due_at       timestamptz not null,        -- later, each time that the server doesn't take it
    until        timestamptz not null,        -- what can't leave by then isn't news any more
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member
);
call isolate('notice_mail');
-- A second time changes nothing.
create unique index notice_mail_once on notice_mail (workspace_id, member_id, event_key);
create index notice_mail_due on notice_mail (workspace_id, due_at);

-- The workspaces in which one waits to leave; one look into the index notice_mail_due for each.
create function workspaces_with_due_notices(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
    select w.id from public.workspace w
    where exists (select from public.notice_mail n where n.workspace_id = w.id and n.due_at <= at)
$$;
revoke all on function workspaces_with_due_notices from public;
grant execute on function workspaces_with_due_notices to ${app_user};
