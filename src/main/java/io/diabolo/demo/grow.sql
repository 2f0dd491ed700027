-- Run by Entries, as the owner of the tables: what was offered, what customers say, and what they were promised.
-- The offers that are out, in drafts, and declined; amounts follow the opportunities, whose recurring amount is a month's.
create temporary table out_there on commit drop as
select o.id, o.name, o.company_id, o.person_id, o.owner_id, o.recurring_minor as monthly, o.one_off_minor as once, coalesce(o.term_months, 12) as term,
       case when o.stage in ('proposal', 'closing') then case when pg_temp.some('draft' || o.id, 4) = 0 then 'draft' else 'sent' end else 'declined' end as state,
       coalesce(o.stage_on::timestamptz, o.created_at) + interval '11 hours' as at,
       (select product_id from opportunity_product p where p.workspace_id = o.workspace_id and p.opportunity_id = o.id order by product_id limit 1) as product,
       row_number() over (order by coalesce(o.stage_on::timestamptz, o.created_at), o.id) as nth
from opportunity o
where o.workspace_id = '{workspace}' and o.deleted_at is null and o.type = 'new_business' and o.recurring_minor > 0
  and (o.stage in ('proposal', 'closing') or o.stage = 'lost' and pg_temp.some('declined' || o.id, 6) = 0)
order by coalesce(o.stage_on::timestamptz, o.created_at) desc limit 60;

insert into quote (workspace_id, id, series_id, opportunity_id, number, state, title, currency, intro, delivery, term_months, valid_until,
                   customer_name, customer_address, customer_siren, recipient_id, recipient_name, recipient_email,
                   one_off_minor, recurring_minor, net_minor, link, sent_at, sent_by, seller, seen_at, decided_at, reason, created_by, created_at)
select '{workspace}', md5('{workspace}quote' || f.id)::uuid, md5('{workspace}quote' || f.id)::uuid, f.id,
       case when f.state <> 'draft' then 'D-' || extract(year from f.at) || '-' || lpad(f.nth::text, 4, '0') end, f.state, f.name, 'EUR',
       'Suite à nos échanges, voici notre proposition.', 'Mise en service sous six semaines après la signature.', f.term,
       greatest(current_date + 20, f.at::date + 30), coalesce(c.name, ''), concat_ws(E'\n', c.street, concat_ws(' ', c.postcode, c.city)), coalesce(c.siren, ''),
       p.id, coalesce(p.name, ''), coalesce(p.email, ''), f.once, f.monthly * 12, f.once + f.monthly * f.term,
       case when f.state <> 'draft' then translate(rtrim(encode(uuid_send('{workspace}'::uuid) || uuid_send(md5('a' || f.id)::uuid) || uuid_send(md5('b' || f.id)::uuid), 'base64'), '='), '+/', '-_') end,
       case when f.state <> 'draft' then f.at end, case when f.state <> 'draft' then f.owner_id end,
       case when f.state = 'draft' then '{}' else jsonb_build_object('name', s.name, 'legalForm', s.legal_form, 'address', s.address, 'siren', s.siren, 'registry', s.registry,
           'vatNumber', s.vat_number, 'email', s.email, 'phone', '', 'payment', s.payment, 'termsFr', s.terms_fr, 'termsEn', s.terms_en, 'vatExempt', false, 'validityDays', 30, 'version', 1) end,
       case when f.state <> 'draft' and pg_temp.some('seen' || f.id, 3) > 0 then f.at + interval '5 hours' end,
       case when f.state = 'declined' then f.at + interval '6 days' end, case when f.state = 'declined' then 'Le budget est reporté à l’an prochain.' end,
       f.owner_id, f.at - interval '1 day'
from out_there f
join seller s on s.workspace_id = '{workspace}'
left join company c on c.workspace_id = '{workspace}' and c.id = f.company_id
left join person p on p.workspace_id = '{workspace}' and p.id = f.person_id;
insert into quote_line (workspace_id, quote_id, position, product_id, name, quantity, unit_price, vat_rate, period)
select '{workspace}', md5('{workspace}quote' || f.id)::uuid, 1, f.product, coalesce(p.name, 'Abonnement'), 1, f.monthly / 100.0, 2000, 'month'
from out_there f left join product p on p.workspace_id = '{workspace}' and p.id = f.product;
insert into quote_line (workspace_id, quote_id, position, name, quantity, unit_price, vat_rate)
select '{workspace}', md5('{workspace}quote' || f.id)::uuid, 2, 'Mise en service et formation', 1, f.once / 100.0, 2000
from out_there f where f.once > 0;
insert into quote_series (workspace_id, year, last)
select '{workspace}', y, 500 from generate_series(extract(year from current_date)::integer - 2, extract(year from current_date)::integer) y
on conflict do nothing;

-- Customers with a running contract, and somebody there who can be asked.
create temporary table asked on commit drop as
select *, row_number() over (order by md5(contract::text)) as nth from (
    select distinct on (c.company_id) c.company_id, c.id as contract, c.csm_id, c.starts_on, company.segment, p.id as person, p.email, p.name
    from contract c
    join company on company.workspace_id = c.workspace_id and company.id = c.company_id
    join lateral (select id, email, name from person p where p.workspace_id = c.workspace_id and p.company_id = c.company_id and p.email is not null
                  and p.deleted_at is null order by p.id limit 1) p on true
    where c.workspace_id = '{workspace}' and c.state = 'running' and c.starts_on < current_date - 60
    order by c.company_id, c.starts_on) of_company;

insert into survey (workspace_id, id, name, kind, state, occasion, starts_on, every_months, after_days, quiet_days, owner_id, created_at)
values ('{workspace}', md5('{workspace}survey1')::uuid, 'NPS du printemps', 'nps', 'ended', 'schedule', current_date - 300, 6, 30, 90, pg_temp.who('Jeanne Ollivier'), now() - interval '300 days'),
       ('{workspace}', md5('{workspace}survey2')::uuid, 'Un mois après la mise en service', 'ces', 'running', 'go_live', null, null, 30, 90, pg_temp.who('Mehdi Arnaud'), now() - interval '200 days'),
       ('{workspace}', md5('{workspace}survey3')::uuid, 'Satisfaction après une formation', 'csat', 'draft', 'link', null, null, 30, 90, pg_temp.who('Jeanne Ollivier'), now() - interval '20 days');
insert into survey_ask (workspace_id, id, survey_id, person_id, company_id, address, channel, occasion, asked_at, expires_at)
select '{workspace}', md5('{workspace}ask' || r.round || c.contract)::uuid, md5('{workspace}survey1')::uuid, c.person, c.company_id, c.email, 'mail',
       (current_date - r.ago)::text, now() - make_interval(days => r.ago), now() - make_interval(days => r.ago - 30)
from asked c cross join (values (1, 300), (2, 118)) r (round, ago)
where c.starts_on < current_date - r.ago;
insert into survey_response (workspace_id, id, name, survey_id, ask_id, kind, score, comment, person_id, company_id, segment, answered_at, owner_id, created_at)
select '{workspace}', md5('{workspace}response' || a.id)::uuid, 'NPS ' || s.score || '/10', a.survey_id, a.id, 'nps', s.score,
       case when s.score <= 6 then (array['Les rapports restent lents en fin de mois.', 'Il manque l’export vers notre ERP.', 'Le support répond tard le vendredi.'])[1 + pg_temp.some('why' || a.id, 3)]
            when s.score >= 9 and pg_temp.some('word' || a.id, 2) = 0 then (array['L’équipe est toujours là.', 'Nous ne reviendrions pas au tableur.', 'Gain de temps dès le premier mois.'])[1 + pg_temp.some('well' || a.id, 3)] end,
       a.person_id, a.company_id, c.segment, a.asked_at + interval '1 day' * (1 + pg_temp.some('late' || a.id, 9)), c.csm_id, a.asked_at + interval '3 days'
from survey_ask a
join asked c on c.company_id = a.company_id and c.person = a.person_id
cross join lateral (select (array[10, 9, 8, 9, 7, 6, 10, 9, 8, 3, 9, 5])[1 + pg_temp.some('score' || a.id, 12)] as score) s
where a.workspace_id = '{workspace}' and pg_temp.some('answers' || a.id, 100) < 46
on conflict do nothing;

-- What customers were promised that it brings, measured month by month.
insert into value_metric (workspace_id, id, name, company_id, contract_id, unit, baseline, target, due_on, owner_id, created_at)
select '{workspace}', md5('{workspace}value' || c.contract)::uuid, v.name, c.company_id, c.contract, v.unit, v.baseline, v.target,
       (c.starts_on + interval '12 months')::date, coalesce(c.csm_id, '{owner}'), c.starts_on + interval '9 hours'
from asked c
cross join lateral (select * from (values
    (0, 'Temps de ressaisie par semaine', 'h', 14, 4), (1, 'Arrêts non prévus par mois', 'arrêts', 22, 10), (2, 'Taux de service', '%', 88, 96),
    (3, 'Délai moyen de réponse', 'h', 48, 12)) x (n, name, unit, baseline, target) where n = c.nth % 4) v
where c.nth <= 40;
insert into value_measure (workspace_id, metric_id, day, value, source)
select '{workspace}', m.id, d.day, round((m.baseline + (m.target - m.baseline) * least(1.1, (0.55 + pg_temp.some('pace' || m.id, 60) / 100.0) * d.month / 10.0))::numeric, 1),
       case when pg_temp.some('by' || m.id, 2) = 0 then 'typed' else 'api' end
from value_metric m
join contract c on c.workspace_id = m.workspace_id and c.id = m.contract_id
cross join lateral (select n as month, (c.starts_on + make_interval(months => n))::date as day from generate_series(1, 14) n) d
where m.workspace_id = '{workspace}' and d.day < current_date;
update value_metric m set measured = v.value, measured_on = v.day,
       reached = round(100 * (v.value - m.baseline) / (m.target - m.baseline), 2),
       state = case when (v.value - m.baseline) / (m.target - m.baseline) >= 1 then 'reached' when m.due_on < current_date then 'missed' else 'open' end
from (select distinct on (metric_id) metric_id, value, day from value_measure where workspace_id = '{workspace}' order by metric_id, day desc) v
where m.workspace_id = '{workspace}' and v.metric_id = m.id;
