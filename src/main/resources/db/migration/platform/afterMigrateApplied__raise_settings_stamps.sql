-- Another node may still hold what it read before. A migration to an early version knows no stamps yet.
do $$ begin
    if to_regclass('settings_stamp') is not null then
        insert into settings_stamp as s (workspace_id, stamp) select id, next_settings_stamp(0) from workspace
        on conflict (workspace_id) do update set stamp = next_settings_stamp(s.stamp);
    end if;
end $$;
