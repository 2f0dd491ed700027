-- What a monitor counts over all workspaces: figures only, no row.
create function vitals() returns table (jobs_waiting bigint, jobs_running bigint, jobs_failed_today bigint, events_waiting bigint, oldest_event_seconds double precision)
    language sql stable security definer set search_path = public, pg_temp as $$
    select count(*) filter (where state = 'waiting'), count(*) filter (where state = 'running'),
           count(*) filter (where state = 'failed' and finished_at > now() - interval '1 day'),
           (select count(*) from event_publication),
           (select coalesce(extract(epoch from now() - min(publication_date)), 0)::double precision from event_publication)
    from job $$;
revoke all on function vitals() from public;
grant execute on function vitals() to ${app_user};
