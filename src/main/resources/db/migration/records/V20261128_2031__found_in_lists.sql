-- How many records of a kind the planner expects a list's search to find. It knows from samples, in no time. Volatile,
-- because nothing else may explain.
create function search_guess(wanted_kind text, query text) returns double precision
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
    pattern text := replace(replace(replace(fold(trim(query)), '\', '\\'), '%', '\%'), '_', '\_');
    plan json;
begin
    execute format('explain (format json) select from search_entry e where e.workspace_id = %L and e.kind = %L and %s',
        current_setting('diabolo.workspace')::uuid, wanted_kind,
        case when length(fold(trim(query))) < 3 then format('e.name_key like %L', pattern || '%')
             else format('e.text_key like %L', '%' || pattern || '%') end) into plan;
    return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
end $$;
-- Whether a list's search finds this record: the question of search_ids asked of one, for where so many match that
-- walking down the list finds a page of them sooner than looking all of them up.
create function search_holds(wanted_kind text, record uuid, query text) returns boolean
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    q text := fold(trim(query));
    pattern text := replace(replace(replace(fold(trim(query)), '\', '\\'), '%', '\%'), '_', '\_');
begin
    return exists (select from search_entry e
        where e.workspace_id = current_setting('diabolo.workspace')::uuid and e.kind = wanted_kind and e.record_id = record
          and case when length(q) < 3 then e.name_key like pattern || '%' else e.text_key like '%' || pattern || '%' end);
end $$;
do $$
declare f regprocedure;
begin
    foreach f in array array['search_guess(text, text)', 'search_holds(text, uuid, text)']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to ${app_user}', f);
    end loop;
end $$;
