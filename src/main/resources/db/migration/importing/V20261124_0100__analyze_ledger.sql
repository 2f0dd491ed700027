-- Halfway through an import too: what stages are told from would otherwise be planned as an empty table, a lookup a row.
create function analyze_ledger() returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze journey, journey_entry, lead, opportunity, person, company;
end $$;
revoke all on function analyze_ledger() from public;
grant execute on function analyze_ledger() to ${app_user};
