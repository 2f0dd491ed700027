-- The digits of a phone, SIREN or SIRET, however they are grouped and whatever leads them; of a SIRET its SIREN. Null
-- when the query is something else.
create function search_number(query text) returns text
    language sql immutable parallel safe set search_path = public, pg_temp as $$
    select case when trim(query) ~ '^[+0-9(][0-9 ().+/-]*$' and length(digits) between 6 and 20
                then case when length(digits) = 14 and left(trim(query), 1) between '1' and '9' then left(digits, 9)
                          else regexp_replace(digits, '^0+', '') end end
    from (select regexp_replace(replace(query, '(0)', ''), '[^0-9]', '', 'g') as digits) as of_query
$$;
revoke all on function search_number(text) from public;

-- What a search looks for in the folded text of a record: each of its words, in any order, or the number it is. As a
-- condition for an index that finds any part.
create or replace function search_condition(query text) returns text
    language sql immutable parallel safe set search_path = public, pg_temp as $$
    select string_agg(format('e.text_key like %L', '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'), ' and ')
    from (select distinct word, length(word)
          from regexp_split_to_table(coalesce(search_number(query), fold(trim(query))), '\s+') as word
          where word <> '' order by length(word) desc limit 6) as words
$$;

-- The same with typing errors. Each long word on its own, so that their order is free; of short ones two letters may
-- stand in the wrong order, which leaves them too few trigrams; beside a long word
-- they only decide who comes first, unless the whole is asked for.
create function search_condition_forgiving(query text, whole boolean) returns text
    language sql immutable parallel safe set search_path = public, pg_temp as $$
    with words as (select distinct word from regexp_split_to_table(fold(trim(query)), '[\s,;]+') as word where length(word) >= case when whole then 1 else 4 end),
         asked as (select word from words where whole or length(word) >= 5 or not exists (select from words where length(word) >= 5)
                   order by length(word) desc limit 5)
    select string_agg('(' || case when length(word) >= 4 then format('e.text_key %%> %L', word)
            else format('e.text_key like %L', '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%') end
        || case when length(word) not between 4 and 6 then '' else (
               select string_agg(format(' or e.text_key like %L',
                   '%' || replace(replace(replace(overlay(word placing reverse(substr(word, i, 2)) from i for 2), '\', '\\'), '%', '\%'), '_', '\_') || '%'), '')
               from generate_series(1, length(word) - 1) i) end || ')', ' and ')
    from asked
$$;
revoke all on function search_condition_forgiving(text, boolean) from public;

drop function search_records(text, uuid[], text[], integer);

-- Best first: what is called exactly so, or has exactly this e-mail, domain, phone, SIREN or external id; what begins so;
-- what has all the words anywhere; and where nothing does, what has them with typing errors. Under three letters only
-- what begins so. Visibility is applied inside: owners null means everybody's; records of open_kinds have no owner.
create function search_records(query text, owners uuid[], open_kinds text[], kinds text[], wanted integer)
    returns table (kind text, record_id uuid, label text, detail text, rank integer)
    language plpgsql stable security definer set search_path = public, pg_temp
    -- The same question twice has the same answer.
    set synchronize_seqscans = off set max_parallel_workers_per_gather = 0 set pg_trgm.word_similarity_threshold = 0.45 as $$
declare
    q text := fold(trim(query));
    pattern text := replace(replace(replace(fold(trim(query)), '\', '\\'), '%', '\%'), '_', '\_');
    ws uuid := current_setting('diabolo.workspace')::uuid;
    number text := search_number(query);
    candidates constant text := 'select e.* from search_entry e where e.workspace_id = $1'
        ' and ($2 is null or e.owner_id = any ($2) or e.kind = any ($3)) and ($4 is null or e.kind = any ($4))'
        ' and not (e.record_id = any ($5)) and ';
    hits search_entry[];
    seen uuid[] := '{}';
    near text;
begin
    if q = '' then return; end if;
    -- One word that a name hardly has: with a digit, an at sign or a dot within.
    if number is not null or (length(q) >= 3 and q ~ '^\S*[0-9@._-]\S*$') then
        execute 'select array_agg(g) from (select f from (' || candidates || 'e.text_key like $7 and '
                || case when number is null then ''' '' || e.text_key || '' '' like $8' else 'e.text_key ~ $8' end || ' limit 200) f'
                -- What has it in its name too has it less by itself.
                || ' order by f.name_key = $9 desc, '' '' || f.name_key || '' '' like $10, f.name_key, f.record_id limit $6) g(g)'
            into hits using ws, owners, open_kinds, kinds, seen, wanted, '%' || coalesce(number, pattern) || '%',
                case when number is null then '% ' || pattern || ' %' else '(^| )(\+[0-9]{0,3})?' || number || '( |$)' end,
                q, '% ' || coalesce(number, pattern) || ' %';
        return query select h.kind, h.record_id, h.label, h.detail, 0 from unnest(hits) h;
        seen := array(select h.record_id from unnest(hits) h);
    end if;
    if cardinality(seen) >= wanted then return; end if;
    execute 'select array_agg(f order by f.name_key, f.record_id) from (' || candidates
            || 'e.name_key like $7 order by e.name_key, e.record_id limit $6) f'
        into hits using ws, owners, open_kinds, kinds, seen, wanted - cardinality(seen), pattern || '%';
    return query select h.kind, h.record_id, h.label, h.detail, case when h.name_key = q then 0 else 1 end from unnest(hits) h;
    seen := seen || array(select h.record_id from unnest(hits) h);
    if length(q) < 3 or cardinality(seen) >= wanted then return; end if;
    -- The word as such before the word within another, among those met first.
    execute 'select array_agg(g) from (select f from (' || candidates || search_condition(query) || ' limit 200) f'
            || ' order by '' '' || f.name_key || '' '' like $7 desc, f.name_key, f.record_id limit $6) g(g)'
        into hits using ws, owners, open_kinds, kinds, seen, wanted - cardinality(seen), '% ' || pattern || ' %';
    return query select h.kind, h.record_id, h.label, h.detail, 2 from unnest(hits) h;
    if cardinality(seen) > 0 or hits is not null or number is not null or search_condition_forgiving(query, false) is null then return; end if;
    -- The first who are near are enough to choose from: a title with an error would bring every tenth person.
    foreach near in array array['0.55', '0.6', '0.45'] loop
        perform set_config('pg_trgm.word_similarity_threshold', near, true);
        execute 'select array_agg(g) from (select f from (' || candidates || search_condition_forgiving(query, near = '0.55') || ' limit 4000) f'
                || ' order by word_similarity($7, f.name_key) + word_similarity($7, f.text_key) desc, f.name_key, f.record_id limit $6) g(g)'
            into hits using ws, owners, open_kinds, kinds, seen, wanted, q;
        return query select h.kind, h.record_id, h.label, h.detail, 3 from unnest(hits) h;
        exit when hits is not null;
    end loop;
end $$;
revoke all on function search_records(text, uuid[], text[], text[], integer) from public;
grant execute on function search_records(text, uuid[], text[], text[], integer) to ${app_user};
