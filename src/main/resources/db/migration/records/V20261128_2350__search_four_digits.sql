-- Four digits in a row are rare enough to look for by themselves: "Martin-1234" asks the index for 1234, not for every Martin.
create or replace function search_parts(ws uuid, query text) returns table (part text, share float8)
    language sql stable set search_path = public, pg_temp as $$
    select typed.part, case when typed.part !~ '^[[:alpha:]]+$' then case when length(typed.part) >= 5 then 1e-9 when length(typed.part) = 4 then 0.001 else 0.01 end
        else least(coalesce((select sum(w.entries)::float8 from search_word w where w.workspace_id = ws
                             and w.word like '%' || typed.part || '%'), 0) / greatest(search_entries(ws), 1), 1) end
    from (select distinct p as part from string_to_table(translate(query, '.,;:@-_+&/''"()[]|#*!?%\ ', repeat(' ', 25)), ' ') as p where p <> '') as typed
$$;

create or replace function search_records(query text, owners uuid[], open_kinds text[], kinds text[], wanted integer)
    returns table (kind text, record_id uuid, label text, detail text, rank integer)
    language plpgsql stable security definer set search_path = public, pg_temp
    -- The same question twice has the same answer.
    set synchronize_seqscans = off set max_parallel_workers_per_gather = 0 set pg_trgm.word_similarity_threshold = 0.55 as $$
declare
    q constant text := fold(trim(query));
    pattern constant text := replace(replace(replace(q, '\', '\\'), '%', '\%'), '_', '\_');
    ws constant uuid := current_setting('diabolo.workspace')::uuid;
    number constant text := search_number(query);
    asked constant text[] := coalesce(kinds, search_kinds(ws));
    among constant text := case when owners is null or (select count(*) from (
        select from search_entry e where e.workspace_id = ws and e.owner_id = any (owners) limit 20001) mine) > 20000 then 'everybody' else 'own' end;
    quick record;
    hits search_entry[];
    met search_entry[]; -- what has it anywhere
    are_all boolean;
    exact search_entry[];
    seen uuid[] := '{}';
begin
    if q = '' then return; end if;
    begin
        if length(q) >= 3 then select * into quick from search_condition_quick(ws, query); end if;
        -- One word that a name hardly has: with a digit, an at sign or a dot within.
        if number is not null or (length(q) >= 3 and q ~ '^\S*[0-9@._-]\S*$') then
            met := array(select h from search_matching(among, ws, owners, open_kinds, asked, seen, quick.condition, quick.share, 201) h);
            -- Fewer than forty among the newest sent the search to the index, which named all there are.
            are_all := cardinality(met) < case when quick.share < 0.008 then 201 else 40 end;
            exact := met;
            if not are_all then
                exact := array(select h from search_matching(among, ws, owners, open_kinds, asked, seen, quick.condition || case when q ~ '^[[:alnum:]]+$' and number is null
                    then format(' and e.text_key ~ %L', '(^| )' || q || '( |$)') else format(' and search_is_word(e.text_key, %L, %L)', q, number) end, 0, 200) h);
            end if;
            hits := array(select h from unnest(exact) h where search_is_word(h.text_key, q, number)
                -- What has it in its name too has it less by itself.
                order by h.name_key = q desc, search_is_word(h.name_key, coalesce(number, q), null), h.name_key, h.record_id limit wanted);
            return query select h.kind, h.record_id, h.label, h.detail, 0 from unnest(hits) h;
            seen := array(select h.record_id from unnest(hits) h);
        end if;
        if cardinality(seen) >= wanted then return; end if;
        hits := array(select h from search_beginning(among, ws, owners, open_kinds, asked, seen, pattern, wanted - cardinality(seen)) h);
        return query select h.kind, h.record_id, h.label, h.detail, case when h.name_key = q then 0 else 1 end from unnest(hits) h;
        seen := seen || array(select h.record_id from unnest(hits) h);
        if length(q) < 3 or cardinality(seen) >= wanted then return; end if;
        -- The word as such before the word within another, among those met first.
        if met is null then
            met := array(select h from search_matching(among, ws, owners, open_kinds, asked, seen, quick.condition, quick.share, 60) h);
        end if;
        return query select h.kind, h.record_id, h.label, h.detail, 2 from unnest(met) h where not h.record_id = any (seen)
            order by search_is_word(h.name_key, q, null) desc, h.name_key, h.record_id limit wanted - cardinality(seen);
        if found or cardinality(seen) > 0 or number is not null then return; end if;
        return query select h.kind, h.record_id, h.label, h.detail, 3
            from search_forgiving(query, among, ws, owners, open_kinds, asked, wanted) h;
    -- Stopped by the caller's time limit: what has been found is told, and that it may not be all.
    exception when query_canceled then
        return query select '', null::uuid, '', '', 9;
    end;
end $$;
