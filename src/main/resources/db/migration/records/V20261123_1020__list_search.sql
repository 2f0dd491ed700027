-- The records of one kind that a list's search box means: by the beginning of the name under three letters, by any part
-- of what is known beyond. The list applies visibility itself. A definer function, because trigram operators aren't
-- leakproof and so never use an index under row-level security.
create function search_ids(wanted_kind text, query text) returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp rows 200 as $$
declare
    q text := fold(trim(query));
    pattern text := replace(replace(replace(fold(trim(query)), '\', '\\'), '%', '\%'), '_', '\_');
    ws uuid := current_setting('diabolo.workspace')::uuid;
begin
    if length(q) < 3 then
        return query select e.record_id from search_entry e
            where e.workspace_id = ws and e.kind = wanted_kind and e.name_key like pattern || '%';
    else
        return query select e.record_id from search_entry e
            where e.workspace_id = ws and e.kind = wanted_kind and e.text_key like '%' || pattern || '%';
    end if;
end $$;
revoke all on function search_ids(text, text) from public;
grant execute on function search_ids(text, text) to ${app_user};
-- The answer to a write, kept a day under the key that its caller gave: a repeated request gets it again.
create table idempotent_answer (
    workspace_id uuid        not null default current_workspace(),
    member_id    uuid        not null,
    key          text        not null,
    request_hash text        not null,
    status       smallint,                     -- null: the first request is still being answered
    headers      jsonb       not null default '{}',
    body         text,
    created_at   timestamptz not null default now(),
    primary key (workspace_id, member_id, key)
);
call isolate('idempotent_answer');
create index idempotent_answer_age on idempotent_answer (workspace_id, created_at);
-- What an undo left as it was, because somebody changed it since, or something newer needs it.
alter table change_set add column kept jsonb not null default '[]';
alter table change_set add column undoes uuid;
