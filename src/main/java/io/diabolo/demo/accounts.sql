-- Run by Entries, after what was signed: who took customers over, how they use what they bought, what they say of it, what is
-- planned with them. Accounts, suggestions and the win-back list follow from it as soon as the server runs.
create temporary table kept on commit drop as
select c.company_id, min(c.owner_id::text)::uuid as seller, min(c.csm_id::text)::uuid as csm, row_number() over (order by sum(c.recurring_minor) desc, c.company_id) as n
from contract c
where c.workspace_id = '{workspace}' and c.company_id is not null and c.state = 'running' and c.deleted_at is null
group by c.company_id;

-- The larger half has been passed on to the account manager.
insert into clock (workspace_id, id, kind, subject_type, subject_id, owner_id, owner_role, started_at, budget, unit, due_at, warn_at, escalate_at, stopped_at, outcome)
select '{workspace}', md5('{workspace}clock' || 'contact' || company_id)::uuid, 'customer-contact', 'handoff', md5('{workspace}contact' || company_id)::uuid,
       pg_temp.who('Sandrine Faure'), 'am', at, 5, 'days', at + interval '7 days', at + interval '5 days', at + interval '7 days', at + interval '1 day', 'met'
from (select *, now() - make_interval(days => 20 + n::integer % 60) as at from kept where n % 2 = 1 and n <= 40) k;
insert into handoff (workspace_id, id, kind, subject_type, subject_id, from_member, from_role, to_role, to_member, note, checklist, state, offered_at, due_at, clock_id, answered_by, answered_at)
select '{workspace}', md5('{workspace}contact' || k.company_id)::uuid, 'customer-contact', 'company', k.company_id, coalesce(k.seller, '{owner}'::uuid), 'ae', 'am',
       pg_temp.who('Sandrine Faure'), 'Le client est prévenu.', '["account"]'::jsonb, 'accepted', c.started_at, c.due_at, c.id, pg_temp.who('Sandrine Faure'), c.stopped_at
from kept k join clock c on c.workspace_id = '{workspace}' and c.id = md5('{workspace}clock' || 'contact' || k.company_id)::uuid;

-- Sixty working days of usage; some grow, some fade, some never came to it.
insert into usage_day (workspace_id, company_id, feature, day, count, events)
select '{workspace}', k.company_id, f.name, d.day, greatest(1, (f.often * (1 + (60 - d.ago) * case k.n % 3 when 0 then 0.02 when 1 then 0.005 else -0.01 end))::integer), 1
from kept k
cross join (values (1, 'Export', 14), (2, 'Planning', 22), (3, 'Rapports', 9), (4, 'API', 40), (5, 'Mobile', 17)) f (at, name, often)
cross join lateral (select current_date - ago as day, ago from generate_series(0, 59) ago) d
where k.n <= 30 and extract(isodow from d.day) < 6 and f.at <= 1 + abs(hashtext(k.company_id::text)) % 5
on conflict do nothing;

insert into usage_allowance (workspace_id, id, name, product_id, feature, per_unit, owner_id)
select '{workspace}', md5('{workspace}allowance' || p.id)::uuid, 'Exports compris', p.id, 'Export', 400, '{owner}'
from (select distinct l.product_id as id from contract_line l where l.workspace_id = '{workspace}' and l.product_id is not null order by 1 limit 3) p;

insert into value_metric (workspace_id, id, name, state, company_id, unit, baseline, target, measured, measured_on, reached, due_on, owner_id)
select '{workspace}', md5('{workspace}value' || k.company_id)::uuid, 'Heures de saisie par mois', case when v.now <= 40 then 'reached' else 'open' end, k.company_id, 'h',
       120, 40, v.now, current_date - 12, round(100 * (120 - v.now) / 80.0, 2), current_date + 90, k.csm
from kept k cross join lateral (select (array[70, 38, 95, 52, 30])[k.n::integer % 5 + 1] as now) v
where k.n <= 12;
insert into value_measure (workspace_id, metric_id, day, value, source)
select m.workspace_id, m.id, d.day, round(120 - (120 - m.measured) * d.part, 1), 'typed'
from value_metric m cross join (values (current_date - 102, 0.3), (current_date - 57, 0.7), (current_date - 12, 1.0)) d (day, part)
where m.workspace_id = '{workspace}' and m.id in (select md5('{workspace}value' || company_id)::uuid from kept);

-- Three plans with their objectives, a review that was held and one to come.
insert into account_plan (workspace_id, id, name, company_id, state, starts_on, ends_on, ambition, risks, owner_id)
select '{workspace}', md5('{workspace}plan' || k.company_id)::uuid, 'Plan ' || extract(year from current_date) || ' · ' || c.name, k.company_id, 'active', current_date - 60, current_date + 305,
       'Devenir l’outil de toutes les équipes, et pas seulement du siège.', 'Un nouveau directeur informatique arrive au printemps.', pg_temp.who('Sandrine Faure')
from kept k join company c on c.workspace_id = '{workspace}' and c.id = k.company_id where k.n in (1, 3, 5);
insert into account_objective (workspace_id, id, name, plan_id, state, target, reached, unit, due_on, owner_id)
select '{workspace}', md5('{workspace}objective' || p.id || o.at)::uuid, o.name, p.id, o.state, o.target, o.reached, o.unit, current_date + o.days, p.owner_id
from account_plan p
cross join (values (1, 'Équiper les trois sites', 'open', 3, 1, 'sites', 120), (2, 'Former les responsables d’équipe', 'reached', 10, 12, 'personnes', -10), (3, 'Obtenir un témoignage', 'open', 1, null, '', 200)) o (at, name, state, target, reached, unit, days)
where p.workspace_id = '{workspace}';
insert into account_review (workspace_id, id, name, company_id, state, held_on, from_on, to_on, language, agenda, owner_id)
select '{workspace}', md5('{workspace}review' || k.company_id)::uuid, 'Revue trimestrielle · ' || c.name, k.company_id, 'planned', current_date + 4 + k.n::integer, current_date - 86, current_date + 4,
       'fr', 'Valeur atteinte, usage, suite du plan.', pg_temp.who('Sandrine Faure')
from kept k join company c on c.workspace_id = '{workspace}' and c.id = k.company_id where k.n in (1, 3);

-- Champions of two customers who went elsewhere.
insert into stakeholder (workspace_id, id, opportunity_id, person_id, part, influence, stance)
select '{workspace}', md5('{workspace}sponsor' || k.company_id)::uuid, o.id, p.id, 'champion', 'high', 'supports'
from kept k
join lateral (select id from opportunity where workspace_id = '{workspace}' and company_id = k.company_id and deleted_at is null order by id limit 1) o on true
join lateral (select id from person where workspace_id = '{workspace}' and company_id = k.company_id and deleted_at is null order by id desc limit 1) p on true
where k.n in (2, 7)
on conflict do nothing;
insert into person_position (workspace_id, id, person_id, company_id, title, started_on, ended_on)
select '{workspace}', md5('{workspace}went' || s.person_id)::uuid, s.person_id, p.company_id, p.title, current_date - 700, current_date - 9
from stakeholder s join person p on p.workspace_id = s.workspace_id and p.id = s.person_id
where s.workspace_id = '{workspace}' and s.id in (select md5('{workspace}sponsor' || company_id)::uuid from kept);
update person p set company_id = null
from stakeholder s
where p.workspace_id = '{workspace}' and s.workspace_id = '{workspace}' and s.person_id = p.id and s.id in (select md5('{workspace}sponsor' || company_id)::uuid from kept);

-- Two recommendations, one of them thanked for.
insert into referral (workspace_id, id, name, company_id, person_id, lead_id, named_on, thanked_on, thanks, owner_id)
select '{workspace}', md5('{workspace}referral' || k.company_id)::uuid, c.name, k.company_id, p.id, l.id, current_date - 20 - k.n::integer, case when k.n = 1 then current_date - 18 end,
       case when k.n = 1 then 'Un déjeuner' end, pg_temp.who('Sandrine Faure')
from kept k
join company c on c.workspace_id = '{workspace}' and c.id = k.company_id
join lateral (select id from person where workspace_id = '{workspace}' and company_id = k.company_id and deleted_at is null order by id limit 1) p on true
join lateral (select id from lead where workspace_id = '{workspace}' and company_id <> k.company_id and status in ('new', 'working') and deleted_at is null order by md5(id::text || k.n) limit 1) l on true
where k.n in (1, 3);
update lead set source = 'referral' where workspace_id = '{workspace}' and id in (select lead_id from referral where workspace_id = '{workspace}');
