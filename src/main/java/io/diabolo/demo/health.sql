-- Run by Entries, as the owner of the tables: what customers do with what they bought, what they say of it, and how they were.
create temporary table customer on commit drop as
select k.company_id as id, min(k.starts_on) as since, (array_agg(k.csm_id))[1] as csm_id, abs(hashtext(k.company_id::text)) % 40 as luck
from contract k where k.workspace_id = '{workspace}' and k.state = 'running' and k.company_id is not null group by k.company_id;

-- Four features; who is out of luck uses fewer, and less and less.
insert into usage_day (workspace_id, id, company_id, feature, day, count, events)
select '{workspace}', md5('{workspace}use' || c.id || f.name || d.ago)::uuid, c.id, f.name, current_date - d.ago,
       greatest(1, ((8 + c.luck + abs(hashtext(c.id::text || f.name || d.ago)) % 7) * case c.luck
           when 0 then least(1.0, d.ago / 45.0) when 1 then least(1.0, d.ago / 70.0) when 2 then least(1.0, d.ago / 50.0)
           when 38 then 1.8 - d.ago / 80.0 when 39 then 1.6 - d.ago / 80.0 else 1 end)::integer), 4
from customer c
cross join (values ('Planning', 0), ('Rapports', 3), ('Export', 10), ('Alertes', 18)) as f (name, least)
cross join generate_series(1, 75) as d (ago)
where c.luck >= f.least and extract(isodow from current_date - d.ago) < 6 and current_date - d.ago >= c.since
  and (c.luck > 0 or d.ago > 16);

insert into survey (workspace_id, id, name, kind, state, occasion, starts_on, every_months, owner_id)
select '{workspace}', md5('{workspace}nps')::uuid, 'NPS clients', 'nps', 'running', 'schedule', current_date + 60, 6, '{owner}';
insert into survey_response (workspace_id, id, name, survey_id, kind, score, comment, person_id, company_id, segment, answered_at, owner_id)
select '{workspace}', md5('{workspace}nps' || c.id)::uuid, 'NPS ' || s.score || '/10', md5('{workspace}nps')::uuid, 'nps', s.score,
       case when s.score <= 6 then 'Trop peu de temps pour bien l’utiliser.' when s.score >= 9 then 'Très utile à nos équipes.' end,
       p.id, c.id, co.segment, now() - make_interval(days => 20 + c.luck % 9), c.csm_id
from customer c
join company co on co.workspace_id = '{workspace}' and co.id = c.id
cross join lateral (select case when c.luck = 0 then 4 when c.luck in (1, 5) then 6 when c.luck < 9 then 7 when c.luck > 30 then 9 + c.luck % 2 else 8 end as score) s
join lateral (select id from person where workspace_id = '{workspace}' and company_id = c.id order by id limit 1) p on true
where c.luck % 8 <> 4;

-- The days before today on which a score changed, each with the rules that held then.
insert into health_day (workspace_id, id, company_id, day, score, band, lines)
select '{workspace}', md5('{workspace}health' || c.id || d.ago)::uuid, c.id, current_date - d.ago, x.score,
       case when x.score >= 70 then 'good' when x.score >= 40 then 'watch' else 'risk' end, x.lines
from customer c
cross join (values (150, 10, '{}'::text[]), (95, 15, '{health.usage_trend >= 10}'), (38, 5, '{health.silent_days <= 14}')) as d (ago, points, expressions)
cross join lateral (
    select least(100, 60 + sum(p.points))::smallint as score, jsonb_agg(jsonb_build_object(
               'id', overlay(overlay(md5(p.expression) placing '3' from 13) placing 'a' from 17)::uuid,
               'name', '', 'expression', p.expression, 'points', p.points)) as lines
    from (select unnest(array['health.adoption >= 60'] || d.expressions) as expression) e
    cross join lateral (select e.expression, case e.expression when 'health.adoption >= 60' then 10 when 'health.usage_trend >= 10' then 15 else 5 end as points) p) x
where current_date - d.ago >= c.since;
