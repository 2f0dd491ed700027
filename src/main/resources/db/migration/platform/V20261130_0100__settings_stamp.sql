-- A number that rises with each transaction that changed how a workspace is set up: what was read of its settings under one
-- number holds, on every node, for as long as that number stands.
create table settings_stamp (
    workspace_id uuid   not null default current_workspace() primary key,
    stamp        bigint not null
);
call isolate('settings_stamp');

-- By the clock, so that data brought back from a backup don't come to a number that was used before for other settings.
create function next_settings_stamp(last bigint) returns bigint
    language sql volatile
    return greatest(last + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint);

-- Asked with the statement by which each transaction enters its workspace.
create function settings_stamp(workspace uuid) returns bigint
    language sql stable security definer set search_path = public, pg_temp
    return (select stamp from settings_stamp where workspace_id = workspace);
revoke all on function settings_stamp(uuid) from public;
grant execute on function settings_stamp(uuid) to ${app_user};

create function raise_settings_stamp() returns trigger
    language plpgsql as $$
begin
    -- Once is enough, however many rows change.
    insert into settings_stamp as s (stamp) values (next_settings_stamp(0))
    on conflict (workspace_id) do update set stamp = next_settings_stamp(s.stamp) where s.xmin <> pg_current_xact_id()::xid;
    return null;
end $$;

-- At the end of the transaction, so that whoever changes settings at the same time waits for a commit only. Who is in no
-- workspace changes tables as a whole, a migration or a restore; after a migration all stamps are raised.
create procedure settles(relation text)
    language plpgsql as $$
begin
    execute format(
        'create constraint trigger raise_settings_stamp after insert or update or delete on %I deferrable initially deferred '
        'for each row when (nullif(current_setting(''diabolo.workspace'', true), '''') is not null) '
        'execute function raise_settings_stamp()', relation);
end $$;
call settles('workspace_setting');
call settles('custom_field');
call settles('rule_set');
call settles('pipeline');
call settles('reason_list');
call settles('sheet_template');
call settles('sheet_setting');
call settles('lead_model');
call settles('working_calendar');
call settles('closing_day');
call settles('handoff_time');
