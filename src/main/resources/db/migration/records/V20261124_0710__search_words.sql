-- What a search looks for in the folded text of a record: each of its words, in any order; a phone number as it is kept,
-- however it is written. As a condition for an index that finds any part.
create function search_condition(query text) returns text
    language sql immutable parallel safe set search_path = public, pg_temp as $$
    select string_agg(format('e.text_key like %L', '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'), ' and ')
    from (select distinct word, length(word)
          from regexp_split_to_table(
              case when query ~ '^[+0(][0-9 ().+-]{6,}$'
                   then regexp_replace(regexp_replace(query, '[^0-9]', '', 'g'), '^0+', '') else fold(trim(query)) end, '\s+') as word
          where word <> '' order by length(word) desc limit 6) as words
$$;
revoke all on function search_condition(text) from public;

create or replace function search_ids(wanted_kind text, query text) returns setof uuid
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
        return query execute 'select e.record_id from search_entry e where e.workspace_id = $1 and e.kind = $2 and '
            || search_condition(query) using ws, wanted_kind;
    end if;
end $$;

-- Exact first, then prefix, then all words anywhere; what is found nowhere is looked for with typing errors.
create or replace function search_records(query text, owners uuid[], kinds text[], wanted integer)
    returns table (kind text, record_id uuid, label text, detail text, rank integer)
    language plpgsql stable security definer set search_path = public, pg_temp
    set pg_trgm.word_similarity_threshold = 0.5 as $$
declare
    q text := fold(trim(query));
    pattern text := replace(replace(replace(fold(trim(query)), '\', '\\'), '%', '\%'), '_', '\_');
    ws uuid := current_setting('diabolo.workspace')::uuid;
    begun integer; -- how many begin so
    others integer;
begin
    if q = '' then return; end if;
    return query
        select e.kind, e.record_id, e.label, e.detail, case when e.name_key = q then 0 else 1 end
        from search_entry e
        where e.workspace_id = ws and e.name_key like pattern || '%'
          and (owners is null or e.owner_id = any (owners)) and (kinds is null or e.kind = any (kinds))
        order by e.name_key, e.record_id limit wanted;
    get diagnostics begun = row_count;
    if length(q) < 3 or begun >= wanted then return; end if;
    return query execute
        'select e.kind, e.record_id, e.label, e.detail, 2 from search_entry e where e.workspace_id = $1 and '
        || search_condition(query)
        || ' and e.name_key not like $2 and ($3 is null or e.owner_id = any ($3)) and ($4 is null or e.kind = any ($4)) limit $5'
        using ws, pattern || '%', owners, kinds, wanted - begun;
    get diagnostics others = row_count;
    if begun + others > 0 or length(q) < 4 then return; end if;
    return query
        select e.kind, e.record_id, e.label, e.detail, 3
        from search_entry e
        where e.workspace_id = ws and e.text_key %> q
          and (owners is null or e.owner_id = any (owners)) and (kinds is null or e.kind = any (kinds))
        order by word_similarity(q, e.text_key) desc, e.name_key, e.record_id limit wanted;
end $$;

-- Titles and phone numbers are looked for too.
update search_entry e set text_key = fold(concat_ws(' ', p.name, p.email, p.phone, p.mobile, p.title, c.name, p.external_id))
from person p left join company c on c.workspace_id = p.workspace_id and c.id = p.company_id
where e.kind = 'person' and e.workspace_id = p.workspace_id and e.record_id = p.id and num_nonnulls(p.mobile, p.title) > 0;
update search_entry e set text_key = fold(concat_ws(' ', c.name, c.domain, c.email, c.phone, c.siren, c.external_id))
from company c
where e.kind = 'company' and e.workspace_id = c.workspace_id and e.record_id = c.id and c.phone is not null;
