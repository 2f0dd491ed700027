-- When a member gets the digest, and whether it says what awaits them. Without a row: each morning, what happened alone.
create table digest (
    workspace_id uuid     not null default current_workspace(),
    member_id    uuid     not null,
    rhythm       text     not null check (rhythm in ('daily', 'weekly')),
    weekday      smallint not null default 1 check (weekday between 1 and 7),
    at_minute    smallint check (at_minute between 0 and 1439),     -- null: when the member's working day begins
    agenda       boolean  not null default false,
    next_at      timestamptz,                                       -- when what awaits is looked at next; null without it
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references member
);
call isolate('digest');
create index digest_due on digest (workspace_id, next_at) where next_at is not null;

-- Noted just before the server is given the last line: what stands here after a restart may have left, and isn't sent again.
alter table notice_mail add column handed_at timestamptz;

create or replace function workspaces_with_due_notices(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
    select w.id from public.workspace w
    where exists (select from public.notice_mail n where n.workspace_id = w.id and n.due_at <= at)
       or exists (select from public.digest d where d.workspace_id = w.id and d.next_at <= at)
$$;
