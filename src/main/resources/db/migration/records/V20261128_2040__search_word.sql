-- The different words of what can be found by typing, each with how often it stands there, so that a typing error is
-- looked for among some ten thousand words instead of a million texts. Numbers aren't words here. The counts only decide
-- which way is the quicker one; a word too many finds nothing, and what isn't read yet is looked through by itself.
create table search_word (
    workspace_id uuid    not null default current_workspace(),
    word         text    not null,                  -- the empty one counts all entries
    entries      integer not null,
    primary key (workspace_id, word)
);
call isolate('search_word');
create index search_word_trigram on search_word using gin (workspace_id, word gin_trgm_ops);
-- Entries written since the words were read, noted by whoever wrote them.
create table search_unread (
    workspace_id uuid   not null default current_workspace(),
    id           bigint not null generated always as identity,
    kind         text,
    record_ids   uuid[],                            -- null: all are to be counted anew
    primary key (workspace_id, id)
);
call isolate('search_unread');
revoke update on search_unread from ${app_user};
-- What there is already is read in the background; until then a search goes through the texts.
insert into search_unread (workspace_id) select id from workspace;

-- Of those who see little, what they see is looked through, not the others' millions.
create index search_entry_of_owner on search_entry (workspace_id, owner_id) where owner_id is not null;
-- What begins so, kind by kind: each has its first few, however many another kind has.
create index search_entry_begins on search_entry (workspace_id, kind, name_key text_pattern_ops, record_id);
drop index search_entry_prefix;

-- Reads what is unread, a workspace after the other, and says whether there may be more.
create function read_search_words() returns boolean
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    ws uuid := (select u.workspace_id from search_unread u order by u.workspace_id, u.id limit 1 for update skip locked);
    noted bigint[] := array(select u.id from search_unread u where u.workspace_id = ws order by u.id limit 1000 for update skip locked);
    whole boolean := exists (select from search_unread u where u.workspace_id = ws and u.id = any (noted) and u.record_ids is null);
    texts text := case when whole then 'select e.text_key from search_entry e where e.workspace_id = $1'
        else 'select e.text_key from search_unread u cross join lateral unnest(u.record_ids) as entry'
             ' join search_entry e on e.workspace_id = u.workspace_id and e.kind = u.kind and e.record_id = entry'
             ' where u.workspace_id = $1 and u.id = any ($2)' end;
begin
    if ws is null then return false; end if;
    execute 'with counted as materialized ('
        ' select word, count(*)::integer as entries'
        ' from (select regexp_split_to_table(t.text_key, ''[^[:alpha:]]+'') as word from (' || texts || ') t) words'
        ' where length(word) between 3 and 40 group by word'
        ' union all select '''', count(*)::integer from (' || texts || ') t),'
        ' gone as (delete from search_word w where $3 and w.workspace_id = $1'
        '          and not exists (select from counted c where c.word = w.word))'
        ' insert into search_word as w (workspace_id, word, entries) select $1, word, entries from counted order by word'
        ' on conflict (workspace_id, word) do update'
        ' set entries = case when $3 then excluded.entries else w.entries + excluded.entries end'
        ' where not $3 or w.entries <> excluded.entries' using ws, noted, whole;
    delete from search_unread u where u.workspace_id = ws and u.id = any (noted);
    return true;
end $$;
revoke all on function read_search_words() from public;
grant execute on function read_search_words() to ${app_user};

-- Counted anew now and then: what was renamed or deleted leaves its words behind.
create function recount_search_words() returns void
    language sql security definer set search_path = public, pg_temp as
    'insert into search_unread (workspace_id) select id from workspace';
revoke all on function recount_search_words() from public;
grant execute on function recount_search_words() to ${app_user};

-- How many entries have been read; null: none yet.
create function search_entries(ws uuid) returns integer
    language sql stable set search_path = public, pg_temp as
    'select w.entries from search_word w where w.workspace_id = ws and w.word = ''''';
revoke all on function search_entries(uuid) from public;

-- Words one typing error away from this one, and it itself: a letter left out, too many, another, or two in the wrong order.
create function search_one_error(word text) returns text[]
    language sql immutable parallel safe set search_path = public, pg_temp as $$
    select array_agg(distinct near)
    from generate_series(0, length(word)) as i
    cross join lateral (select left(word, i) as before, substr(word, i + 1) as after) as parts
    cross join lateral (
        select word as near
        union all select before || substr(after, 2)
        union all select before || substr(after, 2, 1) || left(after, 1) || substr(after, 3)
        union all select before || letter || after from string_to_table('abcdefghijklmnopqrstuvwxyz', null) as letter
        union all select before || letter || substr(after, 2) from string_to_table('abcdefghijklmnopqrstuvwxyz', null) as letter) as all_near
$$;
revoke all on function search_one_error(text) from public;

-- The parts of what was typed, and for which share of the entries each holds, as far as they have been read: numbers aren't
-- counted and taken for rare.
create function search_parts(ws uuid, query text) returns table (part text, share float8)
    language sql stable set search_path = public, pg_temp as $$
    select typed.part, case when typed.part !~ '^[[:alpha:]]+$' then case when length(typed.part) >= 5 then 1e-9 else 0.01 end
        else least(coalesce((select sum(w.entries)::float8 from search_word w where w.workspace_id = ws
                             and w.word like '%' || typed.part || '%'), 0) / greatest(search_entries(ws), 1), 1) end
    from (select distinct p as part from string_to_table(translate(query, '.,;:@-_+&/''"()[]|#*!?%\ ', repeat(' ', 25)), ' ') as p where p <> '') as typed
$$;
revoke all on function search_parts(uuid, text) from public;

-- Each word of the query, in any order, as a condition over e; and the share that has the rarest of its parts. Where that is
-- small an index has to find only this part.
create function search_condition_quick(ws uuid, query text, out condition text, out share float8)
    language plpgsql stable set search_path = public, pg_temp as $$
declare
    rarest text;
begin
    condition := search_condition(query);
    select p.part, p.share into rarest, share from search_parts(ws, coalesce(search_number(query), fold(query))) p
        order by p.share, length(p.part) desc limit 1;
    if search_entries(ws) is null or rarest is null then
        share := 0;
    elsif share < 0.008 then
        condition := format('e.text_key like %L and ', '%' || rarest || '%') || replace(condition, 'e.text_key like', '(e.text_key || '''') like');
    end if;
end $$;
revoke all on function search_condition_quick(uuid, text) from public;

-- The kinds of record that there are, each by one step of the index.
create function search_kinds(ws uuid) returns text[]
    language sql stable set search_path = public, pg_temp as $$
    with recursive known (kind) as (
        select min(e.kind) from search_entry e where e.workspace_id = ws
        union all
        select (select min(e.kind) from search_entry e where e.workspace_id = ws and e.kind > known.kind) from known where known.kind is not null)
    select coalesce(array_agg(kind), '{}') from known where kind is not null
$$;
revoke all on function search_kinds(uuid) from public;

-- Whether this stands in the text as a word of its own, not as a part of one: an e-mail, a domain, a number.
create function search_is_word(text_key text, word text, number text) returns boolean
    language sql immutable parallel safe as $$
    select case when number is null then ' ' || text_key || ' ' like '% ' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || ' %'
                else text_key ~ ('(^| )(\+[0-9]{0,3})?' || number || '( |$)') end
$$;
revoke all on function search_is_word(text, text, text) from public;

-- The words that a mistyped one may be, the most frequent of the nearest first.
create function search_meant(ws uuid, typed text, near real) returns text[]
    language plpgsql stable set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.5 as $$
declare
    one_away text[];
    alike text[];
begin
    one_away := array(select w.word from search_word w where w.workspace_id = ws and w.word = any (search_one_error(typed))
                      order by w.entries desc, w.word limit 12);
    if near is null and cardinality(one_away) > 0 then return one_away; end if;
    perform set_config('pg_trgm.word_similarity_threshold', coalesce(near, 0.55)::text, true);
    alike := array(select w.word from search_word w where w.workspace_id = ws and w.word %> typed and w.word <> all (one_away)
                   order by word_similarity(typed, w.word) + similarity(typed, w.word) desc, w.entries desc, w.word limit 8);
    return one_away || alike;
end $$;
revoke all on function search_meant(uuid, text, real) from public;

-- What a search with typing errors looks for, and for which share of the entries: each of its words or what that may mean.
-- Not whole: the long words only, for the short ones are the likelier to be elsewhere. Null: no word is like one of them.
create function search_condition_meant(ws uuid, query text, whole boolean, near real, out condition text, out share float8)
    language sql stable set search_path = public, pg_temp as $$
    with typed as (
            select distinct word, length(word) >= 4 and word ~ '^[[:alpha:]]+$' as mistyped
            from string_to_table(translate(fold(trim(query)), '.,;:@-_+&/''"()[]|#*!?', repeat(' ', 21)), ' ') as word where word <> ''),
         asked as (
            select * from typed t where whole or t.mistyped and (length(t.word) >= 5 or not exists (select from typed l where l.mistyped and length(l.word) >= 5))
            order by length(word) desc limit 5),
         meant as materialized (select word, case when mistyped then search_meant(ws, word, near) else array[word] end as words from asked),
         parts as (
            select (select string_agg(format('e.text_key like %L', '%' || replace(replace(replace(m, '\', '\\'), '%', '\%'), '_', '\_') || '%'), ' or ')
                    from unnest(words) as m) as part,
                   case when cardinality(words) = 1 and words[1] !~ '^[[:alpha:]]{3,}$' then 0.01 else
                   (select least(coalesce(sum(w.entries), 0)::float8 / greatest(search_entries(ws), 1), 1)
                    from search_word w where w.workspace_id = ws and w.word = any (words)) end as share
            from meant),
         placed as (select *, row_number() over (order by parts.share) as place, min(parts.share) over () as rarest from parts)
    select case when bool_and(part is not null) then string_agg(
               '(' || case when place > 1 and rarest < 0.008 then replace(part, 'e.text_key like', '(e.text_key || '''') like') else part end || ')', ' and ') end,
           min(rarest)
    from placed
$$;
revoke all on function search_condition_meant(uuid, text, boolean, real) from public;

-- Some of the entries that a condition over e holds for: among everybody's, one's own (when they are few) or those not read yet. What
-- is frequent is met soon among the newest of each kind; an index of parts would first name them all.
create function search_matching(among text, ws uuid, owners uuid[], open_kinds text[], kinds text[], seen uuid[], condition text, share float8, amount integer)
    returns setof search_entry
    language plpgsql stable set search_path = public, pg_temp as $$
declare
    wanted constant text := 'e.workspace_id = $1 and ($2 is null or e.owner_id = any ($2) or e.kind = any ($3)) and e.kind = any ($4)'
        ' and not (e.record_id = any ($5)) and (' || condition || ')';
    met search_entry[];
begin
    if among = 'everybody' and share >= 0.008 then
        execute 'select array_agg(f) from unnest($4) as k cross join lateral (select e.* from ('
                || 'select * from search_entry n where n.workspace_id = $1 and n.kind = k order by n.record_id desc limit $7) e where ' || wanted || ' limit $6) f'
            into met using ws, owners, open_kinds, kinds, seen, amount, 5000;
        if cardinality(met) >= least(amount, 40) then
            return query select * from unnest(met);
            return;
        end if;
    end if;
    return query execute case among
        when 'everybody' then 'select e.* from search_entry e where ' || wanted
        when 'own' then 'select e.* from (select * from search_entry o where o.workspace_id = $1 and o.owner_id = any ($2) offset 0) e where ' || wanted
            || ' union all select e.* from search_entry e where (e.owner_id = any ($2)) is not true and e.kind = any ($3) and ' || wanted
        else 'select e.* from (select s.* from search_unread u cross join lateral unnest(u.record_ids) as entry'
            ' join search_entry s on s.workspace_id = u.workspace_id and s.kind = u.kind and s.record_id = entry'
            ' where u.workspace_id = $1 order by u.id desc limit 2000) e where ' || wanted end || ' limit $6'
        using ws, owners, open_kinds, kinds, seen, amount;
end $$;
revoke all on function search_matching(text, uuid, uuid[], text[], text[], uuid[], text, float8, integer) from public;

-- What begins so, of each kind its first few.
create function search_beginning(among text, ws uuid, owners uuid[], open_kinds text[], kinds text[], seen uuid[], pattern text, amount integer)
    returns setof search_entry
    language plpgsql stable set search_path = public, pg_temp as $$
begin
    if among = 'own' then
        return query select * from search_matching(among, ws, owners, open_kinds, kinds, seen, format('e.name_key like %L', pattern || '%'), 0, null) f
            order by f.name_key, f.record_id limit amount;
        return;
    end if;
    return query execute 'select f.* from unnest($4) as k cross join lateral (select e.* from search_entry e'
        ' where e.workspace_id = $1 and e.kind = k and e.name_key like $7 and ($2 is null or e.owner_id = any ($2) or e.kind = any ($3))'
        ' and not (e.record_id = any ($5)) order by e.name_key using ~<~, e.record_id limit $6) f order by f.name_key, f.record_id limit $6'
        using ws, owners, open_kinds, kinds, seen, amount, pattern || '%';
end $$;
revoke all on function search_beginning(text, uuid, uuid[], text[], text[], uuid[], text, integer) from public;

-- What is near in spelling: by the words that are known, and by the texts themselves of what has not been read yet.
create function search_forgiving(query text, among text, ws uuid, owners uuid[], open_kinds text[], kinds text[], wanted integer)
    returns setof search_entry
    language plpgsql stable set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.55 as $$
declare
    are_read constant boolean := search_entries(ws) is not null;
    unread constant boolean := exists (select from search_unread u where u.workspace_id = ws);
    q constant text := fold(trim(query));
    near real;
    meant record;
    hits search_entry[] := '{}';
begin
    foreach near in array array[null, 0.6, 0.45]::real[] loop
        if are_read then
            select * into meant from search_condition_meant(ws, query, coalesce(near, 0.6) = 0.6, near);
            hits := array(select h from search_matching(among, ws, owners, open_kinds, kinds, '{}', meant.condition, meant.share, 200) h
                          where meant.condition is not null);
        end if;
        if cardinality(hits) = 0 and (unread or not are_read) and search_condition_forgiving(query, near is null) is not null then
            perform set_config('pg_trgm.word_similarity_threshold', coalesce(near, 0.55)::text, true);
            hits := array(select h from search_matching(case when are_read then 'unread' else among end, ws, owners, open_kinds, kinds, '{}',
                                                        search_condition_forgiving(query, near is null), 0, 4000) h);
        end if;
        exit when cardinality(hits) > 0;
    end loop;
    return query select h.* from unnest(hits) h
        order by word_similarity(q, h.name_key) + word_similarity(q, h.text_key) desc, h.name_key, h.record_id limit wanted;
end $$;
revoke all on function search_forgiving(text, text, uuid, uuid[], text[], text[], integer) from public;

-- Best first: what is called exactly so, or has exactly this e-mail, domain, phone, SIREN or external id; what begins so;
-- what has all the words anywhere; and where nothing does, what has them with typing errors. Under three letters only
-- what begins so. Visibility is applied inside: owners null means everybody's; records of open_kinds have no owner.
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
            are_all := cardinality(met) < 201 and quick.share < 0.008;
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
