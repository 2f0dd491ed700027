-- The erasure of one person, and after it the proof that it was done: it says nothing of whom.
create table erasure (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    state        text        not null default 'waiting' check (state in ('waiting', 'running', 'done')),
    person_id    uuid,                         -- null once it is done
    traces       jsonb,                        -- the names and addresses looked for; null once it is done
    requested_by text        not null check (requested_by in ('person', 'representative', 'authority', 'retention', 'us')),
    requested_on date        not null,
    member_id    uuid        not null,
    salt         bytea       not null default uuid_send(gen_random_uuid()),
    person_hash  bytea       not null,         -- sha256 of salt and id: whoever knows the id can check it
    counts       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    done_at      timestamptz,
    primary key (workspace_id, id),
    check (state <> 'done' or (person_id is null and traces is null))
);
call isolate('erasure');
create index erasure_log on erasure (workspace_id, created_at desc, id desc);
create unique index erasure_of_person on erasure (workspace_id, person_id) where person_id is not null;

-- A person who stays although their time is up, and why.
create table retention_exception (
    workspace_id uuid        not null default current_workspace(),
    person_id    uuid        not null,
    reason       text        not null,
    until        date        not null,
    member_id    uuid        not null,
    created_at   timestamptz not null default now(),
    primary key (workspace_id, person_id),
    foreign key (workspace_id, person_id) references person on delete cascade
);
call isolate('retention_exception');

-- How long prospects are kept, and whether the night erases those whose time is up. No row: the legal default, preview only.
create table retention_setting (
    workspace_id uuid     not null default current_workspace() primary key,
    months       smallint not null default 36 check (months between 1 and 120),
    active       boolean  not null default false,
    member_id    uuid,
    changed_at   timestamptz not null default now()
);
call isolate('retention_setting');

-- Texts without what names somebody, down to the last string and key of a JSON value; an id becomes null.
create function without_traces(value jsonb, pattern text, ids text[]) returns jsonb
    language plpgsql immutable parallel safe as $$
begin
    return case jsonb_typeof(value)
        when 'string' then case when value #>> '{}' = any (ids) then 'null'::jsonb
                                else to_jsonb(regexp_replace(value #>> '{}', pattern, '[…]', 'gi')) end
        when 'array' then coalesce((select jsonb_agg(without_traces(item, pattern, ids) order by place)
                                    from jsonb_array_elements(value) with ordinality as items (item, place)), '[]')
        when 'object' then coalesce((select jsonb_object_agg(regexp_replace(key, pattern, '[…]', 'gi'), without_traces(item, pattern, ids))
                                     from jsonb_each(value) as items (key, item)), '{}')
        else value end;
end $$;

-- The ledger may only be added to, but for this: words that name an erased person go. Stages, dates and amounts stay.
create function erase_from_ledger(people uuid[], leads uuid[], pattern text) returns bigint
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n bigint; m bigint; ws uuid := current_setting('diabolo.workspace')::uuid;
begin
    -- A reason that many share is one of a list; a rare one may be told of this person alone.
    update journey_entry e set note = null,
           reason = case when (select count(*) from (select from journey_entry o where o.workspace_id = ws and o.reason = e.reason
                                                      and o.subject_id <> all (leads) limit 5) o) = 5 then e.reason end,
           subject_id = case when e.subject_id = any (people) then e.journey_id else e.subject_id end
    where e.workspace_id = ws and e.subject_id = any (leads || people)
      and (num_nonnulls(e.reason, e.note) > 0 or e.subject_id = any (people));
    get diagnostics n = row_count;
    update journey_entry e set
        reason = regexp_replace(e.reason, pattern, '[…]', 'gi'), note = regexp_replace(e.note, pattern, '[…]', 'gi')
    where e.workspace_id = ws and (e.reason ~* pattern or e.note ~* pattern);
    get diagnostics m = row_count;
    return n + m;
end $$;
-- The same for entries of what somebody took part in, where more of their name means them.
create function erase_words_from_ledger(subjects uuid[], pattern text) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
    update journey_entry e set
        reason = regexp_replace(e.reason, pattern, '[…]', 'gi'), note = regexp_replace(e.note, pattern, '[…]', 'gi')
    where e.workspace_id = current_setting('diabolo.workspace')::uuid and e.subject_id = any (subjects)
      and (e.reason ~* pattern or e.note ~* pattern) $$;
revoke all on function erase_words_from_ledger(uuid[], text) from public;
grant execute on function erase_words_from_ledger(uuid[], text) to ${app_user};
revoke all on function erase_from_ledger(uuid[], uuid[], text) from public;
grant execute on function erase_from_ledger(uuid[], uuid[], text) to ${app_user};

-- The workspaces whose nights erase whose time is up.
create function workspaces_with_retention() returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select workspace_id from retention_setting where active $$;
revoke all on function workspaces_with_retention() from public;
grant execute on function workspaces_with_retention() to ${app_user};
