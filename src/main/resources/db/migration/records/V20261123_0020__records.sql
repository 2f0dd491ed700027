-- Everything one command did, by whom and through what; the audit log and each field's history are its list.
create table change_set (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    member_id    uuid        not null,
    origin       text        not null,
    -- what was done, a message key's tail: lead.created, company.updated, import, bulk …
    action       text        not null,
    title        text        not null default '',
    caused_by    uuid,
    created      integer     not null default 0,
    updated      integer     not null default 0,
    deleted      integer     not null default 0,
    created_at   timestamptz not null default now(),
    -- the one mark: a voided set's ledger entries stop counting
    voided_at    timestamptz,
    voided_by    uuid,
    primary key (workspace_id, id)
);
call isolate('change_set');
create index change_set_log on change_set (workspace_id, created_at desc, id);
create index change_set_tree on change_set (workspace_id, caused_by) where caused_by is not null;
-- The old and new values of the columns that an update changed; created rows only carry their set's id.
create table change (
    workspace_id  uuid   not null default current_workspace(),
    change_set_id uuid   not null,
    record_type   text   not null,
    record_id     uuid   not null,
    kind          text   not null check (kind in ('created', 'updated', 'deleted', 'restored')),
    before        jsonb  not null default '{}',
    after         jsonb  not null default '{}',
    at            timestamptz not null default now(),
    primary key (workspace_id, change_set_id, record_type, record_id),
    foreign key (workspace_id, change_set_id) references change_set
);
call isolate('change');
-- A record's history.
create index change_history on change (workspace_id, record_type, record_id, at desc);
-- A field that a workspace adds to a main record.
create table custom_field (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    record_type  text        not null,
    key          text        not null check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
    label        text        not null,
    kind         text        not null check (kind in ('text', 'number', 'date', 'choice', 'multi_choice', 'money', 'reference', 'boolean', 'url')),
    choices      text[]      not null default '{}',
    reference    text,
    position     integer     not null default 0,
    created_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    primary key (workspace_id, id)
);
call isolate('custom_field');
create unique index custom_field_key on custom_field (workspace_id, record_type, key) where deleted_at is null;
-- The values of custom fields as typed rows, for filters and sorts; the record's own column custom holds them to show.
create table custom_value (
    workspace_id uuid   not null default current_workspace(),
    field_id     uuid   not null,
    record_id    uuid   not null,
    text_key     text,                 -- folded text, choice, url, reference, boolean
    number_value double precision,     -- number, money in major units; float8 compares leakproof, the exact value stands in the record
    date_value   date,
    primary key (workspace_id, field_id, record_id),
    foreign key (workspace_id, field_id) references custom_field on delete cascade
);
call isolate('custom_value');
create index custom_value_text on custom_value (workspace_id, field_id, text_key, record_id) where text_key is not null;
create index custom_value_number on custom_value (workspace_id, field_id, number_value, record_id) where number_value is not null;
create index custom_value_date on custom_value (workspace_id, field_id, date_value, record_id) where date_value is not null;
create index custom_value_record on custom_value (workspace_id, record_id);
-- A list's saved filter, sort and columns, private or shared.
create table saved_view (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    record_type  text        not null,
    name         text        not null,
    query        text        not null,
    member_id    uuid        not null,
    shared       boolean     not null default false,
    position     integer     not null default 0,
    created_at   timestamptz not null default now(),
    primary key (workspace_id, id)
);
call isolate('saved_view');
create index saved_view_tabs on saved_view (workspace_id, record_type, position, id);
-- One row for each record that can be found by typing.
create table search_entry (
    workspace_id uuid not null default current_workspace(),
    kind         text not null,
    record_id    uuid not null,
    owner_id     uuid,
    label        text not null,
    detail       text not null default '',
    text_key     text not null,            -- folded: name first, then e-mail, domain, SIREN, external id
    name_key     text not null generated always as (fold(label)) stored,
    primary key (workspace_id, kind, record_id)
);
call isolate('search_entry');
create index search_entry_prefix on search_entry (workspace_id, name_key text_pattern_ops, record_id);
create index search_entry_trigram on search_entry using gin (workspace_id, text_key gin_trgm_ops);
-- Exact first, then prefix, then any part, until full; under three letters prefix only. Visibility is applied inside:
-- owners null means everybody's. A definer function, because trigram operators aren't leakproof and so never use an
-- index under row-level security.
create function search_records(query text, owners uuid[], kinds text[], wanted integer)
    returns table (kind text, record_id uuid, label text, detail text, rank integer)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    q text := fold(trim(query));
    pattern text := replace(replace(replace(fold(trim(query)), '\', '\\'), '%', '\%'), '_', '\_');
    ws uuid := current_setting('diabolo.workspace')::uuid;
begin
    if q = '' then return; end if;
    return query
    with prefix as (
        select e.kind, e.record_id, e.label, e.detail, case when e.name_key = q then 0 else 1 end as rank
        from search_entry e
        where e.workspace_id = ws and e.name_key like pattern || '%'
          and (owners is null or e.owner_id = any (owners)) and (kinds is null or e.kind = any (kinds))
        order by e.name_key, e.record_id limit wanted),
    part as (
        select e.kind, e.record_id, e.label, e.detail, 2 as rank
        from search_entry e
        where length(q) >= 3 and (select count(*) from prefix) < wanted
          and e.workspace_id = ws and e.text_key like '%' || pattern || '%'
          and (owners is null or e.owner_id = any (owners)) and (kinds is null or e.kind = any (kinds))
        limit wanted)
    select distinct on (a.rank, a.label, a.record_id) a.kind, a.record_id, a.label, a.detail, a.rank from (
        select * from prefix union all
        select * from part p where not exists (select from prefix f where f.record_id = p.record_id and f.kind = p.kind)) a
    order by a.rank, a.label, a.record_id
    limit wanted;
end $$;
revoke all on function search_records(text, uuid[], text[], integer) from public;
grant execute on function search_records(text, uuid[], text[], integer) to ${app_user};
