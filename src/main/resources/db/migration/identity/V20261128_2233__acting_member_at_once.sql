-- The same answer, without getting ready each time for a reporting line of millions: the planner expected one, and laid
-- out its hash table before it looked whether anybody's line was asked for.
create or replace function acting_member(of_workspace uuid, of_member uuid)
    returns table (name text, roles text[], administrator boolean, locale text, time_zone text, must_prove boolean, sees uuid[])
    language plpgsql stable security definer set search_path = public, pg_temp rows 1 as $$
declare
    m member;
begin
    select * into m from member one where one.workspace_id = of_workspace and one.id = of_member and one.state = 'active';
    if not found then return; end if;
    name := m.name;
    roles := m.roles;
    administrator := m.administrator;
    locale := m.locale;
    time_zone := m.time_zone;
    must_prove := coalesce(
        (select s.second_factor_required from workspace_setting s where s.workspace_id = of_workspace), false);
    if m.visibility = 'own' then
        sees := array[m.id];
    elsif m.visibility = 'team' then
        sees := array(select mate.id from member mate where mate.workspace_id = of_workspace and mate.team_id = m.team_id);
    elsif m.visibility = 'reports' then
        -- a circle in the reporting line ends where it began
        sees := array(
            with recursive line(id, above) as (
                select r.id, array[r.id] from member r where r.workspace_id = of_workspace and r.manager_id = m.id
                union all
                select r.id, line.above || r.id from line
                join member r on r.workspace_id = of_workspace and r.manager_id = line.id
                where r.id <> all (line.above))
            select distinct line.id from line);
    end if;
    return next;
end $$;
