-- Until a table is analyzed the planner takes each workspace for one of two hundred, two ids for equal in one of two hundred
-- cases and nearly every record for deleted. The first import of an installation writes a hundred thousand rows in one
-- transaction, before anybody could analyze them, and would be planned with a scan for each row. So every table begins
-- with what holds of it whatever it will hold; the first analyze of a table with rows writes over it.
do $$
declare
    known record;
begin
    for known in
        select c.relname, a.attname, a.attnum,
               case when a.attname in ('deleted_at', 'voided_at', 'ended_on') then 1 else 0 end as null_frac,
               case when a.atttypid = 'uuid'::regtype then 16 else 8 end as avg_width,
               case when a.attname = 'workspace_id' then 1
                    when a.attname = 'id' then -1
                    when a.attname in ('created_in', 'change_set_id', 'owner_id', 'member_id', 'field_id', 'product_id') then 10
                    when a.atttypid = 'uuid'::regtype then -0.5
                    else 0 end as n_distinct
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        where a.attnum > 0 and not a.attisdropped
          and (a.atttypid = 'uuid'::regtype or a.attname in ('deleted_at', 'voided_at', 'ended_on'))
          and exists (select from pg_attribute w where w.attrelid = c.oid and w.attname = 'workspace_id' and not w.attisdropped)
          and not exists (select from pg_stats s
                          where s.schemaname = 'public' and s.tablename = c.relname and s.attname = a.attname)
        order by c.relname, a.attnum
    loop
        perform pg_restore_attribute_stats(
            'schemaname', 'public', 'relname', known.relname::text, 'attname', known.attname::text, 'inherited', false,
            'null_frac', known.null_frac::real, 'avg_width', known.avg_width::integer, 'n_distinct', known.n_distinct::real);
    end loop;
end $$;

-- A table at a time, after the commit: the lock of an analyze keeps other analyzes and the vacuum out until its transaction ends.
drop function analyze_ledger();
drop function analyze_imported();
create function analyze_imported(written text) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if written in ('company', 'person', 'person_position', 'lead', 'opportunity', 'product', 'activity', 'journey',
                   'journey_entry', 'custom_value', 'search_entry', 'change') then
        execute format('analyze %I', written);
    end if;
end $$;
revoke all on function analyze_imported(text) from public;
grant execute on function analyze_imported(text) to ${app_user};
