-- What an import has just written, the planner learns at once, not a minute later; the application owns no table.
create function analyze_imported() returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze company, person, lead, opportunity, journey, journey_entry, custom_value, search_entry, change, activity;
end $$;
revoke all on function analyze_imported() from public;
grant execute on function analyze_imported() to ${app_user};
