-- Who acts, asked once a request before anything else: one question without a transaction. A member who isn't active is
-- none. sees: whose records, null for all.
create function acting_member(of_workspace uuid, of_member uuid)
    returns table (name text, roles text[], administrator boolean, locale text, time_zone text, must_prove boolean, sees uuid[])
    language sql stable security definer set search_path = public, pg_temp rows 1 as $$
    select m.name, m.roles, m.administrator, m.locale, m.time_zone,
           coalesce((select s.second_factor_required from workspace_setting s where s.workspace_id = of_workspace), false),
           case m.visibility
               when 'own' then array[m.id]
               when 'team' then array(
                   select mate.id from member mate where mate.workspace_id = of_workspace and mate.team_id = m.team_id)
               when 'reports' then array(
                   -- a circle in the reporting line ends where it began
                   with recursive line(id) as (
                       select r.id from member r where r.workspace_id = of_workspace and r.manager_id = m.id
                       union
                       select r.id from line join member r on r.workspace_id = of_workspace and r.manager_id = line.id)
                   select line.id from line)
           end
    from member m
    where m.workspace_id = of_workspace and m.id = of_member and m.state = 'active' $$;
revoke all on function acting_member(uuid, uuid) from public;
grant execute on function acting_member(uuid, uuid) to ${app_user};
